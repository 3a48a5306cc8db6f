import { expect, test } from '@jest/globals';
import type { Component } from '../../src/model/policy.ts';
import { narrow } from '../../src/pipeline/narrow.ts';
import { componentOf, policyOf } from '../support/world.ts';

const one = (name: string, more: Partial<Component> = {}) => componentOf({}, { name, ...more });
const behind = (name: string) => [{ rule: 'behind', params: { loadBalancer: name }, satisfies: ['B'] }];
const exceptions = ['services', 'files'].map((component) => ({
  id: component,
  component,
  check: 'count',
  reason: 'Long enough',
  approvedBy: 'cto',
  expires: '2027-01-31',
}));
const policy = policyOf(
  [
    one('services', { rules: behind('edge'), satisfies: ['A'] }),
    one('edge', { rules: behind('services'), expect: { Size: 1 }, count: { min: 1 } }),
    one('files'),
    one('others', { unclaimed: true }),
  ],
  { exceptions },
);

test('without a filter all is judged, and nothing is called a part', () => {
  expect(narrow([policy], {})).toEqual({ policies: [policy] });
});

test('a component that another is held against is looked at, and not judged', () => {
  const [narrowed] = narrow([policy], { components: ['services'] }).policies;
  expect(narrowed?.components).toEqual([
    policy.components[0],
    { ...policy.components[1], rules: [], expect: {}, count: { min: 0 } },
  ]);
});

test('what is unclaimed is told by all that claims', () => {
  const [narrowed] = narrow([policy], { components: ['others'] }).policies;
  expect(narrowed?.components.map(({ name, rules }) => [name, rules.length])).toEqual([
    ['services', 0],
    ['edge', 0],
    ['files', 0],
    ['others', 0],
  ]);
});

test('an exception of what is left out does not complain that it is of no use', () => {
  const [narrowed] = narrow([policy], { components: ['services'] }).policies;
  expect(narrowed?.exceptions.map(({ id }) => id)).toEqual(['services']);
});

test('the whole is kept beside it', () => {
  expect(narrow([policy], { components: ['files'] }).whole).toEqual([policy]);
});

test('what is left out is told, with the controls it serves', () => {
  const other = policyOf([one('x', { satisfies: ['C'] })], { id: 'other' });
  expect(
    narrow([policy, other], { policies: [policy.id], components: ['services', 'edge'] }).partial,
  ).toEqual({
    policies: [policy.id],
    components: ['services', 'edge'],
    leftOut: { components: [`${policy.id}/files`, `${policy.id}/others`, 'other/x'], controls: ['C'] },
  });
});
