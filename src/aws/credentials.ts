import { causeOf } from '../model/cause.ts';
import { UserError } from '../model/user-error.ts';
import type { Answer, Answerer } from './exchange.ts';

/**
 * Who asks is asked first. Where that finds no credentials at all the user is told, and no audit of nothing is
 * made; those that are lost later are a refusal like any other, and what was seen until then is reported.
 */
export function requireCredentials(answer: Answerer, profile: string | undefined): Answerer {
  return async (question) => {
    const given = await answer(question);
    if (given.kind === 'output' || given.entering || causeOf(given) !== 'credentials') return given;
    const asksWho = question.operation.service === 'sts' && question.operation.name === 'GetCallerIdentity';
    if (asksWho && /ProviderError$/.test(given.reason)) throw noCredentials(given.message, profile);
    return named(given, profile);
  };
}

function noCredentials(message: string | undefined, profile: string | undefined): UserError {
  return profile
    ? new UserError(
        `no AWS credentials of the profile ${profile}: ${message}\nrenew them (aws sso login --profile ${profile}), mend the profile, or set AWS_PROFILE to another`,
      )
    : new UserError(
        `no AWS credentials: ${message}\nset AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run where a role is attached`,
      );
}

/** With the profile whose credentials are to be renewed. */
const named = (given: Answer & { kind: 'refusal' }, profile: string | undefined): Answer =>
  profile ? { ...given, message: `${given.message ?? given.reason} (profile ${profile})` } : given;
