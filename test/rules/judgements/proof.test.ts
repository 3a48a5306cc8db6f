import { expect, test } from '@jest/globals';
import { type Proof, verdictOf } from '../../../rules/judgements/proof.ts';

const verdictOn = (proof: Proof, permission?: string) =>
  verdictOf(proof, 'all is blocked', 'Rules', permission);

test('a proof passes, and says what it assumed', () => {
  expect(verdictOn({ verdict: 'proved', assumptions: [] })).toEqual({
    status: 'pass',
    message: 'all is blocked',
  });
  expect(verdictOn({ verdict: 'proved', assumptions: ['a', 'b'] })).toEqual({
    status: 'pass',
    message: 'all is blocked; assuming a; assuming b',
  });
});

test('a violation fails with its witness', () => {
  expect(
    verdictOn({ verdict: 'violated', witness: { path: '/' }, reason: 'rule a allows it' }),
  ).toMatchObject({
    status: 'fail',
    message: 'rule a allows it',
    expected: 'all is blocked',
    actual: { path: '/' },
    path: 'Rules',
  });
});

test('what was not decided is unknown, and names the permission that would help', () => {
  expect(verdictOn({ verdict: 'unknown', reason: 'x was not read' }, 'wafv2:GetIPSet')).toMatchObject({
    status: 'unknown',
    message: 'x was not read',
    permission: 'wafv2:GetIPSet',
  });
});
