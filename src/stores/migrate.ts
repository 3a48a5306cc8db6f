import { sql } from 'kysely';
import { UserError } from '../model/user-error.ts';
import { guarded, transact } from './guard.ts';
import { creating, integer, type Table, text } from './schema/table.ts';
import { version1 } from './schema/version-1.ts';
import type { Store, Writing } from './store.ts';

/** A step from the version before, as the statements it takes. A step that was released is never changed. */
export type Step = (dialect: Store['dialect']) => readonly string[];

const adding =
  (tables: readonly Table[]): Step =>
  (dialect) =>
    tables.flatMap((table) => creating(table, dialect));

export const steps: readonly Step[] = [adding(version1)];

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
  const before = { ...store, claim: (writing: Writing) => claimVersions(writing, store) };
  await transact(before, async (writing) => {
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

/** Whether it is there, as this version writes it; false where there is none yet. Throws `UserError` for another version. */
export async function isPresent(store: Store): Promise<boolean> {
  const version = await versionOf(store);
  if (version === undefined || version === steps.length) return version !== undefined;
  if (version > steps.length) throw new UserError(newer(store, version, steps.length));
  throw new UserError(
    `the store ${store.name} is of version ${version}, and this plumbline writes version ${steps.length}\nrun once without --dry-run, which brings it up to date`,
  );
}

/** Undefined where there is none yet. Reading it waits for nobody. */
async function versionOf(store: Store): Promise<number | undefined> {
  return guarded(store, async () => {
    const tables = await store.db.introspection.getTables();
    if (!tables.some(({ name }) => name === 'schema_version')) return undefined;
    const made = await store.db.selectFrom('schema_version').select('version').execute();
    return Math.max(0, ...made.map(({ version }) => version));
  });
}

/** Two that start at once make it once. */
async function claimVersions(writing: Writing, { dialect, claim }: Store): Promise<void> {
  if (dialect === 'postgres') await claim(writing);
  const [first = '', ...comments] = creating(versions, dialect);
  const statement = first.replace('create table', 'create table if not exists');
  for (const text of [statement, ...comments]) await sql.raw(text).execute(writing);
  await sql`update schema_version set version = version where false`.execute(writing);
}

const newer = (store: Store, version: number, known: number): string =>
  `the store ${store.name} is of version ${version}, and this plumbline knows versions up to ${known}\nuse the plumbline that wrote it, or a newer one`;
