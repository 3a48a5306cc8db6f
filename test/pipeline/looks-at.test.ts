import { expect, test } from '@jest/globals';
import { createInventory } from '../../src/model/inventory.ts';
import { coverageOf } from '../../src/pipeline/coverage.ts';
import { withChecks } from '../../src/pipeline/looks-at.ts';
import { planAudit } from '../../src/pipeline/plan.ts';
import {
  bigEnough,
  componentOf,
  hiddenThings,
  judged,
  nextTo,
  policyOf,
  refusal,
  thing,
} from '../support/world.ts';

const tagged = { select: { tags: { app: 'kiosk' } } };
const policy = policyOf([
  componentOf({ 'big-enough': {} }, { name: 'big', select: { name: 'a*' } }),
  componentOf({}, { name: 'round', expect: { 'Shape.Corners': 0 }, select: { name: 'b*' } }),
  componentOf({}, { name: 'marked', ...tagged }),
]);
const related = policyOf([
  componentOf({ 'next-to': { neighbour: 'marked' } }, { name: 'near', select: { name: 'z*' } }),
  componentOf({}, { name: 'marked', ...tagged }),
]);

function asked(properties: readonly string[], name: string, isListed = true, of = policy): readonly string[] {
  const resources = [thing(name, {}, { gaps: properties.map((property) => ({ property, ...refusal })) })];
  const blind = isListed ? [] : [hiddenThings];
  const plan = planAudit([of], [bigEnough, nextTo]);
  const unread = coverageOf(createInventory(resources, blind), plan);
  const facts = withChecks(unread, judged(of, resources, blind), plan, new Map());
  return facts.map(
    ({ property, checks = [] }) =>
      `${property}: ${checks.map(({ component, check }) => `${component}/${check}`).join(' ')}`,
  );
}

test.each([
  ['what a rule reads', ['Size'], 'a1', ['Size: big/big-enough']],
  ['what is expected, or holds it', ['Shape'], 'b1', ['Shape: round/expect.Shape.Corners']],
  ['what selects', ['tags'], 'c1', ['tags: marked/count']],
  ['what nobody reads', ['Colour'], 'a1', ['Colour: ']],
  ['what is read of other resources alone', ['Size'], 'b1', ['Size: ']],
])('%s is of the checks that look at it', (_, properties, name, told) => {
  expect(asked(properties, name)).toEqual(told);
});

test('a list is of every check about its type', () => {
  expect(asked([], 'a1', false)[0]).toBe(
    'null: big/count big/big-enough round/count round/expect.Shape.Corners marked/count',
  );
});

test('what selects a component is of the checks that name it', () => {
  expect(asked(['tags'], 'z1', true, related)).toEqual(['tags: near/next-to marked/count']);
});
