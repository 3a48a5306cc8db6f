import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { everywhere } from '../../../src/model/known.ts';
import {
  fails,
  holds,
  listRefused,
  minute,
  play,
  refused,
  sighting,
  unread,
} from '../../support/sightings.ts';
import { audit, blindness, hide, moved, world } from '../../support/worlds.ts';
import { type Subject, settings } from './subject.ts';

export function knownContract(subject: Subject): void {
  describe('what is known', () => {
    test('is what was decided, after whatever was seen or not', async () => {
      const way = fc.array(fc.tuple(world, blindness), { minLength: 1, maxLength: 5 });
      let first = 0;
      await fc.assert(
        fc.asyncProperty(way, async (steps) => {
          // Each story in a place of its own.
          first += 1;
          const place = { account: String(first), region: 'r' };
          const sightings = steps.map(([one, hiding], at) => moved(hide(audit(5 * at, one), hiding), place));
          const { drifts } = play(sightings, settings, place);
          for (const [at, one] of sightings.entries()) {
            const { drift } = await subject().remember(one);
            expect(drift.changes).toEqual(drifts[at]?.changes);
          }
        }),
        { numRuns: 40 },
      );
    });

    test('is not changed where anything fails', async () => {
      await subject().remember(sighting(0, [holds('menu')]));
      const crash = subject().memory.remember([sighting(5, [fails('menu')])], () => {
        throw new Error('crash');
      });
      await expect(crash).rejects.toThrow('crash');
      const { before } = await subject().remember(sighting(10, [holds('menu')]));
      expect(before.findings.map(({ confirmed }) => confirmed)).toEqual([minute(0)]);
    });

    test('of what is of no place may come in any order', async () => {
      const of = (at: number) => moved(sighting(at, []), everywhere);
      await subject().remember(of(5));
      await subject().remember(of(3));
      const { before } = await subject().remember(of(10));
      expect(before.policies).toEqual({ shop: { sha256: 'a', at: minute(3) } });
      const [audits] = await subject().memory.history.audits();
      expect(audits?.at).toEqual([minute(5), minute(10)]);
    });

    test('is not overwritten by an audit that is not later', async () => {
      await subject().remember(sighting(5, [holds('menu')]));
      await expect(subject().remember(sighting(5, [holds('menu')]))).rejects.toThrow(
        /not later than one that is stored/,
      );
    });

    test('what cannot be seen is kept with why', async () => {
      await subject().remember(sighting(0, [fails('menu')]));
      await subject().remember(sighting(5, [unread('menu')], listRefused));
      const { before } = await subject().remember(sighting(10, [unread('menu')], listRefused));
      expect(before.blind).toEqual([expect.objectContaining({ type: 'AWS::ECS::Service', unseen: refused })]);
    });
  });
}
