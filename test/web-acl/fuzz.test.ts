import { expect, test } from '@jest/globals';
import { fuzz } from './fuzz.ts';

/** `.ci/run` asks for 20,000; `node --import tsx test/web-acl/fuzz.ts 1000000` runs millions. */
const RUNS = Number(process.env['WEB_ACL_RUNS'] ?? 1000);
const SEED = Number(process.env['WEB_ACL_SEED'] ?? 20_261_124);

test('nothing gets by what is proved, and every witness gets by, on readable web ACLs', () => {
  const { geo, rate } = fuzz(RUNS / 2, SEED, { readable: true });
  for (const tally of [geo, rate]) {
    expect(tally.proved).toBeGreaterThan(RUNS / 20);
    expect(tally.violated).toBeGreaterThan(RUNS / 20);
    expect(tally.unknown).toBeLessThan((RUNS / 2) * 0.01);
  }
}, 240_000);

test('nothing gets by what is proved, and every witness gets by, with parts unread', () => {
  const { geo, rate } = fuzz(RUNS / 2, SEED + 1, { readable: false });
  for (const tally of [geo, rate]) expect(tally.proved).toBeGreaterThan(RUNS / 40);
}, 240_000);
