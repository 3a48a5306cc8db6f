import { existsSync } from 'node:fs';
import type { Memory } from '../model/memory.ts';
import { UserError } from '../model/user-error.ts';
import { createMemory } from './create-memory.ts';
import { isPresent, migrate } from './migrate.ts';
import type { Store } from './store.ts';

export interface OpenMemory {
  readonly plumbline: string;
  readonly now: Date;
}

/** A store by the name people give it: a file, or the URL of a Postgres database. Made, or brought up to date. */
export async function openMemory(name: string, options: OpenMemory): Promise<Memory> {
  const store = await openStore(name);
  try {
    await migrate(store, options);
  } catch (error) {
    await store.db.destroy();
    throw error;
  }
  return createMemory(store);
}

/** The same, left as it is: where there is none yet, one that nobody keeps. Throws `UserError` for one of an earlier version. */
export async function peekMemory(name: string, options: OpenMemory): Promise<Memory> {
  if (!isPostgresUrl(name) && !existsSync(name)) return openMemory(':memory:', options);
  const store = await openStore(name);
  try {
    if (await isPresent(store)) return createMemory(store);
  } catch (error) {
    await store.db.destroy();
    throw error;
  }
  await store.db.destroy();
  return openMemory(':memory:', options);
}

const isPostgresUrl = (name: string): boolean => /^postgres(ql)?:/.test(name);

/** What is not used is not loaded. */
export async function openStore(name: string): Promise<Store> {
  if (isPostgresUrl(name)) {
    const { openPostgres } = await import('./postgres.ts');
    return openPostgres(name);
  }
  const { explainSqlite, openSqlite } = await import('./sqlite.ts');
  try {
    return openSqlite(name);
  } catch (error) {
    const words = explainSqlite(error);
    if (words === undefined) throw error;
    throw new UserError(`the store ${name} ${words}`);
  }
}
