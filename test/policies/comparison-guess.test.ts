import { expect, test } from '@jest/globals';
import { withoutSign } from '../../src/policies/comparison-guess.ts';

test.each([
  ['>=7', 'integer', '{ "atLeast": 7 }'],
  ['> 7', 'integer', '{ "atLeast": 8 }'],
  ['<35', 'integer', '{ "atMost": 34 }'],
  ['<= 35', 'integer', '{ "atMost": 35 }'],
  ['!=7', 'integer', '{ "not": 7 }'],
  ['>=16.4', 'text', '{ "atLeastVersion": "16.4" }'],
] as const)('%s of %s is written %s', (wanted, kind, written) =>
  expect(withoutSign(wanted, kind)).toBe(written),
);
