import type { Known } from '../model/known.ts';
import type { Writing } from './store.ts';

/** Values that a statement may hold: SQLite takes 32,766, Postgres 65,535. */
const most = 30_000;

/** Rows of a table, and what their column of a time is to hold. */
export interface Timed {
  readonly at: string | null;
  readonly ids: readonly number[];
}

/** Writes down when rows were last confirmed, where that is another than their policy's. */
export async function confirm(
  writing: Writing,
  table: 'verdict' | 'finding' | 'resource',
  rows: readonly Timed[],
): Promise<void> {
  for (const [at, ids] of byTime(rows))
    await inBatches(ids, 1, (some) =>
      table === 'verdict'
        ? writing.updateTable('verdict').set({ last_at: at }).where('id', 'in', some).execute()
        : writing.updateTable(table).set({ confirmed_at: at }).where('id', 'in', some).execute(),
    );
}

/** Each time once: one statement writes all rows of it. */
export function byTime<T extends string | null>(
  rows: readonly { readonly at: T; readonly ids: readonly number[] }[],
): ReadonlyMap<T, readonly number[]> {
  const times = new Map<T, number[]>();
  for (const { at, ids } of rows) {
    const own = times.get(at) ?? [];
    for (const id of ids) own.push(id);
    times.set(at, own);
  }
  return times;
}

/** What a row says of when it was confirmed: nothing, where it is as its policy in that place. */
export function confirmedIn(known: Known, policy: string, confirmed: string): string | null {
  return known.policies[policy]?.at === confirmed ? null : confirmed;
}

/** Writes as many rows at a time as a statement holds, of so many values each. */
export async function inBatches<T>(
  rows: readonly T[],
  values: number,
  write: (some: readonly T[]) => Promise<unknown>,
): Promise<void> {
  const many = Math.floor(most / values);
  for (let start = 0; start < rows.length; start += many) await write(rows.slice(start, start + many));
}
