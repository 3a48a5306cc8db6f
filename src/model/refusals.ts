import type { Calls, RefusalCount, UnreadFact } from './audit.ts';
import type { Unseen } from './unseen.ts';

/** What a question without an answer is counted as; undefined for what was not seen for another reason. */
export function refusalOf(unseen: Unseen): Omit<RefusalCount, 'count'> | undefined {
  switch (unseen.kind) {
    case 'refused':
      return { operation: unseen.operation, reason: unseen.reason };
    case 'not-in-evidence':
      return { operation: unseen.operation, reason: null };
    default:
      return undefined;
  }
}

/** Put together, in the order of operations and reasons. */
export function sumOfRefusals(all: readonly RefusalCount[]): readonly RefusalCount[] {
  const counts = new Map<string, RefusalCount>();
  for (const { operation, reason, count } of all) {
    const key = refusalKey({ operation, reason });
    counts.set(key, { operation, reason, count: count + (counts.get(key)?.count ?? 0) });
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

export interface Refusals extends RefusalCount {
  /** Whether something was not read for it: what is asked of a resource that is gone meanwhile hides nothing. */
  readonly hides: boolean;
}

/** Each kind of refusal, and whether something that could not be read comes of it; undefined where nobody counted. */
export function refusalsOf(
  { refusals }: Calls,
  unread: readonly UnreadFact[],
): readonly Refusals[] | undefined {
  const hiding = new Set(unread.flatMap((fact) => refusalOf(fact) ?? []).map(refusalKey));
  return refusals?.map(({ operation, reason, count }) => ({
    operation,
    reason,
    count,
    hides: hiding.has(refusalKey({ operation, reason })),
  }));
}

/** By which refusals are the same, however many there are. */
export const refusalKey = ({ operation, reason }: Omit<RefusalCount, 'count'>): string =>
  JSON.stringify([operation, reason]);
