import { expect, test } from '@jest/globals';
import { fuzz } from './fuzz.ts';
import { RUNS, SEED } from './runs.ts';

/** One in a hundred; of few web ACLs as many more as chance may bring, three times in a thousand. */
const mostUnknown = (count: number): number =>
  count * 0.01 + (count < 5000 ? 3 * Math.sqrt(count * 0.01) : 0);

test('nothing gets by what is proved, and every witness gets by, on readable web ACLs', () => {
  const { geo, rate } = fuzz(RUNS / 2, SEED, { readable: true });
  for (const tally of [geo, rate]) {
    expect(tally.proved).toBeGreaterThan(RUNS / 20);
    expect(tally.violated).toBeGreaterThan(RUNS / 20);
    expect(tally.unknown).toBeLessThan(mostUnknown(RUNS / 2));
  }
}, 240_000);

test('nothing gets by what is proved, and every witness gets by, with parts unread', () => {
  const { geo, rate } = fuzz(RUNS / 2, SEED + 1, { readable: false });
  for (const tally of [geo, rate]) expect(tally.proved).toBeGreaterThan(RUNS / 40);
}, 240_000);
