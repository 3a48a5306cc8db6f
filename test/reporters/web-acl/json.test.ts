import { expect, test } from '@jest/globals';
import type { Answer } from '../../../src/reporters/web-acl/answer.ts';
import { jsonLine } from '../../../src/reporters/web-acl/json.ts';
import type { Proof, Witness } from '../../../src/web-acl/model.ts';

const witness: Witness = {
  country: 'KP',
  sourceIp: '192.0.2.1',
  method: 'GET',
  path: '/health',
  query: '',
  headers: { 'x-origin-verify': 's3cret' },
  bodySize: 0,
  token: 'none',
};
const shown = { ...witness, headers: { 'x-origin-verify': '{{…}}' } };
const reason = 'it passes';
const violated: Proof = { verdict: 'violated', witness, shown, walk: [], reason, assumptions: [] };
const unknown: Proof = { verdict: 'unknown', reason: 'a group is unread' };
const lineOf = (geo: Proof | null, rate: Proof | null, more: Partial<Answer> = {}) =>
  JSON.parse(jsonLine({ geo, rate, walk: null, notes: [], ...more })) as unknown;

test('a line says verdict, witness and reason of each, null for what there is not', () => {
  const assumed: Proof = { verdict: 'proved', assumptions: ['no request comes from the IP set office'] };
  expect(lineOf(violated, assumed)).toEqual({
    geo: { verdict: 'violated', witness: shown, reason },
    rate: { verdict: 'proved', witness: null, reason: 'assuming no request comes from the IP set office' },
  });
  expect(lineOf(unknown, null)).toEqual({
    geo: { verdict: 'unknown', witness: null, reason: 'a group is unread' },
    rate: null,
  });
});

test('a line says what a witness relies on, and what is to be noted, where there is any', () => {
  const relying: Proof = { ...violated, assumptions: ['`managed` does not match'] };
  expect(lineOf(relying, null, { notes: ['rule `a` is vain'] })).toEqual({
    geo: { verdict: 'violated', witness: shown, reason, assumptions: ['`managed` does not match'] },
    rate: null,
    notes: ['rule `a` is vain'],
  });
});
