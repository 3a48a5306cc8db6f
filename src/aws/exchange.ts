import type { AnyOperation } from '../model/operation.ts';
import { canonical } from './codec.ts';

/** A question put to AWS in one place. */
export interface Question {
  readonly operation: AnyOperation;
  readonly input: object;
  readonly account: string;
  readonly region: string;
  /** Put once more, since two answers contradicted each other. */
  readonly again?: true;
  /** Aborted when the time for the place is over. */
  readonly limit?: AbortSignal | undefined;
}

export type Answer =
  | { readonly kind: 'output'; readonly output: object; readonly requestId?: string | undefined }
  | {
      readonly kind: 'refusal';
      readonly reason: string;
      readonly message?: string | undefined;
      readonly requestId?: string | undefined;
      /** Set where the account could not be entered, and so the question was never put. */
      readonly entering?: { readonly operation: 'sts:AssumeRole'; readonly about: string };
    };

/** What stands for an answer that did not come before the time for the place was over. */
export const outOfTime = {
  kind: 'refusal',
  reason: 'DeadlineExceeded',
  message: 'the time for auditing this place was over',
} as const satisfies Answer;

/** What a recording answers to a question it does not hold: nobody asked, so nobody knows. */
export const notInEvidence = {
  kind: 'refusal',
  reason: 'NotInEvidence',
  message: 'the evidence does not hold this question',
} as const satisfies Answer;

/** Where answers come from: AWS, or a recording. Throws only for a bug of ours, or what the user must mend. */
export type Answerer = (question: Question) => Promise<Answer>;

/** A question and its answer, as evidence holds them: one a line. */
export interface Exchange {
  readonly service: string;
  readonly operation: string;
  readonly input: object;
  readonly account: string;
  readonly region: string;
  readonly again?: true;
  readonly time: string;
  readonly answer: Answer;
}

/** What tells one question of a recording from another. */
export function keyOf(exchange: Omit<Exchange, 'time' | 'answer'>): string {
  const { service, operation, input, account, region, again } = exchange;
  return `${account} ${region} ${service}:${operation} ${canonical(input)}${again ? ' again' : ''}`;
}
