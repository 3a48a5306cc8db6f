import { Kysely, type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely';
import Database from 'libsql';
import type { Store } from './store.ts';
import type { Tables } from './tables.ts';

/** How long, in milliseconds, another process that writes is waited for. */
const patience = 10_000;

export interface OpenSqlite {
  readonly timeout?: number;
  /** Neither made nor changed. */
  readonly readonly?: boolean;
}

/** A file. It is made where there is none. */
export function openSqlite(file: string, { timeout = patience, readonly = false }: OpenSqlite = {}): Store {
  const database = new Database(file, { timeout, readonly });
  // With `normal` a power failure takes back what was committed since the last checkpoint, and with it that a message
  // was sent: it would be sent again. https://www.sqlite.org/pragma.html#pragma_synchronous
  if (!readonly) database.exec('pragma journal_mode = wal; pragma synchronous = full');
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: claiming(database, readonly) }) });
  return {
    db,
    dialect: 'sqlite',
    name: file,
    explain: explainSqlite,
  };
}

/**
 * A transaction that reads before it writes may find that another wrote in between, and cannot wait for it then: it takes
 * the right to write as it begins. What fails of it must leave no statement behind, as a prepared one does.
 */
function claiming(database: Database.Database, readonly: boolean): SqliteDatabase {
  const whole: Readonly<Record<string, string>> = {
    begin: readonly ? 'begin' : 'begin immediate',
    commit: 'commit',
    rollback: 'rollback',
  };
  const run = (statement: string) => () => {
    database.exec(statement);
    return { changes: 0, lastInsertRowid: 0 };
  };
  return {
    close() {
      // What is in the log goes into the file: who copies the file alone has all of it.
      if (!readonly) database.exec('pragma wal_checkpoint(truncate)');
      database.close();
    },
    prepare(text) {
      const statement = whole[text];
      if (statement === undefined) return database.prepare(text) as unknown as SqliteStatement;
      return { reader: false, all: () => [], iterate: () => [].values(), run: run(statement) };
    },
  };
}

/** What SQLite complains of, by https://www.sqlite.org/rescode.html */
export function explainSqlite(error: unknown): string | undefined {
  const { code = '', message } = error as { readonly code?: unknown; readonly message: string };
  const known = reasons.find(([pattern]) => pattern.test(String(code)) || pattern.test(message));
  return known && `${known[1]}: ${message}\n${known[2]}`;
}

const reasons: readonly (readonly [RegExp, string, string])[] = [
  [
    /^SQLITE_FULL/,
    'could not be written',
    'make room on the disk; nothing of this run was kept, and nothing of earlier ones is lost',
  ],
  [
    /^SQLITE_(BUSY|LOCKED)/,
    'is held by another process',
    'end that process, or run again when it has ended; nothing of this run was kept',
  ],
  [/^SQLITE_READONLY/, 'may not be written', 'let this user write the file and its folder'],
  [
    /^SQLITE_(NOTADB|CORRUPT)/,
    'is no store of plumbline, or it is damaged',
    'name another file, or bring back a copy of it',
  ],
  [/^SQLITE_IOERR/, 'could not be read or written', 'look after the disk; nothing of this run was kept'],
  [
    /^SQLITE_(CANTOPEN|PERM|AUTH)|Unable to open/,
    'could not be opened',
    'name a file in a folder that exists and can be written to',
  ],
];
