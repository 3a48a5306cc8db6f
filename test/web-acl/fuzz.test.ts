import { expect, test } from '@jest/globals';
import { fuzz } from './fuzz.ts';
import { RUNS, SEED } from './runs.ts';

test('nothing gets by what is proved, and every witness gets by, on readable web ACLs', () => {
  const { geo, rate } = fuzz(RUNS / 2, SEED, { readable: true });
  for (const tally of [geo, rate]) {
    expect(tally.proved).toBeGreaterThan(RUNS / 20);
    expect(tally.violated).toBeGreaterThan(RUNS / 20);
    // One in a hundred; of a few hundred web ACLs chance may make it more.
    expect(tally.unknown).toBeLessThan(Math.max(10, (RUNS / 2) * 0.01));
  }
}, 240_000);

test('nothing gets by what is proved, and every witness gets by, with parts unread', () => {
  const { geo, rate } = fuzz(RUNS / 2, SEED + 1, { readable: false });
  for (const tally of [geo, rate]) expect(tally.proved).toBeGreaterThan(RUNS / 40);
}, 240_000);
