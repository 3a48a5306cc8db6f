import { expect } from '@jest/globals';
import { openMemory, openStore } from '../../../src/stores/open-memory.ts';
import { here } from '../../support/sightings.ts';
import { now } from '../contract/subject.ts';
import { firstLines, killed, start } from './processes.ts';

/** One takes a place, another does not get it; the first is killed, and a third gets it when the time is over. */
export async function twoProcesses(store: string): Promise<void> {
  const [long, short] = ['600000', '1'];
  const first = start('hold', [store, 'first', long]);
  expect(await firstLines(first, 1)).toEqual(['[]']);
  const second = start('hold', [store, 'second', long]);
  expect(await firstLines(second, 1)).toEqual([JSON.stringify([here])]);
  await Promise.all([killed(first), killed(second)]);

  const memory = await openMemory(store, { plumbline: '0', now });
  expect(await memory.lease([here], { holder: 'third', lasts: 1000 })).toEqual([here]);
  // As long as the first would have held it, had it asked for less.
  await memory.lease([here], { holder: 'first', lasts: Number(short) });
  const third = start('hold', [store, 'third', long]);
  expect(await firstLines(third, 1)).toEqual(['[]']);
  await killed(third);
  await memory.close();
}

/** While one audits a place, another asks AWS of nothing; when the first is killed, a third may once its lease has expired. */
export async function twoAudits(store: string): Promise<void> {
  const first = start('audit', [store]);
  expect(await firstLines(first, 1)).toEqual(['asks AWS']);
  expect(await firstLines(start('audit', [store]), 1)).toEqual([
    'HeldError: another process has had 123456789012/sa-east-1 in the store for more than a minute: nothing was audited',
  ]);
  await killed(first);

  await expireLeases(store);
  const third = start('audit', [store]);
  third.stdin?.write('go on\n');
  expect(await firstLines(third, 2)).toEqual(['asks AWS', 'kept 2']);
}

/** What a minute does: the clock of leases is the database's, and is not played. */
async function expireLeases(store: string): Promise<void> {
  const { db } = await openStore(store);
  await db.updateTable('lease').set({ expires_at: now.toISOString() }).execute();
  await db.destroy();
}
