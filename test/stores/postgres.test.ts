import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { UserError } from '../../src/model/user-error.ts';
import { compare } from '../../src/pipeline/compare.ts';
import { openMemory, openStore } from '../../src/stores/open-memory.ts';
import { holds, sighting } from '../support/sightings.ts';
import { storeContract } from './contract.ts';
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
