import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { absorbs, gapsOf, globCovers, matchesGlob, tokensOf } from '../../src/text/glob.ts';

const runs = { numRuns: 3000 };
const textOf = (letters: string, maxLength: number) =>
  fc.array(fc.constantFrom(...letters), { maxLength }).map((characters) => characters.join(''));

/** The definition, word for word: short and slow. */
function reference(text: string, pattern: string): boolean {
  if (pattern === '') return text === '';
  const rest = pattern.slice(1);
  if (pattern[0] === '*') return reference(text, rest) || (text !== '' && reference(text.slice(1), pattern));
  return text !== '' && (pattern[0] === '?' || pattern[0] === text[0]) && reference(text.slice(1), rest);
}

/** Texts that stand for all that a pattern matches: `#` is in no other, and gaps are of any length that matters. */
function textsOf(pattern: string, longest: number): readonly string[] {
  if (pattern === '') return [''];
  const rest = textsOf(pattern.slice(1), longest);
  if (pattern[0] !== '*') return rest.map((text) => (pattern[0] === '?' ? '#' : pattern[0]) + text);
  return Array.from({ length: longest + 1 }, (_, length) => '#'.repeat(length)).flatMap((gap) =>
    rest.map((text) => gap + text),
  );
}

describe('a pattern', () => {
  test.each([
    ['*', ''],
    ['*', 'any/thing with\na line'],
    ['?', '/'],
    ['?', '\u{1F600}'],
    ['prod-*', 'prod-'],
    ['*-api', 'kiosk/orders-api'],
    ['arn:aws:*:service/a?c', 'arn:aws:ecs:sa-east-1:1:service/abc'],
    ['[a]{b}(c)!+@|^$.\\', '[a]{b}(c)!+@|^$.\\'],
    ['*[\\\\', 'x[\\\\'],
    ['**?*', 'a'],
  ])('%j matches %j', (pattern, text) => {
    expect(matchesGlob(text, pattern)).toBe(true);
  });

  test.each([
    ['', 'a'],
    ['?', ''],
    ['?', 'ab'],
    ['prod-*', 'PROD-a'],
    ['a.c', 'abc'],
    ['[ab]', 'a'],
    ['\\*', 'a'],
    ['*?', ''],
    ['*ab*cd', 'abxcdx'],
  ])('%j does not match %j', (pattern, text) => {
    expect(matchesGlob(text, pattern)).toBe(false);
  });

  test('means what its definition says', () => {
    fc.assert(
      fc.property(textOf('ab*', 7), textOf('ab*?', 6), (text, pattern) => {
        expect(matchesGlob(text, pattern)).toBe(reference(text, pattern));
      }),
      runs,
    );
  });
});

describe('of two patterns', () => {
  test.each([
    ['/api', '/api', true],
    ['/api/*', '/api/orders', true],
    ['/api/*', '/api/orders/*', true],
    ['*', '/anything/?', true],
    ['/a?i', '/api', true],
    ['/a.i', '/api', false],
    ['/api/*', '/api', false],
    ['/api/*', '/*', false],
    ['/api', '/api/*', false],
    ['*.php', '*.php', true],
    ['*.php', '/admin/*.php', true],
    ['?*', '*?', true],
    ['*a*', 'a*b', true],
    ['*?b', 'a*b', true],
    ['?*?', '*', false],
    ['*ab*', '*a*b*', false],
    ['?', '*', false],
  ])('%s covers %s: %s', (wide, narrow, expected) => {
    expect(globCovers(wide, narrow)).toBe(expected);
  });

  test('one covers the other when it matches every text of it', () => {
    fc.assert(
      fc.property(textOf('ab*?', 6), textOf('ab*?', 5), (wide, narrow) => {
        const all = textsOf(narrow, wide.length + 1).every((text) => reference(text, wide));
        expect(globCovers(wide, narrow)).toBe(all);
      }),
      runs,
    );
  });
});

test.each([
  ['stars everywhere', '*a'.repeat(60), 'a'.repeat(128)],
  ['a last letter that never comes', `${'*a'.repeat(60)}b`, 'a'.repeat(128)],
  ['a long part after a star', `*${'a'.repeat(60)}b`, 'a'.repeat(128)],
  ['stars on both sides', `${'*a'.repeat(60)}b`, 'a*'.repeat(64)],
])('%s take no more steps than the product of the lengths', (_, pattern, text) => {
  const counted = { steps: 0 };
  const tokens = new Proxy(tokensOf(text), {
    get(target, key) {
      counted.steps += 1;
      return Reflect.get(target, key) as unknown;
    },
  });
  absorbs(gapsOf(pattern), tokens);
  expect(counted.steps).toBeLessThan(2 * (pattern.length + 1) * (text.length + 1));
});
