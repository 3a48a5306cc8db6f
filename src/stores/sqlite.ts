import { Kysely, type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely';
import Database from 'libsql';
import type { Store } from './store.ts';
import type { Tables } from './tables.ts';

/** How long, in milliseconds, another process that writes is waited for. */
const patience = 10_000;

export interface OpenSqlite {
  readonly timeout?: number;
  /** What people know it by, where that is not the path. */
  readonly name?: string;
  /** Neither made nor changed. */
  readonly readonly?: boolean;
}

/** A file. It is made where there is none. */
export function openSqlite(
  file: string,
  { timeout = patience, name = file, readonly = false }: OpenSqlite = {},
): Store {
  const database = new Database(file, { timeout });
  // With `normal` a power failure takes back what was committed since the last checkpoint, and with it that a message
  // was sent: it would be sent again. https://www.sqlite.org/pragma.html#pragma_synchronous
  database.exec(
    readonly ? 'pragma query_only = true' : 'pragma journal_mode = wal; pragma synchronous = full',
  );
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: claiming(database, readonly) }) });
  return {
    db,
    dialect: 'sqlite',
    name,
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
    // On a full disk SQLite has rolled back itself: https://www.sqlite.org/lang_transaction.html
    if (statement !== 'rollback' || database.inTransaction) database.exec(statement);
    return { changes: 0, lastInsertRowid: 0 };
  };
  return {
    close() {
      if (!readonly) checkpoint(database);
      database.close();
    },
    prepare(text) {
      const statement = whole[text];
      if (statement === undefined) return database.prepare(text) as unknown as SqliteStatement;
      return { reader: false, all: () => [], iterate: () => [].values(), run: run(statement) };
    },
  };
}

/** What is in the log goes into the file: who copies the file alone has all of it. */
function checkpoint(database: Database.Database): void {
  try {
    database.exec('pragma wal_checkpoint(truncate)');
  } catch {
    // the log keeps it: nothing is lost, and what went wrong before is what is to be told
  }
}

/** What SQLite complains of, by https://www.sqlite.org/rescode.html */
export function explainSqlite(error: unknown): string | undefined {
  const { code, message } = error as { readonly code?: unknown; readonly message: string };
  const name = nameOf(String(code ?? ''));
  const known = reasons.find(([pattern]) => pattern.test(name) || pattern.test(message));
  return known && `${known[1]}: ${message.replace(unopened, 'unable to open database file')}\n${known[2]}`;
}

/** What the driver makes of SQLITE_CANTOPEN as it opens a file. */
const unopened = /^ConnectionFailed\(.*: 14"\)$/s;

/** Of a result that the driver has no name for it gives the number, which ends in that of its kind. */
function nameOf(code: string): string {
  const [, number] = /^UNKNOWN_SQLITE_ERROR_(\d+)$/.exec(code) ?? [];
  return number === undefined ? code : (kinds[Number(number) & 0xff] ?? code);
}

const kinds: Readonly<Record<number, string>> = {
  3: 'SQLITE_PERM',
  5: 'SQLITE_BUSY',
  6: 'SQLITE_LOCKED',
  8: 'SQLITE_READONLY',
  10: 'SQLITE_IOERR',
  11: 'SQLITE_CORRUPT',
  13: 'SQLITE_FULL',
  14: 'SQLITE_CANTOPEN',
  23: 'SQLITE_AUTH',
  26: 'SQLITE_NOTADB',
};

const lost = 'nothing of this run was kept, and nothing of earlier ones is lost';

const reasons: readonly (readonly [RegExp, string, string])[] = [
  [/^SQLITE_FULL/, 'could not be written', `make room on the disk; ${lost}`],
  [
    /^SQLITE_(BUSY|LOCKED)/,
    'is held by another process',
    `end that process, or run again when it has ended; ${lost}`,
  ],
  [/^SQLITE_READONLY/, 'may not be written', 'let this user write the file and its folder'],
  [
    /^SQLITE_(NOTADB|CORRUPT)/,
    'is no store of plumbline, or it is damaged',
    'name another file, or bring back a copy of it',
  ],
  [/^SQLITE_IOERR/, 'could not be read or written', `look after the disk; ${lost}`],
  [
    /^SQLITE_(CANTOPEN|PERM|AUTH)|Unable to open/,
    'could not be opened',
    'name a file in a folder that exists and can be written to',
  ],
  [/^(table|view) \S+ already exists/, 'holds tables of another program', 'name another file'],
];
