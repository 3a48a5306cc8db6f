import { expect, test } from '@jest/globals';
import { slipsOfSelect } from '../../src/policies/select-meaning.ts';

const said = (select: object) => slipsOfSelect({ select }, ['select']).map(({ message }) => message);

test.each([
  [{ name: '^menu' }, '"^menu" reads as a regular expression; write "menu*"'],
  [{ name: ['menu', 'shop-.*'] }, '"shop-.*" reads as a regular expression; write "shop-*"'],
  [{ cluster: 'shop$' }, '"shop$" reads as a regular expression; write "*shop"'],
  [
    { name: '!test' },
    '"!test" reads as a negation; what it must not be stands in "not": { "name": "test" } beside it',
  ],
  [{ not: { name: 'worker|api' } }, '"worker|api" reads as several values; write ["worker", "api"]'],
  [{ not: { name: '!menu' } }, '"!menu" reads as a negation; "not" says so already: write "menu"'],
  [{ name: ['a|b', 'c'] }, '"a|b" reads as several values; write "a", "b"'],
  [{ name: '>=2' }, '">=2" reads as a comparison; only * and ? are wild, and a list is one of its values'],
  [{ arn: '*/a,*/b' }, '"*/a,*/b" reads as several values; write ["*/a", "*/b"]'],
  [{ tags: { app: '^shop' } }, '"^shop" reads as a regular expression; write "shop*"'],
  [
    { tags: { app: ['!shop'] } },
    '"!shop" reads as a negation; what it must not be stands in "not": { "tags": { "app": "shop" } } beside it',
  ],
  [{ not: { tags: { app: 'a|b' } } }, '"a|b" reads as several values; write ["a", "b"]'],
  [{ tags: { 'tag:app': 'shop' } }, '"tag:app" has more than the tag\'s key; write "app"'],
  [{ tags: { 'app*': 'shop' } }, '"app*" is a key of a tag, in which nothing is wild'],
  [{ tags: { 'a|b': 'shop' } }, '"a|b" reads as several values, and is a key of a tag'],
  [{ cluster: 'arn:aws:ecs:r:1:cluster/x' }, '"cluster" goes by the name, not by the ARN; write "x"'],
])('%j would match nothing, and exclude nothing: it is refused', (select, message) => {
  expect(said(select)).toEqual([message]);
});

test('wildcards, paths and lists are names', () => {
  expect(said({ name: ['kiosk/menu-*', 'a?c'], cluster: 'kiosk', not: { name: 'x.y' } })).toEqual([]);
});

test('what AWS lets a tag hold is its value', () => {
  const tags = { app: ['c++', 'a=b', '/prod/', 'v1.*', 'do or die'], 'aws:stack': 'not in use', note: '18+' };
  expect(said({ tags, not: { tags: { 'cost/center': '?' } } })).toEqual([]);
});

test('a value that the property of a key never has is refused, in whatever case it is written', () => {
  const of = (engine: unknown) =>
    slipsOfSelect({ select: { not: { engine } } }, ['select'], () => ['aurora-mysql', 'postgres']).map(
      ({ message }) => message,
    );
  expect(of('aurora')).toEqual(['"engine" is never "aurora"; did you mean "aurora-mysql"?']);
  expect(of(['Postgres', 'aurora*'])).toEqual([]);
});
