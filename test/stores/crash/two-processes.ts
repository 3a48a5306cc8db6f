import { expect } from '@jest/globals';
import { openMemory } from '../../../src/stores/open-memory.ts';
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
