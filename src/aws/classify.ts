import { isNativeError } from 'node:util/types';
import type { Answer } from './exchange.ts';
import { type NetworkError, networkErrorIn } from './network-error.ts';
import { shortened } from './shortened.ts';

interface SdkError extends Error {
  readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string };
  readonly $fault?: string;
  readonly $response?: unknown;
  /** Whom the question went to. */
  readonly $endpoint?: string;
}

// What the SDK's credential chain throws: a profile without keys, a single sign-on session that has expired.
const chain = /ProviderError$|^(EndpointError|InstanceMetadataV1FallbackError)$/;

/** AWS's errors, lost credentials and whatever breaks on the wire are refusals. Anything else is a bug of ours and goes on. */
export function classify(error: unknown): Extract<Answer, { kind: 'refusal' }> {
  if (!isNativeError(error)) throw error;
  const sdk = error as SdkError;
  const status = sdk.$metadata?.httpStatusCode;
  const answered = status !== undefined || sdk.$fault !== undefined || sdk.$response !== undefined;
  const network = networkErrorIn(error);
  if (!answered && !network && !chain.test(error.name)) throw error;
  return {
    kind: 'refusal',
    reason: network?.code ?? reasonOf(sdk, status),
    message: shortened(network ? describe(network, sdk) : error.message),
    requestId: sdk.$metadata?.requestId,
  };
}

// An unparsable answer is a SyntaxError to the SDK; its HTTP status says more, and 403 is a denial whatever its body.
function reasonOf({ name }: SdkError, status: number | undefined): string {
  const nameless = /^(SyntaxError|Error|TypeError|RangeError|Unknown|UnknownError)$/.test(name);
  if (!nameless) return name;
  if (status === 403) return 'AccessDenied';
  return status && status >= 300 ? `HTTP ${status}` : 'UnreadableAnswer';
}

function describe({ message }: NetworkError, { $endpoint }: SdkError): string {
  const host = $endpoint?.replace(/^https?:\/\//, '');
  return host && !message.includes(host) ? `${message} (${$endpoint})` : message;
}
