import rule from '../../../rules/replication-group/encrypted-at-rest.ts';
import { testRule } from '../../support/test-rule.ts';

testRule(rule, {
  passes: {
    'the flag says so': { given: { AtRestEncryptionEnabled: true } },
    'AWS owns the key, and the older flag is false': {
      given: { AtRestEncryptionEnabled: false, Live: { StorageEncryptionType: 'sse-elasticache' } },
      seeing: 'StorageEncryptionType is sse-elasticache',
    },
  },
  fails: {
    'the flag is false': {
      given: { AtRestEncryptionEnabled: false, Live: { StorageEncryptionType: 'none' } },
      because: 'AtRestEncryptionEnabled is false',
      expected: true,
      actual: false,
      path: 'AtRestEncryptionEnabled',
    },
    'only the type is there, and is none': {
      given: { Live: { StorageEncryptionType: 'none' } },
      because: 'StorageEncryptionType is none',
    },
  },
  isUnknown: {
    'the type is a word we do not know': {
      given: { AtRestEncryptionEnabled: false, Live: { StorageEncryptionType: 'sse-quantum' } },
      because: 'StorageEncryptionType is sse-quantum, which is not known',
    },
    'the answer says neither': {
      given: { Live: {} },
      because: 'the answer says neither AtRestEncryptionEnabled nor StorageEncryptionType',
    },
    'AWS does not show it': {
      given: { AtRestEncryptionEnabled: true },
      unreadable: ['AtRestEncryptionEnabled'],
      because: 'could not read AtRestEncryptionEnabled: test:Read answered AccessDeniedException',
    },
  },
});
