import { describe, expect, test } from '@jest/globals';
import { compare } from '../../../src/pipeline/compare.ts';
import { readMemory } from '../../../src/stores/open-memory.ts';
import { readingMemory } from '../../../src/stores/reading-memory.ts';
import { fails, here, holds, minute, sighting } from '../../support/sightings.ts';
import { now, type Subject } from './subject.ts';

const next = sighting(5, [fails('menu')]);

export function readingContract(subject: Subject): void {
  describe('a store that is only read', () => {
    test('says what would follow, and keeps nothing of it', async () => {
      const { memory, store, remember } = subject();
      await remember(sighting(0, [holds('menu')]));
      const reading = readingMemory(store);
      const decided = await reading.remember([next], (known) => ({
        known: known.map((before) => compare(before, next).known),
        incidents: [],
        outbox: [],
      }));
      expect(decided.known[0]?.findings.map(({ standing }) => standing)).toEqual(['open']);
      expect((await memory.history.audits()).flatMap(({ at }) => at)).toEqual([minute(0)]);
    });

    test('asks for no place, and waits for nobody', async () => {
      await subject().memory.lease([here], { holder: 'a', lasts: 60_000 });
      expect(await readingMemory(subject().store).lease([here], { holder: 'b', lasts: 1 })).toEqual([]);
    });
  });
}

/** What is there is read by its name; what is not is not made. */
export async function readAt(name: string): Promise<readonly string[]> {
  const memory = await readMemory(name, { plumbline: '0.1.0', now });
  const audits = await memory.history.audits();
  await memory.close();
  return audits.flatMap(({ at }) => at);
}
