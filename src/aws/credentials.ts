import { causeOf } from '../model/cause.ts';
import { UserError } from '../model/user-error.ts';
import { shellWord } from '../text/shell-word.ts';
import type { Answer, Answerer } from './exchange.ts';

/** What the SDK's chain says where each of its providers failed: the word of the last, which tells nothing. */
export const chainFailed = 'Could not load credentials from any providers';

/**
 * Who asks is asked first. Where that finds no credentials at all the user is told, and no audit of nothing is
 * made; those that are lost later are a refusal like any other, and what was seen until then is reported.
 * `explain` tells why a profile gives none.
 */
export function requireCredentials(
  answer: Answerer,
  profile: string | undefined,
  explain: (message: string | undefined) => Promise<string | undefined> = async (message) => message,
): Answerer {
  return async (question) => {
    const given = await answer(question);
    if (given.kind === 'output' || given.entering || causeOf(given) !== 'credentials') return given;
    const asksWho = question.operation.service === 'sts' && question.operation.name === 'GetCallerIdentity';
    if (asksWho && /ProviderError$/.test(given.reason))
      throw noCredentials({ ...given, message: await explain(given.message) }, profile);
    return named(given, profile);
  };
}

function noCredentials({ reason, message }: Refusal, profile: string | undefined): UserError {
  if (!profile)
    return new UserError(
      `no AWS credentials: ${message}\nset AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run where a role is attached`,
    );
  const isSignedOn = reason === 'TokenProviderError' || /\bsso\b/i.test(message ?? '');
  const renewal = isSignedOn
    ? `renew them (aws sso login --profile ${shellWord(profile) ?? 'PROFILE'}), mend`
    : 'mend';
  return new UserError(
    `no AWS credentials of the profile ${profile}: ${message}\n${renewal} the profile, or set AWS_PROFILE to another`,
  );
}

type Refusal = Answer & { kind: 'refusal' };

/** With the profile whose credentials are to be renewed. */
const named = (given: Refusal, profile: string | undefined): Answer =>
  profile ? { ...given, message: `${given.message ?? given.reason} (profile ${profile})` } : given;
