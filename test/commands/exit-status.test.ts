import { expect, test } from '@jest/globals';
import { statusOf } from '../../src/commands/exit-status.ts';
import type { UnreadFact } from '../../src/model/audit.ts';
import { fail, notApplicable, pass, unknown, type Verdict } from '../../src/model/verdict.ts';
import { finding } from '../support/audits.ts';

const of = (...verdicts: readonly Verdict[]) => verdicts.map((verdict) => finding({ verdict }));
const excepted = finding({ verdict: fail('no'), exception: { id: 'EX-1', expires: '2027-01-31' } });
const where = { type: 'AWS::WAFv2::WebACL', account: '111122223333', region: 'sa-east-1', property: null };
const fault = { kind: 'fault', message: 'plumbline stumbled' } as const;
const refused: UnreadFact = {
  ...where,
  kind: 'refused',
  operation: 'wafv2:ListWebACLs',
  reason: 'AccessDeniedException',
  permission: 'wafv2:ListWebACLs',
};

test.each([
  ['all holds', 0, of(pass(), notApplicable('no')), []],
  ['something is violated', 1, of(pass(), fail('no')), []],
  ['something is unknown', 2, of(pass(), unknown('no')), []],
  ['something was refused, though no verdict needed it', 2, of(pass()), [refused]],
  ['something is violated and something unknown', 3, of(fail('no'), unknown('no')), []],
  ['something is violated and something was refused', 3, of(fail('no')), [refused]],
  ['the only violation is excepted', 0, [...of(pass()), excepted], []],
  ['nothing was judged', 2, [], []],
  ['a rule crashed', 70, of(fail('no'), unknown('crashed', fault)), []],
  ['a collector stumbled over an answer', 70, of(pass()), [{ ...where, ...fault }]],
])('when %s, the exit status is %i', (_, status, findings, unread) => {
  expect(statusOf({ findings, unread })).toBe(status);
});

test.each([
  ['as severe', 'high', 1],
  ['more severe', 'medium', 1],
  ['less severe', 'critical', 0],
] as const)(
  'with --fail-on, what is violated and %s than that makes the status %s: %i',
  (_, failOn, status) => {
    expect(statusOf({ findings: of(pass(), fail('no')), unread: [] }, failOn)).toBe(status);
  },
);

test('with --fail-on what is unknown still counts', () => {
  expect(statusOf({ findings: of(fail('no'), unknown('no')), unread: [] }, 'critical')).toBe(2);
});
