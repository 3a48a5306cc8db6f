import { describe, expect, test } from '@jest/globals';
import { here } from '../../support/sightings.ts';
import { now, type Subject } from './subject.ts';

export function leaseContract(subject: Subject): void {
  describe('a lease', () => {
    const at = (seconds: number) => new Date(now.getTime() + seconds * 1000);
    const take = (holder: string, seconds: number) =>
      subject().memory.lease(here, { holder, now: at(seconds), lasts: 60_000 });

    test('is one process’s at a time', async () => {
      expect(await take('a', 0)).toBe(true);
      expect(await take('b', 30)).toBe(false);
      expect(
        await subject().memory.lease(
          { ...here, region: 'eu-west-1' },
          { holder: 'b', now: at(30), lasts: 1 },
        ),
      ).toBe(true);
    });

    test('is held for longer by who has it, and given back by no other', async () => {
      await take('a', 0);
      expect(await take('a', 50)).toBe(true);
      await subject().memory.release(here, 'b');
      expect(await take('b', 100)).toBe(false);
      await subject().memory.release(here, 'a');
      expect(await take('b', 100)).toBe(true);
    });

    test('that a crash left behind expires', async () => {
      await take('a', 0);
      expect(await take('b', 61)).toBe(true);
      expect(await take('a', 62)).toBe(false);
    });
  });
}
