import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { HeldError } from '../../src/model/held-error.ts';
import type { Memory } from '../../src/model/memory.ts';
import { compare } from '../../src/pipeline/compare.ts';
import { copyStore } from '../../src/stores/copy-store.ts';
import { openMemory, openStore } from '../../src/stores/open-memory.ts';
import { claim, fails, here, holds, lineOf, minute, sighting } from '../support/sightings.ts';
import { type PostgresServer, startPostgres } from './postgres/server.ts';

const options = { plumbline: '0.1.0', now: new Date('2026-10-01T12:00:00Z') };
let server: PostgresServer;
let folder: string;

beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-copy-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const file = (name: string): string => join(folder, name);

async function audited(memory: Memory, at: number, findings: Parameters<typeof sighting>[1]) {
  const one = sighting(at, findings, { claims: [claim('menu', { Size: 3 })] });
  let told: readonly string[] = [];
  await memory.remember([one], (known) => {
    const compared = known.map((before) => compare(before, one));
    told = compared.flatMap(({ drift }) => drift.changes.map(lineOf));
    return { known: compared.map((each) => each.known), incidents: [], outbox: [] };
  });
  return told;
}

async function keptIn(name: string): Promise<void> {
  const memory = await openMemory(name, options);
  await audited(memory, 0, [holds('menu'), holds('cart')]);
  await audited(memory, 5, [fails('menu'), holds('cart')]);
  await memory.close();
}

async function rowsOf(name: string): Promise<object> {
  const store = await openStore(name, true);
  const rows = {
    verdicts: await store.db.selectFrom('verdict').selectAll().orderBy('id').execute(),
    findings: await store.db.selectFrom('finding').selectAll().orderBy('id').execute(),
    resources: await store.db.selectFrom('resource').selectAll().orderBy('id').execute(),
    runs: await store.db.selectFrom('run').selectAll().orderBy('id').execute(),
    evidence: await store.db.selectFrom('evidence').selectAll().orderBy('digest').execute(),
  };
  await store.db.destroy();
  return JSON.parse(JSON.stringify(rows, (key, value) => (key === 'id' ? Number(value) : value))) as object;
}

test('a file goes into Postgres and back, row by row', async () => {
  const [first, database, last] = [file('a.db'), await server.database(), file('b.db')];
  await keptIn(first);
  const { rows } = await copyStore(first, database, options);
  expect(rows).toMatchObject({ place: 1, verdict: 3, incident: 0 });
  await copyStore(database, last, options);
  expect(await rowsOf(database)).toEqual(await rowsOf(first));
  expect(await rowsOf(last)).toEqual(await rowsOf(first));
});

test('the next audit is compared with what came along, and its rows get numbers of their own', async () => {
  const [first, database] = [file('a.db'), await server.database()];
  await keptIn(first);
  await copyStore(first, database, options);
  const memory = await openMemory(database, options);
  expect(await audited(memory, 10, [holds('menu'), fails('cart')])).toEqual([
    expect.stringContaining('closed'),
    expect.stringContaining('opened'),
  ]);
  expect((await memory.history.audits()).flatMap(({ at }) => at)).toEqual([0, 5, 10].map(minute));
  await memory.close();
});

test('every table is copied, but who audits at present and how the tables came to be', async () => {
  const [first, last] = [file('a.db'), file('b.db')];
  await keptIn(first);
  const { rows } = await copyStore(first, last, options);
  const store = await openStore(first, true);
  const tables = await sql<{ name: string }>`select name from sqlite_master where type = 'table'`.execute(
    store.db,
  );
  await store.db.destroy();
  const names = tables.rows.map(({ name }) => name).filter((name) => !name.startsWith('sqlite_'));
  expect([...Object.keys(rows), 'lease', 'schema_version'].sort()).toEqual(names.sort());
});

test('a store that holds something already is refused, and left as it is', async () => {
  const [first, database] = [file('a.db'), await server.database()];
  await keptIn(first);
  await copyStore(first, database, options);
  await expect(copyStore(first, database, options)).rejects.toThrow(
    /^the store postgres:\S+ holds something already\nname one that is new, or empty$/,
  );
  expect(await rowsOf(database)).toEqual(await rowsOf(first));
  await expect(copyStore(first, first, options)).rejects.toThrow(/holds something already/);
});

test('a store that somebody audits into is refused until that is over', async () => {
  const [first, last] = [file('a.db'), file('b.db')];
  await keptIn(first);
  const memory = await openMemory(first, options);
  await memory.lease([here], { holder: 'another', lasts: 60_000 });
  const copying = copyStore(first, last, options);
  await expect(copying).rejects.toThrow(HeldError);
  await expect(copying).rejects.toThrow(`an audit of ${here.account} ${here.region} goes on in the store`);
  await memory.release('another');
  await memory.close();
  expect((await copyStore(first, last, options)).rows.place).toBe(1);
});

test('what holds no store is refused', async () => {
  await expect(copyStore(await server.database(), file('b.db'), options)).rejects.toThrow(
    /^there is nothing in the store postgres:/,
  );
});
