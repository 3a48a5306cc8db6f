import { expect, test } from '@jest/globals';
import { playKills } from './campaign.ts';
import { wrongIn } from './shown.ts';

const kills = Number(process.env['KILLS'] ?? 12);
const seed = Number(process.env['KILL_SEED'] ?? 1);

test('the program killed by SIGKILL again and again: nothing is lost, doubled or resolved that is not over', async () => {
  const campaign = await playKills(kills, seed);
  expect(campaign).toMatchObject({ kills, left: '' });
  expect(wrongIn(campaign)).toEqual({ lost: [], doubled: [], resolves: [] });
}, 600_000);
