import { expect, test } from '@jest/globals';
import { lastedFor } from '../../src/pipeline/incidents/duration.ts';

test.each([
  [0, '0 min'],
  [90, '90 min'],
  [120, '2 h'],
  [165, '2 h 45 min'],
  [48 * 60, '2 days'],
])('what was open for %i minutes is said to have been so for %s', (minutes, said) => {
  expect(lastedFor(minutes * 60_000)).toBe(said);
});
