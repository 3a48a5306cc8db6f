import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { UserError } from '../../src/model/user-error.ts';
import { compare } from '../../src/pipeline/compare.ts';
import { createMemory } from '../../src/stores/create-memory.ts';
import { migrate, steps } from '../../src/stores/migrate.ts';
import { openMemory, openStore } from '../../src/stores/open-memory.ts';
import { openSqlite } from '../../src/stores/sqlite.ts';
import { fails, sighting } from '../support/sightings.ts';
import { readAt } from './contract/reading.ts';
import { storeContract } from './contract.ts';
import { twoAudits, twoProcesses } from './crash/two-processes.ts';

const folder = mkdtempSync(join(tmpdir(), 'plumbline-stores-'));
let files = 0;
const newFile = () => {
  files += 1;
  return join(folder, `${files}.db`);
};
afterAll(() => rmSync(folder, { recursive: true }));
const options = { plumbline: '0.1.0', now: new Date('2026-10-01T12:00:00Z') };

describe('a file', () => {
  storeContract(() => openStore(newFile()));
});

const many = (at: number) =>
  sighting(
    at,
    Array.from({ length: 500 }, (_, index) => fails(`service-${index}`, `${at} x`.repeat(50))),
  );

async function prepared(file: string, timeout = 10_000) {
  const store = openSqlite(file, { timeout });
  await migrate(store, options);
  const memory = createMemory(store);
  const remember = (at: number) =>
    memory.remember([many(at)], ([known]) => {
      const next = known ? [compare(known, many(at)).known] : [];
      return { known: next, incidents: [], outbox: [] };
    });
  return { store, memory, remember };
}

test.each([':memory:', 'file:x.db?mode=memory'])(
  'a store called %s is a file of that name: nothing is remembered by what forgets',
  async (name) => {
    const before = process.cwd();
    process.chdir(folder);
    try {
      await (await openMemory(name, options)).close();
      expect(existsSync(join(folder, name))).toBe(true);
      await expect(openMemory('', options)).rejects.toThrow('the store has no name\nname a file');
    } finally {
      process.chdir(before);
    }
  },
);

describe('one clear error, and nothing lost', () => {
  test('on a full disk', async () => {
    const { store, memory, remember } = await prepared(newFile());
    await remember(0);
    const before = await memory.history.verdicts();
    await sql`pragma max_page_count = 1`.execute(store.db);
    const failed = remember(5);
    await expect(failed).rejects.toThrow(UserError);
    await expect(failed).rejects.toThrow(/could not be written: database or disk is full\nmake room/);
    expect(await memory.history.verdicts()).toEqual(before);
    await sql`pragma max_page_count = 1000000`.execute(store.db);
    await remember(5);
    expect(await memory.history.audits()).toHaveLength(1);
    await memory.close();
  });

  test('while another process holds the file', async () => {
    const file = newFile();
    const { store, remember } = await prepared(file, 50);
    await remember(0);
    const other = openSqlite(file, { timeout: 50 });
    await sql`begin immediate`.execute(other.db);
    await expect(remember(5)).rejects.toThrow(/is held by another process: database is locked/);
    const reader = await openMemory(file, options);
    expect(await reader.history.audits()).toHaveLength(1);
    await reader.close();
    await sql`rollback`.execute(other.db);
    await remember(10);
    await other.db.destroy();
    await store.db.destroy();
  });
});

describe('processes', () => {
  test('two processes that open a new file at once make it once', async () => {
    const opening = `import('./src/stores/open-memory.ts').then(({ openMemory }) =>
      openMemory(process.argv[1], { plumbline: '0.1.0', now: new Date() })).then((memory) => memory.close())`;
    const file = newFile();
    const start = () => promisify(execFile)(process.execPath, ['--import', 'tsx', '-e', opening, file]);
    const ends = await Promise.all([start(), start(), start()]);
    expect(ends.map(({ stderr }) => stderr)).toEqual(['', '', '']);
  });

  test('two processes cannot have one place at once, and one that was killed has it no more once its time is over', async () => {
    await twoProcesses(newFile());
  });

  test('while one process audits a place another asks AWS nothing of it, until the first is killed and a minute has passed', async () => {
    await twoAudits(newFile());
  });
});

describe('what is no store is one clear error', () => {
  test.each([
    ['a folder', () => folder, /is a folder, not a file\nname a file/],
    [
      'a store that was cut off',
      async () => {
        const file = newFile();
        await (await openMemory(file, options)).close();
        truncateSync(file, 20_000);
        return file;
      },
      /is no store of plumbline, or it is damaged: database disk image is malformed/,
    ],
    [
      'a database of another program',
      async () => {
        const file = newFile();
        const other = openSqlite(file);
        await sql`create table place (x integer)`.execute(other.db);
        await other.db.destroy();
        return file;
      },
      /holds tables of another program: table place already exists\nname another file/,
    ],
    ['a folder that is not there', () => join(folder, 'nowhere', 'x.db'), /could not be opened/],
    [
      'a file of another kind',
      () => {
        const file = newFile();
        writeFileSync(file, 'no database at all '.repeat(100));
        return file;
      },
      /is no store of plumbline, or it is damaged: file is not a database\nname another file/,
    ],
  ])('for %s', async (_, file, words) => {
    const opening = openMemory(await file(), options);
    await expect(opening).rejects.toThrow(UserError);
    await expect(opening).rejects.toThrow(words);
  });
});

test('what is not there is read as a store that knows nothing, and not made', async () => {
  const file = newFile();
  expect(await readAt(file)).toEqual([]);
  expect(existsSync(file)).toBe(false);
});

test('a store of an earlier version is not brought forward by reading it', async () => {
  const file = newFile();
  const store = openSqlite(file);
  await migrate(store, { ...options, steps: steps.slice(0, 1) });
  await store.db.destroy();
  await expect(readAt(file)).rejects.toThrow(
    /is of version 1, and is not brought to version 3 by reading it/,
  );
});

test.each([
  [
    'what resolved within a day',
    `select payload from incident where status = 'open' or resolved_at >= '2026-10-01'`,
  ],
  ['the last message', 'select max(position) as position from outbox'],
  ['what waits to be told', `select id from outbox where status = 'waiting' order by position`],
])('%s is found without reading all that is over', async (_, query) => {
  const { store } = await prepared(newFile());
  const { rows } = await sql<{ detail: string }>`explain query plan ${sql.raw(query)}`.execute(store.db);
  const plan = rows.map(({ detail }) => detail);
  expect(plan.filter((step) => step.startsWith('SCAN') && !step.includes('INDEX'))).toEqual([]);
  await store.db.destroy();
});

test('every table and view explains itself and its columns in .schema', async () => {
  const { store } = await prepared(newFile());
  const { rows } = await sql<{ name: string; columns: string; sql: string }>`
    select name, (select group_concat(name) from pragma_table_info(m.name)) as columns, sql
    from sqlite_master m where type in ('table', 'view')`.execute(store.db);
  expect(rows.length).toBeGreaterThan(15);
  for (const { name, columns, sql: made } of rows) {
    expect(made).toMatch(new RegExp(`^create (table|view) "?${name}"? \\( -- \\S`, 'i'));
    for (const column of columns.split(',')) expect(made).toMatch(new RegExp(` ${column}\\W.* -- \\S`));
  }
  await store.db.destroy();
});
