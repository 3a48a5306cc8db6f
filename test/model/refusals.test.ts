import { expect, test } from '@jest/globals';
import { refusalOf, refusalsOf, sumOfRefusals } from '../../src/model/refusals.ts';

const denied = { operation: 'wafv2:GetWebACL', reason: 'AccessDeniedException' };
const missing = { operation: 'wafv2:GetIPSet', reason: null };
const place = { account: '111122223333', region: 'sa-east-1' };
const calls = { asked: 9, answered: 3, refused: 6, reused: 0 };

test('refusals of one operation for one reason are counted together, and put in order', () => {
  const counts = sumOfRefusals([
    { ...denied, count: 2 },
    { ...missing, count: 1 },
    { ...denied, count: 3 },
  ]);
  expect(counts).toEqual([
    { ...missing, count: 1 },
    { ...denied, count: 5 },
  ]);
});

test('a refusal that nothing is hidden by is told apart', () => {
  const refusals = [
    { ...denied, count: 5 },
    { ...missing, count: 1 },
  ];
  const unread = [
    { kind: 'refused', ...denied, ...place, type: 'AWS::WAFv2::WebACL', property: 'Rules' },
  ] as const;
  expect(refusalsOf({ ...calls, refusals }, unread)).toEqual([
    { ...denied, count: 5, hides: true },
    { ...missing, count: 1, hides: false },
  ]);
});

test('what nobody counted is not known', () => {
  expect(refusalsOf(calls, [])).toBeUndefined();
});

test.each([
  ['a refused question', { kind: 'refused', ...denied }, denied],
  ['one that a recording lacks', { kind: 'not-in-evidence', operation: missing.operation }, missing],
  ['a fault of ours', { kind: 'fault', message: 'x' }, undefined],
  ['what is moving', { kind: 'settling', message: 'x' }, undefined],
] as const)('%s is counted as what it is', (_, unseen, refusal) => {
  expect(refusalOf(unseen)).toEqual(refusal);
});
