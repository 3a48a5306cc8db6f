import type { Writing } from './store.ts';

/** Rows a statement may name: databases limit its parameters. */
const many = 500;

/** Marks rows as seen by an audit. */
export async function confirm(
  writing: Writing,
  table: 'verdict' | 'finding' | 'resource',
  ids: readonly number[],
  at: string,
): Promise<void> {
  for (let start = 0; start < ids.length; start += many) {
    const some = ids.slice(start, start + many);
    if (table === 'verdict')
      await writing.updateTable('verdict').set({ last_at: at }).where('id', 'in', some).execute();
    else await writing.updateTable(table).set({ confirmed_at: at }).where('id', 'in', some).execute();
  }
}

/** Writes some rows at a time. */
export async function inBatches<T>(
  rows: readonly T[],
  write: (some: readonly T[]) => Promise<unknown>,
): Promise<void> {
  for (let start = 0; start < rows.length; start += many) await write(rows.slice(start, start + many));
}
