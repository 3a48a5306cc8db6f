import { UserError } from '../model/user-error.ts';
import type { Answerer } from './exchange.ts';

/**
 * Who asks is asked first. Where that finds no credentials at all the user is told, and no audit of nothing is
 * made; those that are lost later are a refusal like any other, and what was seen until then is reported.
 */
export function requireCredentials(answer: Answerer): Answerer {
  return async (question) => {
    const given = await answer(question);
    const asksWho = question.operation.service === 'sts' && question.operation.name === 'GetCallerIdentity';
    if (asksWho && given.kind === 'refusal' && /ProviderError$/.test(given.reason))
      throw new UserError(
        `no AWS credentials: ${given.message}\nset AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run where a role is attached`,
      );
    return given;
  };
}
