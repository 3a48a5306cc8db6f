import { expect, test } from '@jest/globals';
import { registered } from '../../src/commands/registered.ts';
import { validateCommand } from '../../src/commands/validate.ts';

const sound = { version: 1, id: 'a', title: 'A', components: { waf: { type: 'AWS::WAFv2::WebACL' } } };
const validate = (...policies: readonly object[]) =>
  validateCommand({
    ...registered,
    files: policies.map((_, index) => String(index)),
    read: (path) => JSON.stringify(policies[Number(path)]),
    now: new Date('2026-11-24T12:00:00Z'),
    color: false,
    width: 0,
  });

test('sound policies are counted', () => {
  expect(validate(sound)).toEqual({ text: '✓ 1 policy is sound\n', status: 0 });
  expect(validate(sound, { ...sound, id: 'b' })).toEqual({ text: '✓ 2 policies are sound\n', status: 0 });
});

test('mistakes are shown and counted, and the status says that the policy is wrong', () => {
  const { text, status } = validate(sound, { ...sound, id: 'b', titel: 'B', severity: 'worst' });
  expect(status).toBe(64);
  expect(text.split('\n').filter((line) => /^\d/.test(line))).toEqual([
    '1:1:86  a policy has no "titel", and "title" is there already; remove one of them',
    '1:1:109  "severity" must be one of low, medium, high, critical, not "worst"',
    '2 problems in 1 of 2 policies',
  ]);
});

test('an exception that has expired is a mistake here', () => {
  const exception = {
    id: 'EX-7',
    component: 'waf',
    check: 'count',
    reason: 'Known and accepted',
    approvedBy: 'cto',
  };
  const { text, status } = validate({ ...sound, exceptions: [{ ...exception, expires: '2026-10-01' }] });
  expect(status).toBe(64);
  expect(text).toContain('exception EX-7 expired on 2026-10-01; renew it with a new approval or remove it');
});
