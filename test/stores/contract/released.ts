import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { Memory } from '../../../src/model/memory.ts';
import { compare } from '../../../src/pipeline/compare.ts';
import { createMemory } from '../../../src/stores/create-memory.ts';
import { migrate, steps } from '../../../src/stores/migrate.ts';
import type { Store } from '../../../src/stores/store.ts';
import { claim, fails, holds, lineOf, minute, sighting } from '../../support/sightings.ts';
import { now } from './subject.ts';

/** Each with the words of a store that holds it: fixtures/make.ts wrote them down, and nobody changes them. */
const released = [1];

export function releasedContract(fresh: () => Promise<Store>): void {
  describe.each(released)('a store of version %i', (version) => {
    test('is made as it was when it was released', async () => {
      const store = await fresh();
      expect(steps[version - 1]?.(store.dialect)).toEqual(
        statements(`version-${version}.${store.dialect}.sql`),
      );
      await store.db.destroy();
    });

    test('goes forward, and keeps all that was known', async () => {
      const memory = await broughtForward(fresh, version);
      const verdicts = await memory.history.verdicts();
      expect(
        verdicts.map(({ resource, state, lastConfirmed, ended }) => [
          resource?.name,
          state,
          lastConfirmed,
          ended,
        ]),
      ).toEqual([
        ['cart', 'holds', minute(0), minute(5)],
        ['cart', 'violated', minute(5), minute(10)],
        ['cart', 'unknown', minute(10), null],
        ['menu', 'holds', minute(5), minute(10)],
        ['menu', 'unknown', minute(10), null],
      ]);
      expect((await memory.history.audits()).flatMap(({ at }) => at)).toEqual([0, 5, 10].map(minute));
      expect((await memory.outbox.waiting()).map(({ id, ref }) => [id, ref])).toEqual([
        ['o1', { channel: 'C1', ts: '1' }],
        ['o2', { channel: 'C1', ts: '1' }],
      ]);
      await memory.close();
    });

    test('is what the next audit is compared with', async () => {
      const memory = await broughtForward(fresh, version);
      const claims = [claim('menu', { Size: 3 }), claim('cart')];
      const next = sighting(15, [fails('menu'), holds('cart')], { claims });
      let told: readonly string[] = [];
      await memory.remember([next], (known) => {
        const compared = known.map((before) => compare(before, next));
        told = compared.flatMap(({ drift }) => drift.changes.map(lineOf));
        return { known: compared.map((one) => one.known), incidents: [], outbox: [] };
      });
      expect(told).toEqual([
        'can-see AWS::ECS::Service',
        'opened autoscaling menu',
        'closed autoscaling cart: fixed',
        'menu Size: 2 → 3',
      ]);
      await memory.close();
    });
  });
}

async function broughtForward(fresh: () => Promise<Store>, version: number): Promise<Memory> {
  const store = await fresh();
  await makeOld(store, version);
  await migrate(store, { plumbline: '0.2.0', now });
  return createMemory(store);
}

async function makeOld({ db, dialect }: Store, version: number): Promise<void> {
  const tables = Array.from({ length: version }, (_, at) => statements(`version-${at + 1}.${dialect}.sql`));
  const versions =
    'create table schema_version (version integer not null, applied_at text not null, plumbline text not null, primary key (version))';
  const all = [versions, ...tables.flat(), ...statements(`version-${version}.rows.sql`)];
  for (const statement of all) await sql.raw(statement).execute(db);
  for (let made = 1; made <= version; made++)
    await db
      .insertInto('schema_version')
      .values({ version: made, applied_at: minute(0), plumbline: '0.1.0' })
      .execute();
  if (dialect === 'postgres')
    for (const table of ['run', 'verdict', 'finding', 'resource'])
      await sql`select setval(pg_get_serial_sequence(${table}, 'id'), 1000)`.execute(db);
}

const statements = (file: string): readonly string[] =>
  readFileSync(join('test/stores/fixtures', file), 'utf8').split(';\n\n').filter(Boolean);
