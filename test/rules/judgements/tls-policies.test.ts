import { expect, test } from '@jest/globals';
import { lowestTls } from '../../../rules/judgements/tls-policies.ts';

test.each([
  ['by what AWS lists', 'any', ['TLSv1.3', 'TLSv1.2'], '1.2'],
  ['by what AWS lists, whatever its name is known for', 'ELBSecurityPolicy-2016-08', ['TLSv1.3'], '1.3'],
  ['TLS 1.0 has two names', 'any', ['TLSv1.1', 'TLSv1'], '1.0'],
  ['SSL 3.0 is older than all', 'any', ['SSLv3', 'TLSv1.2'], '0'],
  ['by its name, where AWS was not asked', 'ELBSecurityPolicy-TLS13-1-2-2021-06', undefined, '1.2'],
  ['by its name, where AWS lists nothing', 'ELBSecurityPolicy-TLS-1-1-2017-01', [], '1.1'],
  ['unknown: a name nobody knows', 'ELBSecurityPolicy-TLS14-2030-01', undefined, undefined],
  ['unknown: a protocol nobody knows', 'ELBSecurityPolicy-2016-08', ['TLSv1.2', 'TLSv2'], undefined],
])('%s', (_, policy, protocols, expected) => {
  expect(lowestTls(policy, protocols)).toBe(expected);
});
