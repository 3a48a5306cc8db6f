import { expect, test } from '@jest/globals';
import { textOfDraft } from '../../src/commands/init/text.ts';
import { createInventory } from '../../src/model/inventory.ts';
import type { Resource } from '../../src/model/resource.ts';
import type { Rule } from '../../src/model/rule.ts';
import { fail, pass } from '../../src/model/verdict.ts';
import type { Standalone } from '../../src/pipeline/draft/standalone.ts';
import { draftPolicy } from '../../src/pipeline/draft.ts';
import { atOnce } from '../../src/pipeline/drive.ts';
import { ruleValue } from '../../src/policies/rule-value.ts';
import { bigEnough, hiddenThings, nextTo, refusal, thing } from '../support/world.ts';

const place = { account: '111122223333', region: 'sa-east-1' };
const keys = {
  kind: { description: '', property: 'Kind', values: ['a', 'b'] },
  owner: { description: '', property: 'Owner', optional: true as const },
};

function draft(
  resources: readonly Resource[],
  blind: Parameters<typeof createInventory>[1] = [],
  rules: readonly Rule[] = [bigEnough, nextTo],
  standalone: readonly Standalone[] = [],
) {
  const drafted = draftPolicy({
    rules,
    standalone,
    selectors: new Map([['AWS::Test::Thing', keys]]),
    inventory: createInventory(resources, blind),
    place,
    now: new Date('2026-11-24T12:00:00Z'),
    write: ruleValue,
  });
  return atOnce(drafted);
}
const componentsOf = (...resources: readonly Resource[]) =>
  draft(resources).components.map(({ name, select, count }) => [name, select, count]);
const rulesOf = (...resources: readonly Resource[]) =>
  draft(resources).components.map(({ rules }) =>
    rules.map(({ rule, value, reason }) => [rule, value, reason]),
  );

const big = (name: string, app?: string, more: object = {}) =>
  thing(name, { Size: 2, ...more }, app === undefined ? {} : { tags: { App: app } });

test('what shares a tag is one component, and may become more', () => {
  expect(componentsOf(big('a', 'shop'), big('b', 'kiosk'), big('c', 'shop'))).toEqual([
    ['kiosk-thing', { tags: { App: 'kiosk' } }, { min: 1 }],
    ['shop-things', { tags: { App: 'shop' } }, { min: 2 }],
  ]);
});

test('where one lacks the tag, or its tags could not be read, all go by name', () => {
  const untold = thing('b', { Size: 2 }, { gap: 'tags' });
  const named = [['things', { name: ['a', 'b'] }, { min: 2, max: 2 }]];
  expect(componentsOf(big('a', 'shop'), big('b'))).toEqual(named);
  expect(componentsOf(big('a', 'shop'), untold)).toEqual(named);
});

test('a key of few values sets apart what would fail together', () => {
  expect(componentsOf(big('a', 'shop', { Kind: 'a' }), big('b', 'shop', { Kind: 'b' }))).toEqual([
    ['shop-a-thing', { tags: { App: 'shop' }, kind: 'a' }, { min: 1 }],
    ['shop-b-thing', { tags: { App: 'shop' }, kind: 'b' }, { min: 1 }],
  ]);
});

test('a value with a wildcard selects nothing by itself', () => {
  expect(componentsOf(big('a', '*'))).toEqual([['thing', { name: 'a' }, { min: 1, max: 1 }]]);
});

test('what does not serve is not counted, and then there may be more', () => {
  const condition = { state: 'failed', serves: false, moving: false };
  expect(componentsOf(thing('a', { Size: 2 }, { condition }))).toEqual([
    ['thing', { name: 'a' }, { min: 0 }],
  ]);
});

test('what holds is required; what fails, or could not be read, has its reason', () => {
  expect(rulesOf(big('a'))).toEqual([
    [
      ['big-enough', { min: 2 }, undefined],
      ['next-to', 'thing', undefined],
    ],
  ]);
  expect(rulesOf(big('a'), thing('b', { Size: 1 }))[0]?.[0]).toEqual([
    'big-enough',
    { min: 2 },
    'fails today: Size is 1 (b)',
  ]);
  const unread = thing('a', {}, { gap: 'Size' });
  expect(rulesOf(unread)[0]?.[0]?.[2]).toBe(
    'could not be told: could not read Size: test:Read answered AccessDeniedException (a)',
  );
});

test('of the components it may relate to, a comment names the one by which fewest fail', () => {
  const nextToTwo: Rule = {
    ...nextTo,
    check(resource, { params }) {
      const { ids } = params['neighbour'] as { readonly ids: () => readonly string[] };
      return resource.name === 'b' && ids().length > 1 ? pass() : fail('it stands alone');
    },
  };
  const things = [big('a', 'one'), big('b', 'one'), big('c', 'two'), big('d', 'two')];
  const drafted = draft([big('e', 'none'), ...things], [], [nextToTwo]).components;
  expect(drafted.map(({ name, rules }) => [name, rules[0]?.value, rules[0]?.reason])).toEqual([
    ['none-thing', 'none-thing', 'fails today: it stands alone (e)'],
    ['one-things', 'one-things', 'fails today: it stands alone (a)'],
    ['two-things', 'none-thing', 'fails today: it stands alone (c, d)'],
  ]);
});

test('of what no rule judges those that belong to no other are drafted, with what is expected of them', () => {
  const alone: Standalone = {
    type: 'AWS::Test::Thing' as Rule['type'],
    within: 'owner',
    expects: [{ property: 'Size', value: { atLeast: 2 }, severity: 'high', why: 'Small things break.' }],
  };
  const owned = big('c', 'shop', { Owner: 'x' });
  const draftedOf = (...things: readonly Resource[]) =>
    draft(things, [], [], [alone]).components.map(({ select, count, rules, expects }) => [
      select,
      count,
      rules,
      expects.map(({ rule, value, reason }) => [rule, value, reason]),
    ]);
  expect(draftedOf(big('a', 'shop'), big('b', 'shop'), owned)).toEqual([
    [{ tags: { App: 'shop' }, not: { owner: '*' } }, { min: 2 }, [], [['Size', { atLeast: 2 }, undefined]]],
  ]);
  expect(draftedOf(thing('a', { Size: 1 }), owned)).toEqual([
    [{ name: 'a' }, { min: 1, max: 1 }, [], [['Size', { atLeast: 2 }, 'fails today: Size is 1 (a)']]],
  ]);
  expect(draftedOf(owned)).toEqual([]);
});

test('of a type whose list is not complete nothing is required, and the comment says what it needs', () => {
  const drafted = draft([big('a')], [hiddenThings]);
  expect(drafted.components).toEqual([]);
  const text = textOfDraft({ drafts: [drafted], place, schema: undefined });
  expect(text).toContain(
    `    // Nothing is required of AWS::Test::Thing in sa-east-1: the list could not be read, test:Read answered ${refusal.reason}; it needs test:Read`,
  );
});

test('a name ends no comment and no text', () => {
  const text = textOfDraft({ drafts: [draft([big('a\n"evil": 1 \u2028 */')])], place, schema: undefined });
  expect(text.split('\n').filter((line) => line.trimStart().startsWith('"evil'))).toEqual([]);
  expect(text).not.toContain('\u2028');
});
