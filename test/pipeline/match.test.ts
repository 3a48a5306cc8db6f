import { expect, test } from '@jest/globals';
import type { Selector } from '../../src/model/policy.ts';
import type { SelectorKey } from '../../src/model/ports.ts';
import { createResource, type Resource } from '../../src/model/resource.ts';
import { Unread } from '../../src/model/unseen.ts';
import { matches as matchesParts, partsOf } from '../../src/pipeline/match.ts';
import { refusal, thing } from '../support/world.ts';

const matches = (resource: Resource, select: Selector, of: typeof keys) =>
  matchesParts(resource, partsOf(select), of);
const keys: Readonly<Record<string, SelectorKey>> = { engine: { description: '', property: 'Engine' } };
const menu = thing(
  'kiosk/menu',
  { Engine: 'aurora-postgresql' },
  { awsName: 'menu', label: 'The menu', tags: { app: 'kiosk', env: 'prod' } },
);

const cases: readonly (readonly [sentence: string, select: Selector, matches: boolean])[] = [
  ['what is unique is its name', { name: 'kiosk/menu' }, true],
  ['what AWS calls its name is too', { name: 'menu' }, true],
  ['what people call it is too', { name: 'The *' }, true],
  ['a part of a name is none', { name: 'men' }, false],
  ['case counts', { name: 'Menu' }, false],
  ['a list is one of them', { name: ['web', 'menu'] }, true],
  ['every tag must match', { tags: { app: 'kiosk', env: 'test' } }, false],
  ['a tag that nobody gave it has no name of JavaScript', { tags: { constructor: '*' } }, false],
  ['not turns a key round', { not: { name: 'menu' } }, false],
  ['not turns each key round by itself', { not: { name: 'web', engine: 'aurora-*' } }, false],
  ['not holds where no key of it matches', { not: { name: 'web', engine: 'mysql' } }, true],
  ['not turns the tags round as a whole', { not: { tags: { app: 'kiosk', env: 'test' } } }, true],
  ['not and the rest must both hold', { engine: 'mysql', not: { name: 'web' } }, false],
  ['a tag that is lacking is not one', { not: { tags: { owner: '*' } } }, true],
];
test.each(cases)('%s', (_, select, expected) => {
  expect(matches(menu, select, keys)).toBe(expected);
});

const untold = (): Resource => {
  const { tags: _, ...rest } = menu;
  return createResource({ ...rest, tags: {}, gaps: [{ property: 'tags', ...refusal }] } as never);
};

test('tags that could not be read leave it open, under not as well, unless another key rules it out', () => {
  expect(() => matches(untold(), { tags: { app: 'x' } }, keys)).toThrow(Unread);
  expect(() => matches(untold(), { not: { tags: { app: 'x' } } }, keys)).toThrow(Unread);
  expect(matches(untold(), { tags: { app: 'x' }, name: 'web' }, keys)).toBe(false);
  expect(matches(untold(), { not: { tags: { app: 'x' }, name: 'menu' } }, keys)).toBe(false);
});

test('a key that AWS writes in a case of its own matches in any, and under not as well', () => {
  const inAnyCase = { engine: { description: 'The engine.', property: 'Engine', form: 'case' } } as const;
  const engine = String((menu.properties as { readonly Engine?: string }).Engine).toUpperCase();
  expect(matches(menu, { engine }, inAnyCase)).toBe(true);
  expect(matches(menu, { not: { engine } }, inAnyCase)).toBe(false);
  expect(matches(menu, { engine }, keys)).toBe(false);
});
