import type { Calls } from '../model/audit.ts';
import { nameOf, type Operation } from '../model/operation.ts';
import type { Place } from '../model/ports.ts';
import { type Refusal, Refused } from '../model/refusal.ts';
import { canonical } from './codec.ts';
import type { Answer, Answerer } from './exchange.ts';
import { createPages } from './pages.ts';
import { readAnswer } from './read-answer.ts';

export interface PlaceInput {
  readonly account: string;
  readonly region: string;
  readonly unidentified?: Refusal | undefined;
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
    const answered = await answer({ operation, input, account: at.account, region: at.region });
    const given = readAnswer(operation, input, answered);
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
    throw new Refused(refusalOf(operation, given));
  }

  return { ...at, ask, pages: createPages(ask), calls: () => ({ ...count }) };
}

export function refusalOf<I extends object, O extends object>(
  operation: Operation<I, O>,
  { reason, message }: Extract<Answer, { kind: 'refusal' }>,
): Refusal {
  const permission = operation.permissions[0] ?? nameOf(operation);
  return { operation: nameOf(operation), reason, permission, ...(message && { message }) };
}
