import { expect, test } from '@jest/globals';
import { either } from '../../src/text/either.ts';

test.each([
  [[], ''],
  [['a'], 'a'],
  [['a', 'b'], 'a or b'],
  [['a', 'b', 'c'], 'a, b or c'],
])('%p reads %p', (names, text) => {
  expect(either(names)).toBe(text);
});
