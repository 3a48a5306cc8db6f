import type { Calls } from '../model/audit.ts';
import { nameOf, type Operation } from '../model/operation.ts';
import type { Place } from '../model/ports.ts';
import { Refused, type Unseen } from '../model/unseen.ts';
import { canonical } from './codec.ts';
import { type Answer, type Answerer, notInEvidence } from './exchange.ts';
import { createPages } from './pages.ts';

export interface PlaceInput {
  readonly account: string;
  readonly region: string;
  readonly unidentified?: Unseen | undefined;
  readonly signal: AbortSignal;
  readonly answer: Answerer;
}

export interface CountingPlace extends Place {
  readonly calls: () => Calls;
}

/** A place that puts no question twice: the answer to the first is the answer to all, a refusal as well. */
export function createPlace({ answer, ...at }: PlaceInput): CountingPlace {
  const answers = new Map<string, Promise<Answer>>();
  const count = { asked: 0, answered: 0, refused: 0, reused: 0 };

  async function put<I extends object, O extends object>(
    operation: Operation<I, O>,
    input: I,
  ): Promise<Answer> {
    count.asked += 1;
    const given = complete(
      operation,
      await answer({ operation, input, account: at.account, region: at.region }),
    );
    count[given.kind === 'output' ? 'answered' : 'refused'] += 1;
    return given;
  }

  async function ask<I extends object, O extends object>(operation: Operation<I, O>, input: I): Promise<O> {
    at.signal.throwIfAborted();
    const key = `${nameOf(operation)} ${canonical(input)}`;
    const known = answers.get(key);
    if (known !== undefined) count.reused += 1;
    const pending = known ?? put(operation, input);
    answers.set(key, pending);
    const given = await pending;
    if (given.kind === 'output') return given.output as O;
    throw new Refused(unseenOf(operation, given));
  }

  return { ...at, ask, pages: createPages(ask), calls: () => ({ ...count }) };
}

function unseenOf<I extends object, O extends object>(
  operation: Operation<I, O>,
  { reason, message }: Extract<Answer, { kind: 'refusal' }>,
): Unseen {
  if (reason === notInEvidence.reason) return { kind: 'not-in-evidence', operation: nameOf(operation) };
  const permission = isDenial(reason) ? operation.permissions[0] : undefined;
  return {
    kind: 'refused',
    operation: nameOf(operation),
    reason,
    ...(permission && { permission }),
    ...(message && { message }),
  };
}

// `AccessDeniedException`, `AccessDenied`, EC2's `UnauthorizedOperation`, ElastiCache's and RDS's `AccessDenied`.
const isDenial = (reason: string): boolean =>
  /denied|unauthori[sz]ed|notauthori[sz]ed|forbidden/i.test(reason);

/** An answer without the member it exists for is not one: an HTML page parsed as XML comes back as `{}`. */
function complete<I extends object, O extends object>(operation: Operation<I, O>, answer: Answer): Answer {
  const { answers: member } = operation;
  if (answer.kind === 'refusal' || !member || Object.hasOwn(answer.output, member)) return answer;
  return { kind: 'refusal', reason: 'UnreadableAnswer', message: `the answer holds no ${member}` };
}
