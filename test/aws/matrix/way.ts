import type { Reply } from '../emulator/refusals.ts';
import { type Fault, type Met, send } from './wire.ts';

export interface Expected {
  /** What the report must keep of the answer's own words. */
  readonly says?: string;
  /** Whether a permission would help. */
  readonly permission?: boolean;
  /** The answer is got over: the audit is what it was. */
  readonly harmless?: boolean;
  /** It may be got over, or not. */
  readonly either?: boolean;
  /** Takes its time: several at once are no load. */
  readonly slow?: boolean;
}

export interface Way extends Expected {
  readonly name: string;
  readonly fault: Fault;
}

/** The true answer, changed. */
export function truth(change: (reply: Reply, met: Met) => Reply): Fault {
  return (met) => send(met.response, change(met.truth, met));
}

/** Only the first times; then the truth. */
export function first(times: number, fault: Fault): Fault {
  return (met) => (met.times <= times ? fault(met) : send(met.response, met.truth));
}
