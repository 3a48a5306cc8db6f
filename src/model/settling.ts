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
  const { state, since } = condition;
  if (since !== undefined && now.getTime() - Date.parse(since) >= grace) return undefined;
  return { kind: 'settling', message: `${name} is ${state}`, ...(since !== undefined && { since }) };
}

/** A failure that may be only because something is on its way is unknown until that is over. */
export function unlessMoving(verdict: Verdict, movers: readonly Mover[], now: Date): Verdict {
  if (verdict.status !== 'fail') return verdict;
  for (const mover of movers) {
    const settling = settlingOf(mover, now);
    if (settling) return unknown(`${verdict.message}, while ${settling.message}`, settling);
  }
  return verdict;
}
