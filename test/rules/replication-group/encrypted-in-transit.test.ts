import rule from '../../../rules/replication-group/encrypted-in-transit.ts';
import { testRule } from '../../support/test-rule.ts';

testRule(rule, {
  passes: {
    'TLS is required': { given: { TransitEncryptionEnabled: true, TransitEncryptionMode: 'required' } },
    'the group is older than modes': { given: { TransitEncryptionEnabled: true } },
  },
  fails: {
    'TLS is off': {
      given: { TransitEncryptionEnabled: false },
      because: 'TransitEncryptionEnabled is false',
      expected: true,
      actual: false,
      path: 'TransitEncryptionEnabled',
    },
    'plain connections are still accepted': {
      given: { TransitEncryptionEnabled: true, TransitEncryptionMode: 'preferred' },
      because: 'TransitEncryptionMode is preferred',
      expected: 'required',
      actual: 'preferred',
      path: 'TransitEncryptionMode',
    },
  },
  isUnknown: {
    'the mode is a word we do not know': {
      given: { TransitEncryptionEnabled: true, TransitEncryptionMode: 'optional' },
      because: 'TransitEncryptionMode is optional, which is not known',
    },
    'the answer does not say': { given: {}, because: 'the answer does not say TransitEncryptionEnabled' },
    'AWS does not show the mode': {
      given: { TransitEncryptionEnabled: true },
      unreadable: ['TransitEncryptionMode'],
      because: 'could not read TransitEncryptionMode: test:Read answered AccessDeniedException',
    },
  },
});
