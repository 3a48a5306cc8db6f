import { expect, test } from '@jest/globals';
import { isSaid } from '../../src/text/said.ts';

test.each([
  ['MinCapacity is 1', '1', true],
  ['LaunchType is "EC2"', 'EC2', true],
  ['MinCapacity is 11', '1', false],
  ['EC2 is the LaunchType', 'EC2', false],
])('whether "%s" says %s', (message, value, said) => {
  expect(isSaid(message, value)).toBe(said);
});
