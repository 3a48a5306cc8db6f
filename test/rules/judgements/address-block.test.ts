import { expect, test } from '@jest/globals';
import { bitsOf } from '../../../rules/judgements/address-block.ts';

test.each([
  ['a block of IPv4', '10.0.0.0/8', '4:00001010'],
  ['all of IPv4', '0.0.0.0/0', '4:'],
  ['all of IPv6', '::/0', '6:'],
  ['a short IPv6 address', '2001:db8::/16', '6:0010000000000001'],
  ['an address alone', '255.255.255.255', `4:${'1'.repeat(32)}`],
  ['an IPv6 address in full', '1:0:0:0:0:0:0:1/128', `6:${'1'.padStart(16, '0')}${'1'.padStart(112, '0')}`],
  ['unknown: a number that is too great', '256.0.0.0/8', undefined],
  ['a prefix that is too long', '10.0.0.0/33', undefined],
  ['two gaps', '1::2::3/64', undefined],
  ['too few groups', '1:2:3/64', undefined],
  ['no address', 'anywhere', undefined],
  ['nothing', '', undefined],
  ['a prefix that is no number', '10.0.0.0/x', undefined],
])('%s', (_, block, expected) => {
  expect(bitsOf(block)).toBe(expected);
});
