import { expect, test } from '@jest/globals';
import { createComparison, least, type Match, matchesOf } from '../../../rules/judgements/listener-match.ts';

const pattern = (text: string): Match => {
  const [match] = matchesOf({ Field: 'path-pattern', Values: [text], RegexValues: [] });
  if (!match) throw new Error('no match');
  return match;
};

test('a condition without a value is unknown: what it takes is not told', () => {
  expect(matchesOf({ Field: 'http-header', Values: [], RegexValues: [], HttpHeaderName: 'X' })).toMatchObject(
    [{ of: 'http-header x', kind: 'untold' }],
  );
});

test.each([
  ['paths as they are', { Field: 'path-pattern', Values: ['/A'] }, { kind: 'pattern', text: '/A' }],
  ['hosts in small letters', { Field: 'host-header', Values: ['A.com'] }, { kind: 'pattern', text: 'a.com' }],
  ['methods as they are', { Field: 'http-request-method', Values: ['GET'] }, { kind: 'exact', text: 'GET' }],
  ['blocks as their bits', { Field: 'source-ip', Values: ['192.0.0.0/2'] }, { kind: 'block', text: '4:11' }],
  [
    'an old recording’s query string as a value',
    { Field: 'query-string', Values: ['A'] },
    { kind: 'pair', key: '*', text: 'a' },
  ],
  [
    'a literal star of a query string as no wildcard',
    { Field: 'query-string', Values: [], QueryStrings: [{ Key: 'K', Value: '\\*' }] },
    { kind: 'pair', key: 'k', text: '\u0001', given: 'query string K' },
  ],
])('compares %s', (_, condition, expected) => {
  expect(matchesOf({ RegexValues: [], ...condition })).toMatchObject([expected]);
});

test.each([
  ['^/menu/v\\d+', '/*', 'not-all'],
  ['^/menu/v\\d+', '/m?nu/*', 'not-all'],
  ['^/menu/v\\d+', '/menu/v1', 'perhaps'],
  ['^/menu/v\\d+', '/menu/v*', 'perhaps'],
  ['/menu/v\\d+', '/*', 'perhaps'],
  ['^/menu|/cart', '/*', 'perhaps'],
])('of all that is for the expression %s, %s shares: %s', (expression, narrow, share) => {
  const [wide] = matchesOf({ Field: 'path-pattern', Values: [], RegexValues: [expression] });
  expect(wide && createComparison().share(wide, pattern(narrow))).toBe(share);
});

test('when its steps are spent, a comparison knows nothing any more', () => {
  const comparison = createComparison(100);
  const [wide, narrow] = [pattern('/*a*b'), pattern('/xxxxaxxxxb')];
  expect(comparison.share(wide, narrow)).toBe('all');
  expect(comparison.isSpent()).toBe(false);
  expect(comparison.share(wide, narrow)).toBe('perhaps');
  expect(comparison.isSpent()).toBe(true);
  expect(comparison.share(wide, pattern('/other'))).toBe('perhaps');
});

test.each([
  ['all', 'all', 'all'],
  ['all', 'perhaps', 'perhaps'],
  ['perhaps', 'all', 'perhaps'],
  ['perhaps', 'not-all', 'not-all'],
  ['not-all', 'perhaps', 'not-all'],
] as const)('%s and %s is %s', (a, b, expected) => {
  expect(least(a, b)).toBe(expected);
});
