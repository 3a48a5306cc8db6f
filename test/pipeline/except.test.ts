import { expect, test } from '@jest/globals';
import type { Exception } from '../../src/model/policy.ts';
import { componentOf, hiddenThings, judged, policyOf, thing } from '../support/world.ts';

const exception: Exception = {
  id: 'EX-1',
  component: 'things',
  check: 'big-enough',
  resources: ['small-*'],
  reason: 'It will grow.',
  approvedBy: 'security@example.com',
  expires: '2027-01-31',
};
const small = [thing('small-1', { Size: 1 })];
const at = (now: string, resources = small, more: Partial<Exception> = {}, blind = false) =>
  judged(
    policyOf([componentOf({ 'big-enough': {} })], { exceptions: [{ ...exception, ...more }] }),
    resources,
    blind ? [hiddenThings] : [],
    new Date(now),
  );
const summary = (findings: ReturnType<typeof at>) =>
  findings.slice(1).map(({ check, verdict, exception: under }) => [check, verdict.status, under?.id ?? null]);

test('a failure under an exception stays a failure, and says so', () => {
  expect(summary(at('2026-11-24T00:00:00Z'))).toEqual([['big-enough', 'fail', 'EX-1']]);
});
test('it holds through its last day and comes back by itself', () => {
  expect(summary(at('2027-01-31T23:59:59Z'))[0]).toEqual(['big-enough', 'fail', 'EX-1']);
  expect(summary(at('2027-02-01T00:00:00Z'))).toEqual([
    ['big-enough', 'fail', null],
    ['exception.EX-1', 'fail', null],
  ]);
});
test('it is announced in its last week', () => {
  const announced = at('2027-01-25T00:00:00Z').at(-1);
  expect(announced?.verdict).toMatchObject({
    status: 'fail',
    message: 'exception EX-1 expires on 2027-01-31',
  });
});
test('it covers only the resources it names', () => {
  const other = [thing('other', { Size: 1 })];
  expect(summary(at('2026-11-24T00:00:00Z', other))).toEqual([
    ['big-enough', 'fail', null],
    ['exception.EX-1', 'fail', null],
  ]);
});
test('one that excepts nothing that fails is itself a finding', () => {
  expect(at('2026-11-24T00:00:00Z', [thing('small-1', { Size: 9 })]).at(-1)?.verdict.message).toBe(
    'exception EX-1 excepts nothing that fails',
  );
});
test('nobody calls it unused while what it may cover could not be read', () => {
  const findings = at('2026-11-24T00:00:00Z', [thing('small-1', {}, { gap: 'Size' })]);
  expect(summary(findings)).toEqual([['big-enough', 'unknown', null]]);
  expect(summary(at('2026-11-24T00:00:00Z', [], {}, true))).toEqual([['big-enough', 'unknown', null]]);
});
test.each<[string, string, Partial<Exception>, string]>([
  [
    'expired',
    '2027-02-01T00:00:00Z',
    {},
    'Mend what it excepted and remove it, or renew it with a new approval.',
  ],
  [
    'expired, of what holds by now',
    '2027-02-01T00:00:00Z',
    { resources: ['other'] },
    'Remove it: there is nothing any more that it would except.',
  ],
  [
    'about to expire',
    '2027-01-25T00:00:00Z',
    {},
    'Mend what it excepts and remove it, or renew it with a new approval before then.',
  ],
  [
    'of no use',
    '2026-11-24T00:00:00Z',
    { resources: ['other'] },
    'Remove it, or correct its `component`, `check` or `resources` where it is meant for something else.',
  ],
  [
    'of no use, by tags as well',
    '2026-11-24T00:00:00Z',
    { check: 'count', tags: { app: 'kiosk' } },
    'Remove it, or correct its `component`, `check`, `resources` or `tags` where it is meant for something else.',
  ],
])('what mends an exception that is %s', (_, now, more, fix) => {
  expect(at(now, small, more).at(-1)?.fix).toBe(fix);
});

test.each<[string, string, Partial<Exception>, string]>([
  ['has expired, and what it excepted still fails', '2027-02-01T00:00:00Z', {}, 'high'],
  ['has expired, and would except nothing', '2027-02-01T00:00:00Z', { resources: ['other'] }, 'low'],
  ['is about to expire', '2027-01-25T00:00:00Z', {}, 'low'],
  ['is of no use', '2026-11-24T00:00:00Z', { resources: ['other'] }, 'low'],
])('one that %s is of that severity', (_, now, more, severity) => {
  expect(at(now, small, more).at(-1)?.severity).toBe(severity);
});

test('of several that cover a resource the first in the policy is named, by whatever it names it', () => {
  const orders = [
    [['small-1'], ['small-*']],
    [['small-*'], ['small-1']],
    [['arn:small-1'], ['small-1']],
    [undefined, ['small-1']],
  ];
  for (const order of orders) {
    const exceptions = order.map((resources, at) => {
      const { resources: _, ...rest } = exception;
      return { ...rest, id: `EX-${at}`, ...(resources && { resources }) };
    });
    const policy = policyOf([componentOf({ 'big-enough': {} })], { exceptions });
    const findings = judged(policy, small, [], new Date('2026-11-24T00:00:00Z'));
    expect(summary(findings)).toEqual([['big-enough', 'fail', 'EX-0']]);
  }
});
test('a finding is held against the exceptions that name it, and no other of thousands', () => {
  const readsOf = (count: number) => {
    let reads = 0;
    const names = Array.from({ length: count }, (_, at) => `small-${at}`);
    const exceptions = names.map((name) => ({
      ...exception,
      id: name,
      get resources() {
        reads += 1;
        return [name];
      },
    }));
    const things = names.map((name) => thing(name, { Size: 1 }));
    judged(policyOf([componentOf({ 'big-enough': {} })], { exceptions }), things);
    return reads / count;
  };
  expect(readsOf(400)).toBe(readsOf(100));
});
