import { describe, expect, test } from '@jest/globals';
import { fails, holds, listRefused, minute, sighting, unread } from '../../support/sightings.ts';
import type { Subject } from './subject.ts';

export function historyContract(subject: Subject): void {
  describe('history', () => {
    test('a verdict that stays the same is one interval, whatever is said of what holds', async () => {
      for (const at of [0, 5, 10])
        await subject().remember(
          sighting(at, [holds('menu', { verdict: { status: 'pass', message: `${at} tasks` } })]),
        );
      await subject().remember(sighting(15, [fails('menu')]));
      await subject().remember(sighting(20, [fails('menu', 'MinCapacity is 0')]));
      await subject().remember(sighting(25, [unread('menu')]));
      const intervals = await subject().memory.history.verdicts();
      expect(
        intervals.map(({ state, message, after, from, lastConfirmed, ended }) => [
          state,
          message,
          after,
          from,
          lastConfirmed,
          ended,
        ]),
      ).toEqual([
        ['holds', '0 tasks', null, minute(0), minute(10), minute(15)],
        ['violated', 'MinCapacity is 1', minute(10), minute(15), minute(15), minute(20)],
        ['violated', 'MinCapacity is 0', minute(15), minute(20), minute(20), minute(25)],
        ['unknown', 'could not be read', minute(20), minute(25), minute(25), null],
      ]);
    });

    test('what a policy that was not judged says is neither confirmed nor ended', async () => {
      await subject().remember(sighting(0, [holds('menu')]));
      await subject().remember(sighting(5, [], { policies: { other: 'x' } }));
      const [interval] = await subject().memory.history.verdicts();
      expect(interval).toMatchObject({ lastConfirmed: minute(0), ended: null });
    });

    test('tells when audits were taken, though those alike share a row', async () => {
      for (const at of [0, 5, 11]) await subject().remember(sighting(at, [holds('menu')]));
      await subject().remember(sighting(16, [], listRefused));
      await subject().remember(sighting(13 * 60, [holds('menu')]));
      const audits = await subject().memory.history.audits();
      expect(audits.map(({ at, unread: count }) => [at, count])).toEqual([
        [[minute(0), minute(5), minute(11)], 0],
        [[minute(16)], 1],
        [[minute(13 * 60)], 0],
      ]);
    });
  });
}
