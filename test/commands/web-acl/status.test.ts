import { expect, test } from '@jest/globals';
import { statusOf, worse } from '../../../src/commands/web-acl/status.ts';
import type { Answer } from '../../../src/reporters/web-acl/answer.ts';
import type { Proof, Witness } from '../../../src/web-acl/model.ts';

const witness: Witness = {
  country: 'KP',
  sourceIp: '192.0.2.1',
  method: 'GET',
  path: '/health',
  query: '',
  headers: {},
  bodySize: 0,
  token: 'none',
};
const proved: Proof = { verdict: 'proved', assumptions: [] };
const violated: Proof = {
  verdict: 'violated',
  witness,
  shown: witness,
  walk: [],
  reason: 'it passes',
  assumptions: [],
};
const unknown: Proof = { verdict: 'unknown', reason: 'a group is unread' };
const answer = (geo: Proof | null, rate: Proof | null): Answer => ({ geo, rate, walk: null, notes: [] });

test.each([
  ['proved', 0, answer(proved, proved)],
  ['violated', 1, answer(proved, violated)],
  ['unknown', 2, answer(unknown, null)],
  ['violated and unknown', 3, answer(violated, unknown)],
  ['not asked', 0, answer(null, null)],
])('what is %s exits %i', (_, status, given) => {
  expect(statusOf(given)).toBe(status);
});

test.each([
  [0, 1, 1],
  [1, 2, 3],
  [3, 64, 64],
  [70, 64, 70],
])('%i and then %i is %i', (a, b, both) => {
  expect([worse(a, b), worse(b, a)]).toEqual([both, both]);
});
