import { expect, test } from '@jest/globals';
import { type Proof, verdictOf } from '../../../rules/judgements/proof.ts';
import type { Unseen } from '../../../src/model/unseen.ts';

const verdictOn = (proof: Proof, unseen?: Unseen) =>
  verdictOf(proof, { expected: 'all is blocked', path: 'Rules', unseen });

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
  expect(verdictOn({ verdict: 'violated', shown: { path: '/' }, reason: 'rule a allows it' })).toMatchObject({
    status: 'fail',
    message: 'rule a allows it',
    expected: 'all is blocked',
    actual: { path: '/' },
    path: 'Rules',
  });
});

test('what was not decided is unknown, and says what was not seen', () => {
  const unseen = { kind: 'not-in-evidence', operation: 'wafv2:GetIPSet' } as const;
  expect(verdictOn({ verdict: 'unknown', reason: 'x was not read' }, unseen)).toEqual({
    status: 'unknown',
    message: 'x was not read',
    unseen,
  });
});
