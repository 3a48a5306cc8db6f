import { expect, test } from '@jest/globals';
import { isZoneOfRegion } from '../../../rules/judgements/zone-name.ts';

test.each([
  ['us-west-2a', true],
  ['us-gov-west-1b', true],
  ['eusc-de-east-1c', true],
  ['us-west-2-lax-1a', false],
  ['us-east-1-wl1-bos-wlz-1', false],
  ['us-west-2', false],
])('%s as a zone of the region: %s', (name, expected) => {
  expect(isZoneOfRegion(name)).toBe(expected);
});
