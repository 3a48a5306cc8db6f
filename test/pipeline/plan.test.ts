import { describe, expect, test } from '@jest/globals';
import { createInventory } from '../../src/model/inventory.ts';
import type { Component } from '../../src/model/policy.ts';
import type { Rule } from '../../src/model/rule.ts';
import { coverageOf } from '../../src/pipeline/coverage.ts';
import { planAudit } from '../../src/pipeline/plan.ts';
import { collectors } from '../../src/registry.generated.ts';
import { bigEnough, componentOf, hiddenThings, nextTo, policyOf, refusal, thing } from '../support/world.ts';

const looksAround: Rule = {
  ...nextTo,
  name: 'looks-around',
  reads: ['Live.Neighbours'],
  uses: { 'AWS::EC2::Subnet': ['AvailabilityZone'] },
};

/** What is read, by type, of policies with these components, a policy for each list. */
function wanted(...policies: readonly (readonly Component[])[]): Record<string, readonly string[]> {
  const { wants } = planAudit(
    policies.map((components) => policyOf(components)),
    [bigEnough, nextTo, looksAround],
  );
  return Object.fromEntries([...wants].map(([type, paths]) => [type, [...paths].sort()]));
}

test.each<[string, Component, Record<string, readonly string[]>]>([
  ['a type is listed for its existence alone', componentOf({}), { 'AWS::Test::Thing': [] }],
  [
    'tags are read where they select',
    componentOf({}, { select: { tags: { app: 'kiosk' } } }),
    { 'AWS::Test::Thing': ['tags'] },
  ],
  [
    'a name and an ARN that select are read of every list',
    componentOf({}, { select: { name: 'kiosk-*', arn: '*' } }),
    { 'AWS::Test::Thing': [] },
  ],
  [
    'what is expected is read',
    componentOf({}, { expect: { Size: 2, 'Live.Engine': 'redis' } }),
    { 'AWS::Test::Thing': ['Live.Engine', 'Size'] },
  ],
  [
    'a rule reads its own properties, and those of other types that it uses',
    componentOf({ 'looks-around': {} }),
    { 'AWS::Test::Thing': ['Live.Neighbours'], 'AWS::EC2::Subnet': ['AvailabilityZone'] },
  ],
])('%s', (_, component, wants) => {
  expect(wanted([component])).toEqual(wants);
});

test('components and policies are read together', () => {
  const tagged = componentOf({ 'big-enough': {} }, { select: { tags: { app: 'kiosk' } } });
  const expecting = componentOf({}, { name: 'others', expect: { Shape: 'round' } });
  const elsewhere = componentOf({ 'looks-around': {} });
  expect(wanted([tagged, expecting], [elsewhere])).toEqual({
    'AWS::Test::Thing': ['Live.Neighbours', 'Shape', 'Size', 'tags'],
    'AWS::EC2::Subnet': ['AvailabilityZone'],
  });
});

test('of the types that a part needs all is asked that the whole asks of them, and of no others', () => {
  const rules = [bigEnough, nextTo, looksAround];
  const own = componentOf({ 'big-enough': {} });
  const tagged = componentOf(
    {},
    { name: 'others', select: { tags: { app: 'kiosk' } }, expect: { Shape: 'round' } },
  );
  const elsewhere = componentOf({ 'looks-around': {} }, { name: 'elsewhere' });
  const whole = [policyOf([own, tagged]), policyOf([elsewhere])];
  const { wants, asks } = planAudit([policyOf([own])], rules, whole);
  const textOf = (all: typeof wants) => [...all].map(([type, paths]) => [type, [...paths].sort()]);
  expect(textOf(wants)).toEqual([['AWS::Test::Thing', ['Size']]]);
  expect(textOf(asks)).toEqual([['AWS::Test::Thing', ['Live.Neighbours', 'Shape', 'Size', 'tags']]]);
});

test('what only the whole asks is not what a part could not read', () => {
  const own = componentOf({ 'big-enough': {} });
  const other = componentOf({}, { name: 'others', expect: { Shape: 'round' } });
  const plan = planAudit([policyOf([own])], [bigEnough], [policyOf([own, other])]);
  const gaps = ['Size', 'Shape', 'Colour'].map((property) => ({ property, ...refusal }));
  const inventory = createInventory([thing('a', {}, { gaps })], [hiddenThings]);
  expect(coverageOf(inventory, plan).map(({ property }) => property)).toEqual([null, 'Size', 'Colour']);
});

// Planning asks for nothing but tags on account of `select`.
describe.each([...collectors])('what selects %s', (_, load) => {
  test('is in every list: no question of its own is needed for it', async () => {
    const { asks, selectors = {} } = await load();
    const apart = asks.flatMap((ask) => ask.for ?? []);
    const properties = Object.values(selectors).map(({ property }) => property);
    expect(
      properties.filter((property) => apart.some((path) => `${property}.`.startsWith(`${path}.`))),
    ).toEqual([]);
  });
});
