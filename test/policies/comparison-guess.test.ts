import { expect, test } from '@jest/globals';
import { withoutSign } from '../../src/policies/comparison-guess.ts';

test.each([
  ['>=7', 'integer', '{ "atLeast": 7 }'],
  ['> 7', 'integer', '{ "atLeast": 8 }'],
  ['<35', 'integer', '{ "atMost": 34 }'],
  ['<= 35', 'integer', '{ "atMost": 35 }'],
  ['!=7', 'integer', '{ "not": 7 }'],
  ['7+', 'integer', '{ "atLeast": 7 }'],
  ['7..35', 'integer', '{ "atLeast": 7, "atMost": 35 }'],
  ['>0.5', 'number', '{ "atLeast": 0.5 }'],
  ['>=16.4', 'text', undefined],
] as const)('%s of %s is written %s', (wanted, kind, written) =>
  expect(withoutSign(wanted, kind)).toBe(written),
);
