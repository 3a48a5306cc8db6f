import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { failureOf } from '../files/failure.ts';
import { unkeepableAt } from '../files/kind.ts';
import type { Memory } from '../model/memory.ts';
import { UserError } from '../model/user-error.ts';
import { createMemory } from './create-memory.ts';
import { isReadable, migrate } from './migrate.ts';
import { readingMemory } from './reading-memory.ts';
import type { Store } from './store.ts';

export interface OpenMemory {
  readonly plumbline: string;
  readonly now: Date;
}

/** A store by the name people give it: a file, or the URL of a Postgres database. Made, or brought up to date. */
export async function openMemory(name: string, options: OpenMemory): Promise<Memory> {
  return opened(await openStore(name), async (store) => {
    await migrate(store, options);
    return createMemory(store);
  });
}

/**
 * The same, which is neither made nor changed, whatever is asked of it: `remember` and `revise` decide and keep nothing.
 * One that is not there knows nothing.
 */
export async function readMemory(name: string, options: OpenMemory): Promise<Memory> {
  if (!isStoreThere(name)) return readingMemory(await emptyStore(options));
  return opened(await openStore(name, true), async (store) => {
    if (await isReadable(store)) return readingMemory(store);
    await store.db.destroy();
    return readingMemory(await emptyStore(options));
  });
}

/** Whether there is such a store; a database is not asked. Throws `UserError` where none can be. */
export function isStoreThere(name: string): boolean {
  if (isPostgres(name)) return true;
  requireFile(name);
  return existsSync(name);
}

/** What is not used is not loaded. A name is a path, whatever SQLite would make of it: `:memory:` would forget. */
export async function openStore(name: string, readonly = false): Promise<Store> {
  if (isPostgres(name)) {
    const { openPostgres } = await import('./postgres.ts');
    return openPostgres(name, readonly);
  }
  const { explainSqlite, openSqlite } = await import('./sqlite.ts');
  requireFile(name);
  try {
    return openSqlite(resolve(name), { name, readonly });
  } catch (error) {
    const words = explainSqlite(error);
    if (words === undefined) throw error;
    throw new UserError(`the store ${name} ${words}`);
  }
}

const isPostgres = (name: string): boolean => /^postgres(ql)?:/i.test(name);

async function emptyStore(options: OpenMemory): Promise<Store> {
  const { openSqlite } = await import('./sqlite.ts');
  const store = openSqlite(':memory:');
  await migrate(store, options);
  return store;
}

/** What cannot be used is not left open. */
async function opened(store: Store, use: (store: Store) => Promise<Memory>): Promise<Memory> {
  try {
    return await use(store);
  } catch (error) {
    await store.db.destroy();
    throw error;
  }
}

/**
 * SQLite would open a device or a pipe, and make or change what a link leads to; without a name it keeps nothing. What
 * it keeps beside the file is as much the store's: https://www.sqlite.org/tempfiles.html
 */
function requireFile(name: string): void {
  if (name === '') throw new UserError('the store has no name\nname a file, or postgres://…');
  for (const part of ['', '-wal', '-shm', '-journal']) {
    const kind = unfitKind(`${name}${part}`);
    if (kind === undefined) continue;
    const what = part === '' ? `the store ${name}` : `${name}${part}, a part of the store ${name},`;
    throw new UserError(
      `${what} is ${kind}, not a file\n${part === '' ? 'name a file, or postgres://…' : 'remove it'}`,
    );
  }
}

function unfitKind(path: string): string | undefined {
  try {
    return unkeepableAt(path);
  } catch (error) {
    throw new UserError(
      `the store ${path} could not be opened: ${failureOf(error)}\nname a file, or postgres://…`,
    );
  }
}
