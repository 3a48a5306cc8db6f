import { sql } from 'kysely';
import { UserError } from '../model/user-error.ts';
import { guarded, transact } from './guard.ts';
import { creating, integer, type Table, text } from './schema/table.ts';
import { version1 } from './schema/version-1.ts';
import { version2 } from './schema/version-2.ts';
import { version3 } from './schema/version-3.ts';
import type { Store, Writing } from './store.ts';

/** A step from the version before, as the statements it takes. A step that was released is never changed. */
export type Step = (dialect: Store['dialect']) => readonly string[];

const first: Step = (dialect) => version1.flatMap((table) => creating(table, dialect));

export const steps: readonly Step[] = [first, version2, version3];

const versions: Table = {
  name: 'schema_version',
  about: 'The versions of these tables that were made, one after the other',
  columns: [
    integer('version', 'Number of the version'),
    text('applied_at', 'When it was made'),
    text('plumbline', 'The version of plumbline that made it'),
  ],
  key: ['version'],
};

export interface Migrating {
  readonly plumbline: string;
  readonly now: Date;
  readonly steps?: readonly Step[];
}

/** Brings a store of any version to the present one, in one transaction. One that is newer is left as it is. */
export async function migrate(
  store: Store,
  { plumbline, now, steps: all = steps }: Migrating,
): Promise<void> {
  if ((await versionOf(store)) === all.length) return;
  await transact(store, async (writing) => {
    await makeVersions(writing, store.dialect);
    const made = await writing.selectFrom('schema_version').select('version').execute();
    const version = Math.max(0, ...made.map((row) => row.version));
    if (version > all.length) throw new UserError(newer(store, version, all.length));
    for (const [at, step] of all.entries()) {
      if (at < version) continue;
      for (const statement of step(store.dialect)) await sql.raw(statement).execute(writing);
      const row = { version: at + 1, applied_at: now.toISOString(), plumbline };
      await writing.insertInto('schema_version').values(row).execute();
    }
  });
}

/** False where there is nothing yet. What is of another version cannot be read without being changed, or not at all. */
export async function isReadable(store: Store): Promise<boolean> {
  const version = await versionOf(store);
  if (version === undefined) return false;
  if (version > steps.length) throw new UserError(newer(store, version, steps.length));
  if (version < steps.length)
    throw new UserError(
      `the store ${store.name} is of version ${version}, and is not brought to version ${steps.length} by reading it\nkeep an audit in it: plumbline audit --store`,
    );
  return true;
}

/** Undefined where there is none yet. Reading it waits for nobody. */
async function versionOf(store: Store): Promise<number | undefined> {
  return guarded(store, async () => {
    if (!(await hasVersions(store))) return undefined;
    const made = await store.db.selectFrom('schema_version').select('version').execute();
    return Math.max(0, ...made.map(({ version }) => version));
  });
}

async function hasVersions({ db, dialect }: Store): Promise<boolean> {
  const asked =
    dialect === 'sqlite'
      ? sql<{
          found: string | null;
        }>`select max(name) as found from sqlite_master where name = 'schema_version'`
      : sql<{ found: string | null }>`select to_regclass('schema_version')::text as found`;
  const { rows } = await asked.execute(db);
  return rows[0]?.found !== null;
}

/** Of two that start at once the other has made it by now. */
async function makeVersions(writing: Writing, dialect: Store['dialect']): Promise<void> {
  const [first = '', ...comments] = creating(versions, dialect);
  const statement = first.replace('create table', 'create table if not exists');
  for (const text of [statement, ...comments]) await sql.raw(text).execute(writing);
}

const newer = (store: Store, version: number, known: number): string =>
  `the store ${store.name} is of version ${version}, and this plumbline knows versions up to ${known}\nuse the plumbline that wrote it, or a newer one`;
