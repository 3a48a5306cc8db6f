import { sql } from 'kysely';
import { HeldError } from '../model/held-error.ts';
import { UserError } from '../model/user-error.ts';
import { inBatches } from './confirm.ts';
import { transact } from './guard.ts';
import { heldPlaces } from './lease.ts';
import { isReadable, type Migrating, migrate } from './migrate.ts';
import { openStore } from './open-memory.ts';
import type { Store, Writing } from './store.ts';
import type { Tables } from './tables.ts';

/** All that a store holds. Who audits a place at present is not copied, nor how the tables came to be. */
const copied = [
  'place',
  'place_policy',
  'recording',
  'run',
  'evidence',
  'verdict',
  'finding',
  'resource',
  'incident',
  'outbox',
  'message',
] as const satisfies readonly (keyof Tables)[];

/** Those with numbers that the database gives. */
const numbered: ReadonlySet<string> = new Set(['run', 'verdict', 'finding', 'resource']);

export type Copied = Readonly<Record<(typeof copied)[number], number>>;

export interface Copy {
  /** Without a password. */
  readonly from: string;
  readonly to: string;
  readonly rows: Copied;
}

/** Puts what one store holds, as it is at one moment, into another that holds nothing. The first is left as it is. */
export async function copyStore(from: string, to: string, options: Migrating): Promise<Copy> {
  const source = await openStore(from, true);
  try {
    if (!(await isReadable(source))) throw new UserError(`there is nothing in the store ${source.name}`);
    const target = await openStore(to);
    try {
      await migrate(target, options);
      const rows = await transact(source, (reading) => copy({ source, reading }, target));
      return { from: source.name, to: target.name, rows };
    } finally {
      await target.db.destroy();
    }
  } finally {
    await source.db.destroy();
  }
}

interface Reading {
  readonly source: Store;
  readonly reading: Writing;
}

/** All of it or nothing: a copy that was interrupted can be made again. */
async function copy({ source, reading }: Reading, target: Store): Promise<Copied> {
  const [held] = await heldPlaces(source, reading);
  if (held)
    throw new HeldError(
      `an audit of ${held.account} ${held.region} goes on in the store ${source.name}\nstop what audits into it, and copy it then`,
    );
  return transact(target, async (writing) => {
    const counts: Record<string, number> = {};
    for (const table of copied) {
      await refuseRows(writing, table, target);
      const rows = await reading.selectFrom(table).selectAll().execute();
      counts[table] = rows.length;
      const [first] = rows;
      if (!first) continue;
      await inBatches(rows, Object.keys(first).length, (some) =>
        writing.insertInto(table).values(some.slice()).execute(),
      );
      if (numbered.has(table)) await goOn(writing, table, target);
    }
    return counts as Copied;
  });
}

async function refuseRows(writing: Writing, table: keyof Tables, { name }: Store): Promise<void> {
  const found = await writing.selectFrom(table).select(sql`1`.as('one')).limit(1).execute();
  if (found.length > 0)
    throw new UserError(`the store ${name} holds something already\nname one that is new, or empty`);
}

/** The numbers that Postgres gives go on behind those that came along, as those of SQLite do by themselves. */
async function goOn(writing: Writing, table: keyof Tables, { dialect }: Store): Promise<void> {
  if (dialect === 'sqlite') return;
  await sql`select setval(pg_get_serial_sequence(${table}, 'id'), (select max(id) from ${sql.table(table)}))`.execute(
    writing,
  );
}
