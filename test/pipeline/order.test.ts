import { expect, test } from '@jest/globals';
import { componentOf, hiddenThings, judged, policyOf, thing } from '../support/world.ts';

/** `component check resource`, in the order of the findings. */
const orderOf = (...world: Parameters<typeof judged>): readonly string[] =>
  judged(...world).map(({ component, check, resource }) => `${component} ${check} ${resource?.name ?? '-'}`);

const small = thing('a', { Size: 1 });
const big = thing('b', { Size: 2 });

test('findings stand as the policy is written: whether it is there, its rules, what is expected', () => {
  const rest = { name: 'others', count: { min: 0 }, expect: { Shape: 'round', Size: 2 } };
  const policy = policyOf([componentOf({ crashing: {}, 'big-enough': {} }), componentOf({}, rest)]);
  expect(orderOf(policy, [big])).toEqual([
    'things count -',
    'things crashing b',
    'things big-enough b',
    'others expect.Shape b',
    'others expect.Size b',
  ]);
});

test('a check tells of each resource in turn, whatever came of it, and then of what nobody saw', () => {
  const unread = thing('c', {}, { gap: 'Size' });
  const policy = policyOf([componentOf({ 'big-enough': {} }, { count: { min: 0 } })]);
  expect(orderOf(policy, [small, big, unread], [hiddenThings])).toEqual([
    'things big-enough a',
    'things big-enough b',
    'things big-enough c',
    'things big-enough -',
  ]);
});

test('what surely belongs to a component stands before what may', () => {
  const select = { tags: { app: 'kiosk' } };
  const policy = policyOf([componentOf({ 'big-enough': {} }, { select, count: { min: 0 } })]);
  const untold = thing('a', { Size: 2 }, { gap: 'tags' });
  const tagged = thing('b', { Size: 2 }, { tags: { app: 'kiosk' } });
  expect(orderOf(policy, [untold, tagged])).toEqual(['things big-enough b', 'things big-enough a']);
});

test('a failure does not move for being excepted', () => {
  const exception = {
    id: 'EX-1',
    component: 'things',
    check: 'big-enough',
    resources: ['a'],
    reason: 'It is on its way out',
    approvedBy: 'platform',
    expires: '2027-01-31',
  };
  const components = [componentOf({ 'big-enough': {} })];
  expect(orderOf(policyOf(components, { exceptions: [exception] }), [small, big])).toEqual(
    orderOf(policyOf(components), [small, big]),
  );
});
