import { expect, test } from '@jest/globals';
import type { Answer } from '../../../src/commands/web-acl/answer.ts';
import { jsonLine } from '../../../src/commands/web-acl/json.ts';
import { statusOf, worse } from '../../../src/commands/web-acl/status.ts';
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
const violated: Proof = { verdict: 'violated', witness, shown: witness, walk: [], reason: 'it passes', assumptions: [] };
const unknown: Proof = { verdict: 'unknown', reason: 'a group is unread' };
const answer = (geo: Proof | null, rate: Proof | null): Answer => ({ geo, rate, walk: null });

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

test('a line says verdict, witness and reason of each, null for what there is not', () => {
  const assumed: Proof = { verdict: 'proved', assumptions: ['no request comes from the IP set office'] };
  expect(JSON.parse(jsonLine(answer(violated, assumed)))).toEqual({
    geo: { verdict: 'violated', witness, reason: 'it passes' },
    rate: { verdict: 'proved', witness: null, reason: 'assuming no request comes from the IP set office' },
  });
  expect(JSON.parse(jsonLine(answer(unknown, null)))).toEqual({
    geo: { verdict: 'unknown', witness: null, reason: 'a group is unread' },
    rate: null,
  });
});
