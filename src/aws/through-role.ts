import { classify } from './classify.ts';
import type { Answer, Answerer } from './exchange.ts';

export interface Entrance {
  readonly roleArn: string;
  /** The credentials that may assume the role. */
  readonly base: () => Promise<unknown>;
  /** Assumes the role by the region's own endpoint, unless what was got there before still holds. */
  readonly assume: (region: string) => Promise<unknown>;
  /** Answers in the role's account. */
  readonly answer: Answerer;
}

/** Answers in an account that is entered through a role. Where it cannot be entered every question is refused, in AWS's words. */
export function throughRole({ roleArn, base, assume, answer }: Entrance): Answerer {
  return async (question) => {
    const refused = await refusalOf(assume(question.region));
    if (!refused) return answer(question);
    // Without credentials of one's own no role is to blame.
    return (await refusalOf(base())) ?? entering(refused, roleArn);
  };
}

async function refusalOf(credentials: Promise<unknown>): Promise<Refusal | undefined> {
  try {
    await credentials;
    return undefined;
  } catch (error) {
    return classify(error);
  }
}

type Refusal = Extract<Answer, { kind: 'refusal' }>;

function entering(refusal: Refusal, roleArn: string): Answer {
  const { message = refusal.reason } = refusal;
  return {
    ...refusal,
    message: message.includes(roleArn) ? message : `${message} (role ${roleArn})`,
    entering: { operation: 'sts:AssumeRole', about: roleArn },
  };
}
