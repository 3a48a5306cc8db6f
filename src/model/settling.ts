import type { Condition } from './resource.ts';
import type { Settling } from './unseen.ts';
import { unknown, type Verdict } from './verdict.ts';

/** How long something may be on its way, in milliseconds, before it is judged as it stands. */
export const grace = 15 * 60 * 1000;

/** What may be on its way: a resource, or a part of one that AWS gives a state of its own, as a shard. */
export interface Mover {
  readonly name: string;
  readonly condition?: Condition | undefined;
}

/** That it is on its way; undefined where it stands still, or has been moving for so long that it is judged as it is. */
export function settlingOf({ name, condition }: Mover, now: Date): Settling | undefined {
  if (!condition?.moving) return undefined;
  const { state } = condition;
  const since = beganOf(condition, now);
  if (since !== undefined && now.getTime() - Date.parse(since) >= grace) return undefined;
  return { kind: 'settling', message: `${name} is ${state}`, ...(since !== undefined && { since }) };
}

// Nothing takes a day to be made: what is older began to move later, nobody knows when.
const day = 24 * 60 * 60 * 1000;

function beganOf({ since, made }: Condition, now: Date): string | undefined {
  if (since !== undefined || made === undefined) return since;
  return now.getTime() - Date.parse(made) < day ? made : undefined;
}

/** What keeps a verdict open only until it is over. */
export const settlingIn = (verdict: Verdict): Settling | undefined =>
  verdict.status === 'unknown' && verdict.unseen?.kind === 'settling' ? verdict.unseen : undefined;

/** A failure that may be only because something is on its way is unknown until that is over. */
export function unlessMoving(verdict: Verdict, movers: readonly Mover[], now: Date): Verdict {
  if (verdict.status !== 'fail') return verdict;
  for (const mover of movers) {
    const settling = settlingOf(mover, now);
    if (settling) return unknown(`${verdict.message}, while ${settling.message}`, settling);
  }
  return verdict;
}
