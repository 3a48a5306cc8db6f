import type { Writing } from './store.ts';

/** Values that a statement may hold: SQLite takes 32,766, Postgres 65,535. */
const most = 30_000;

/** Rows of a table that an audit saw again. */
export interface Confirmed {
  readonly at: string;
  readonly ids: readonly number[];
}

/** Marks rows as seen by an audit: one statement for all that were seen by the same. */
export async function confirm(
  writing: Writing,
  table: 'verdict' | 'finding' | 'resource',
  confirmed: readonly Confirmed[],
): Promise<void> {
  for (const [at, ids] of byTime(confirmed))
    await inBatches(ids, 1, (some) =>
      table === 'verdict'
        ? writing.updateTable('verdict').set({ last_at: at }).where('id', 'in', some).execute()
        : writing.updateTable(table).set({ confirmed_at: at }).where('id', 'in', some).execute(),
    );
}

export function byTime(confirmed: readonly Confirmed[]): ReadonlyMap<string, readonly number[]> {
  const times = new Map<string, number[]>();
  for (const { at, ids } of confirmed) times.set(at, [...(times.get(at) ?? []), ...ids]);
  return times;
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
