import { expect, test } from '@jest/globals';
import { valueText } from '../../src/text/value.ts';

test.each([
  [{ atLeast: 2, atMost: 9 }, 'at least 2 and at most 9'],
  [{ not: { oneOf: ['a', 'b'] } }, 'anything but one of a, b'],
  [{ any: { LogType: 'slow-log' } }, 'one of them with LogType slow-log'],
  [
    { every: { Privileged: false, Name: { not: 'x' } } },
    'each of them with Privileged false and Name anything but x',
  ],
  [{ none: 'sg-*' }, 'none of them sg-*'],
  [{ any: { atLeast: 2 } }, 'one of them at least 2'],
  [{ includes: ['audit', 'error'] }, 'audit, error among them'],
  [{ exactly: ['a'] }, 'exactly a'],
  [{ Name: 'x' }, '{"Name":"x"}'],
  [{ Allow: {} }, 'Allow'],
  [{ not: { Allow: {} } }, 'anything but Allow'],
  [{}, '{}'],
  [[], 'none'],
])('%j is said as %s', (value, text) => {
  expect(valueText(value)).toBe(text);
});
