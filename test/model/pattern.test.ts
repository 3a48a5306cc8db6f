import { expect, test } from '@jest/globals';
import { covers } from '../../src/model/pattern.ts';

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
])('%s covers %s: %s', (wide, narrow, expected) => {
  expect(covers(wide, narrow)).toBe(expected);
});
