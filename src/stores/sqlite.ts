import { Kysely, type SqliteDatabase, SqliteDialect, sql } from 'kysely';
import Database from 'libsql';
import type { Store } from './store.ts';
import type { Tables } from './tables.ts';

/** How long, in milliseconds, another process that writes is waited for. */
const patience = 10_000;

/** A file. It is made where there is none. */
export function openSqlite(file: string): Store {
  const database = new Database(file, { timeout: patience });
  // What was committed stays, whether the process is killed or the power fails.
  database.exec('pragma journal_mode = wal; pragma synchronous = full');
  const db = new Kysely<Tables>({
    dialect: new SqliteDialect({ database: database as unknown as SqliteDatabase }),
  });
  return {
    db,
    dialect: 'sqlite',
    name: file,
    // A transaction that reads before it writes may find that another wrote in between, and cannot wait for it then.
    claim: async (transaction) => {
      await sql`update lease set holder = holder where false`.execute(transaction);
    },
    explain: explainSqlite,
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
    `end that process, or wait for it: ${patience / 1000} s were not enough`,
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
