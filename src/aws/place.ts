import type { Calls, RefusalCount } from '../model/audit.ts';
import { causeOf } from '../model/cause.ts';
import { nameOf, type Operation } from '../model/operation.ts';
import { isGlobal, type PlaceRef, regionOfGlobal } from '../model/place.ts';
import type { Place } from '../model/ports.ts';
import { refusalOf, sumOfRefusals } from '../model/refusals.ts';
import { Refused, type Unseen } from '../model/unseen.ts';
import { canonical } from './codec.ts';
import { type Answer, type Answerer, notInEvidence, outOfTime } from './exchange.ts';
import { createPages } from './pages.ts';
import { readAnswer } from './read-answer.ts';

export interface PlaceInput extends PlaceRef {
  /** Aborted when the audit is: every question then throws. */
  readonly signal: AbortSignal;
  /** Aborted when the time for the place is over: what is open then is refused. */
  readonly deadline?: AbortSignal | undefined;
  readonly answer: Answerer;
}

export interface CountingPlace extends Place {
  readonly calls: () => Calls;
}

/** A place that puts no question twice: the answer to the first is the answer to all, a refusal as well. */
export function createPlace({ answer, signal, deadline, ...at }: PlaceInput): CountingPlace {
  const region = isGlobal(at) ? regionOfGlobal : at.region;
  const answers = new Map<string, Promise<Answer>>();
  const count = { asked: 0, answered: 0, refused: 0, reused: 0 };
  const refusals: RefusalCount[] = [];

  async function put<I extends object, O extends object>(
    operation: Operation<I, O>,
    input: I,
    again: boolean,
  ): Promise<Answer> {
    count.asked += 1;
    const question = { operation, input, account: at.account, region, limit: deadline };
    const answered = await inTime(answer(again ? { ...question, again } : question), deadline);
    const given = readAnswer(operation, input, answered);
    if (given.kind === 'output') {
      count.answered += 1;
      return given;
    }
    count.refused += 1;
    const refusal = refusalOf(unseenOf(operation, given));
    if (refusal) refusals.push({ ...refusal, count: 1 });
    return given;
  }

  async function read<I extends object, O extends object>(
    operation: Operation<I, O>,
    input: I,
    again: boolean,
  ): Promise<O> {
    signal.throwIfAborted();
    const key = `${nameOf(operation)} ${canonical(input)}${again ? ' again' : ''}`;
    const known = answers.get(key);
    if (known !== undefined) count.reused += 1;
    const pending = known ?? put(operation, input, again);
    answers.set(key, pending);
    const given = await pending;
    if (given.kind === 'output') return given.output as O;
    throw new Refused(unseenOf(operation, given));
  }

  const ask: Place['ask'] = (operation, input) => read(operation, input, false);
  const again: Place['again'] = (operation, input) => read(operation, input, true);
  return {
    ...at,
    signal,
    ask,
    again,
    pages: createPages(ask),
    calls: () => ({ ...count, refusals: sumOfRefusals(refusals) }),
  };
}

/** The answer, or the refusal that stands for it when the time is over: a question may hang for ever. */
async function inTime(answer: Promise<Answer>, deadline: AbortSignal | undefined): Promise<Answer> {
  if (!deadline) return answer;
  let stop = (): void => undefined;
  const over = new Promise<Answer>((resolve) => {
    stop = () => resolve(outOfTime);
    if (deadline.aborted) stop();
    else deadline.addEventListener('abort', stop, { once: true });
  });
  return Promise.race([answer, over]).finally(() => deadline.removeEventListener('abort', stop));
}

function unseenOf<I extends object, O extends object>(
  operation: Operation<I, O>,
  given: Extract<Answer, { kind: 'refusal' }>,
): Unseen {
  const { reason, message, entering } = given;
  if (reason === notInEvidence.reason) return { kind: 'not-in-evidence', operation: nameOf(operation) };
  const needed = entering ? entering.operation : operation.permissions[0];
  const permission = causeOf(given) === 'permission' ? needed : undefined;
  return {
    kind: 'refused',
    operation: entering?.operation ?? nameOf(operation),
    reason,
    ...(permission && { permission }),
    ...(message && { message }),
    ...(entering && { about: entering.about }),
  };
}
