import { kindAt } from '../files/kind.ts';
import type { Memory } from '../model/memory.ts';
import { UserError } from '../model/user-error.ts';
import { createMemory } from './create-memory.ts';
import { migrate } from './migrate.ts';

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

/** What is not used is not loaded. */
export async function openStore(name: string): Promise<Store> {
  if (/^postgres(ql)?:/.test(name)) {
    const { openPostgres } = await import('./postgres.ts');
    return openPostgres(name);
  }
  const { explainSqlite, openSqlite } = await import('./sqlite.ts');
  requireFile(name);
  try {
    return openSqlite(name);
  } catch (error) {
    const words = explainSqlite(error);
    if (words === undefined) throw error;
    throw new UserError(`the store ${name} ${words}`);
  }
}

/** SQLite would open a device or a pipe, and put a journal beside it. */
function requireFile(name: string): void {
  const kind = kindAt(name);
  if (kind !== undefined)
    throw new UserError(`the store ${name} is ${kind}, not a file\nname a file, or postgres://…`);
}
