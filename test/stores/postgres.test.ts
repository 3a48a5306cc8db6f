import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type KyselyPlugin, sql } from 'kysely';
import type { Memory } from '../../src/model/memory.ts';
import { UserError } from '../../src/model/user-error.ts';
import { compare } from '../../src/pipeline/compare.ts';
import { createMemory } from '../../src/stores/create-memory.ts';
import { openMemory, openStore } from '../../src/stores/open-memory.ts';
import { holds, minute, sighting } from '../support/sightings.ts';
import { storeContract } from './contract.ts';
import { twoAudits, twoProcesses } from './crash/two-processes.ts';
import { type PostgresServer, startPostgres } from './postgres/server.ts';

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());
const options = { plumbline: '0.1.0', now: new Date('2026-10-01T12:00:00Z') };

describe('a Postgres database', () => {
  storeContract(async () => openStore(await server.database()));
});

test('a connection that is lost in the middle is one clear error, and nothing is lost', async () => {
  const memory = await openMemory(await server.database(), options);
  const remember = (at: number) =>
    memory.remember([sighting(at, [holds('menu')])], ([known]) => ({
      known: known ? [compare(known, sighting(at, [holds('menu')])).known] : [],
      incidents: [],
      outbox: [],
    }));
  await remember(0);
  await server.crash();
  await expect(remember(5)).rejects.toThrow(UserError);
  await expect(remember(5)).rejects.toThrow(
    /^the store postgres:\/\/127\.0\.0\.1:\d+\/test\d+ cannot be reached/,
  );
  await server.start();
  await remember(10);
  const [audits] = await memory.history.audits();
  expect(audits?.at).toHaveLength(2);
  await memory.close();
});

const kept = (at: number) => sighting(at, [holds('menu'), holds('cart')]);

async function remembering(memory: Memory, at: number): Promise<unknown> {
  return memory.remember([kept(at)], (known) => ({
    known: known.map((before) => compare(before, kept(at)).known),
    incidents: [],
    outbox: [],
  }));
}

test('a connection that the server ends after any statement of an audit is one error, and nothing is kept of it', async () => {
  const url = await server.database();
  const memory = await openMemory(url, options);
  await remembering(memory, 0);
  const lost: unknown[] = [];
  for (let after = 1; after <= 9; after++) {
    const store = await openStore(url);
    const db = store.db.withPlugin(afterStatement(after, () => server.terminate(url)));
    const trying = createMemory({ ...store, db });
    await remembering(trying, 5 * after).catch((error: unknown) => lost.push(error));
    await trying.close();
  }
  expect(lost).toHaveLength(9);
  for (const error of lost) {
    expect(error).toBeInstanceOf(UserError);
    expect((error as Error).message).toMatch(
      /^the store postgres:\S+ cannot be reached: .*\n.*nothing of this run was kept/,
    );
  }
  const after = await openMemory(url, options);
  expect((await after.history.audits()).flatMap(({ at }) => at)).toEqual([minute(0)]);
  await remembering(after, 60);
  await after.close();
  await memory.close().catch(() => undefined);
});

function afterStatement(count: number, act: () => Promise<void>): KyselyPlugin {
  let statements = 0;
  return {
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      statements += 1;
      if (statements === count) await act();
      return result;
    },
  };
}

test('a transaction of another process is waited for, and said where it takes too long', async () => {
  const url = await server.database();
  await (await openMemory(url, options)).close();
  const memory = await openMemory(`${url}?options=-c%20lock_timeout%3D100`, options);
  const other = await openStore(url);
  await other.db.transaction().execute(async () => {
    await expect(remembering(memory, 0)).rejects.toThrow(
      /is held by another process: canceling statement due to lock timeout/,
    );
    // What was refused has not kept its connection.
    await expect(remembering(memory, 0)).rejects.toThrow(/is held by another process/);
  });
  await remembering(memory, 0);
  await other.db.destroy();
  await memory.close();
});

test.each([
  [
    'TLS that the server has not',
    (url: string) => `${url}?sslmode=require`,
    /cannot be reached by TLS: The server does not support SSL/,
  ],
  [
    'an authority that is no file',
    (url: string) => `${url}?sslrootcert=/nowhere/ca.pem`,
    /names a file that is not there/,
  ],
  ['a host that nobody knows', () => 'postgres://me:hush@nobody.invalid/x', /cannot be reached: getaddrinfo/],
  ['a password that is no URL', () => 'postgres://me:hush%ec@127.0.0.1/x', /is no URL/],
  [
    'a user that is none',
    (url: string) => url.replace('plumbline@', 'nobody:hush@'),
    /refuses this user: role "nobody" does not exist/,
  ],
])('%s is one clear error, without the password', async (_, name, words) => {
  const opening = openMemory(name(await server.database()), options);
  await expect(opening).rejects.toThrow(UserError);
  await expect(opening).rejects.toThrow(words);
  await expect(opening).rejects.not.toThrow(/hush/);
});

test('two processes cannot have one place at once, and one that was killed has it no more once its time is over', async () => {
  await twoProcesses(await server.database());
});

test('while one process audits a place another asks AWS nothing of it, until the first is killed and a minute has passed', async () => {
  await twoAudits(await server.database());
});

test('two processes that bring one database forward at once do it once', async () => {
  const url = await server.database();
  const memories = await Promise.all([1, 2, 3].map(() => openMemory(url, options)));
  for (const memory of memories) await memory.close();
});

test('a server that is not there, and a database that is not, are told apart, without the password', async () => {
  const url = await server.database();
  const missing = openMemory(`${url}-not`, options);
  await expect(missing).rejects.toThrow(/does not exist/);
  const nobody = openMemory('postgres://me:secret@127.0.0.1:9/plumbline', options);
  await expect(nobody).rejects.toThrow(/^the store postgres:\/\/127\.0\.0\.1:9\/plumbline cannot be reached/);
});

test('every table and view explains itself and its columns in psql', async () => {
  const url = await server.database();
  await (await openMemory(url, options)).close();
  const store = await openStore(url);
  const { rows } = await sql<{ name: string; about: string | null }>`
    select c.relname || '.' || a.attname as name, col_description(c.oid, a.attnum) as about
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relkind in ('r', 'v') and c.relnamespace = 'public'::regnamespace
    union all select relname, obj_description(oid) from pg_class
    where relkind in ('r', 'v') and relnamespace = 'public'::regnamespace`.execute(store.db);
  expect(rows.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['verdict.last_at', 'current_violation']),
  );
  expect(rows.filter(({ about }) => !about)).toEqual([]);
  await store.db.destroy();
});
