import { UserError } from '../model/user-error.ts';
import type { Answer } from './exchange.ts';

interface SdkError extends Error {
  readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string };
  readonly $fault?: string;
  readonly $response?: unknown;
  readonly code?: string;
}

// Names of Node's and the SDK's own errors for an answer that never came whole.
const transport = /^(TimeoutError|AbortError|IncompleteAnswer|RequestTimeout|NetworkingError)$/;
const socket =
  /^(E[A-Z]+|UND_ERR\w*|HPE_\w+|ERR_(TLS|SSL|STREAM|HTTP)\w*|CERT_\w+|DEPTH_ZERO\w*|SELF_SIGNED\w*|UNABLE_TO\w*)$/;

/** AWS's errors, timeouts and what cannot be parsed are refusals. Anything else is a bug of ours and goes on. */
export function classify(error: unknown): Extract<Answer, { kind: 'refusal' }> {
  if (!(error instanceof Error)) throw error;
  const sdk = error as SdkError;
  if (error.name === 'CredentialsProviderError') throw noCredentials(error);
  const status = sdk.$metadata?.httpStatusCode;
  if (status === undefined && !sdk.$fault && !sdk.$response && !isTransport(sdk)) throw error;
  return {
    kind: 'refusal',
    reason: reasonOf(sdk, status),
    message: error.message.replace(/\s+/g, ' ').slice(0, 300),
    requestId: sdk.$metadata?.requestId,
  };
}

// An unparsable answer is a SyntaxError to the SDK; its HTTP status says more, and 403 is a denial whatever its body.
function reasonOf(error: SdkError, status: number | undefined): string {
  if (isTransport(error)) return error.code ?? error.name;
  const nameless = /^(SyntaxError|Error|TypeError|Unknown|UnknownError)$/.test(error.name);
  if (!nameless && !(status === 403 && error.name === 'SignatureDoesNotMatch')) return error.name;
  if (status === 403) return 'AccessDenied';
  return status && status >= 300 ? `HTTP ${status}` : 'UnreadableAnswer';
}

function isTransport({ name, code }: SdkError): boolean {
  return transport.test(name) || (typeof code === 'string' && socket.test(code));
}

function noCredentials({ message }: Error): UserError {
  return new UserError(
    `no AWS credentials: ${message}\nset AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run where a role is attached`,
  );
}
