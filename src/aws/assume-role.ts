import { fromNodeProviderChain, fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { type MiddlewareStack, requireCompleteAnswers } from './complete-answer.ts';
import type { Answerer } from './exchange.ts';
import { createLiveAnswerer, patience } from './live.ts';
import { renewed } from './renewed.ts';
import { throughRole } from './through-role.ts';

export interface Role {
  readonly roleArn: string;
  readonly externalId?: string | undefined;
}

/** Answerers of AWS through roles that the credentials of the SDK's own chain may assume. */
export function createRoles(signal: AbortSignal, now: () => Date): (role: Role) => Answerer {
  const base = fromNodeProviderChain();
  return ({ roleArn, externalId }) => {
    const regions = new Map<string, Credentials>();
    // By the endpoint of the region that is asked: what is wrong with another region's does no harm there.
    function credentials(region: string): Credentials {
      const known = regions.get(region) ?? renewed(assumption({ roleArn, externalId }, region, base), now);
      regions.set(region, known);
      return known;
    }
    return throughRole({
      roleArn,
      base,
      assume: (region) => credentials(region)(),
      answer: createLiveAnswerer(signal, credentials),
    });
  };
}

type Credentials = ReturnType<typeof fromTemporaryCredentials>;

/** The SDK applies it before each assumption, and refuses a second of one name. */
function readWhole(stack: MiddlewareStack & { remove(name: string): boolean }): void {
  stack.remove('completeAnswer');
  requireCompleteAnswers(stack, 'sts');
}

function assumption({ roleArn, externalId }: Role, region: string, base: Credentials): Credentials {
  return fromTemporaryCredentials({
    masterCredentials: base,
    params: {
      RoleArn: roleArn,
      RoleSessionName: 'plumbline',
      ...(externalId !== undefined && { ExternalId: externalId }),
    },
    clientConfig: { region, ...patience },
    clientPlugins: [{ applyToStack: readWhole }],
  });
}
