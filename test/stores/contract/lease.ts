import { describe, expect, test } from '@jest/globals';
import { here } from '../../support/sightings.ts';
import type { Subject } from './subject.ts';

const there = { ...here, region: 'eu-west-1' };

export function leaseContract(subject: Subject): void {
  describe('a lease', () => {
    const take = (holder: string, places = [here], lasts = 60_000) =>
      subject().memory.lease(places, { holder, lasts });

    test('is one process’s at a time', async () => {
      expect(await take('a')).toEqual([]);
      expect(await take('b')).toEqual([here]);
      expect(await take('b', [there])).toEqual([]);
    });

    test('of several places is of all or of none', async () => {
      await take('a');
      expect(await take('b', [there, here])).toEqual([here]);
      expect(await take('c', [there])).toEqual([]);
    });

    test('is held for longer by who has it, and given back by no other', async () => {
      await take('a', [here], 30_000);
      expect(await take('a')).toEqual([]);
      await subject().memory.release('b');
      expect(await take('b')).toEqual([here]);
      await subject().memory.release('a');
      expect(await take('b')).toEqual([]);
    });

    test('that a crash left behind expires', async () => {
      await take('a', [here], -1);
      expect(await take('b')).toEqual([]);
      expect(await take('a')).toEqual([here]);
    });

    test('goes by the clock of the database, in the time of everything else', async () => {
      await take('a', [here], 0);
      const { expires_at } = await subject()
        .store.db.selectFrom('lease')
        .select('expires_at')
        .executeTakeFirstOrThrow();
      expect(new Date(expires_at).toISOString()).toBe(expires_at);
    });
  });
}
