import rule from '../../../rules/db-cluster/encrypted.ts';
import { testRule } from '../../support/test-rule.ts';

testRule(rule, {
  passes: {
    'the flag says so': { given: { StorageEncrypted: true } },
    'AWS owns the key, and the older flag is false': {
      given: { StorageEncrypted: false, Live: { StorageEncryptionType: 'sse-rds' } },
      seeing: 'StorageEncryptionType is sse-rds',
    },
  },
  fails: {
    'the flag is false': {
      given: { StorageEncrypted: false, Live: { StorageEncryptionType: 'none' } },
      because: 'StorageEncrypted is false',
      expected: true,
      actual: false,
      path: 'StorageEncrypted',
    },
    'only the type is there, and is none': {
      given: { Live: { StorageEncryptionType: 'none' } },
      because: 'StorageEncryptionType is none',
    },
  },
  isUnknown: {
    'the type is a word we do not know': {
      given: { StorageEncrypted: false, Live: { StorageEncryptionType: 'sse-quantum' } },
      because: 'StorageEncryptionType is sse-quantum, which is not known',
    },
    'the answer says neither': {
      given: { Live: {} },
      because: 'the answer says neither StorageEncrypted nor StorageEncryptionType',
    },
    'AWS does not show it': {
      given: { StorageEncrypted: true },
      unreadable: ['StorageEncrypted'],
      because: 'could not read StorageEncrypted: test:Read answered AccessDeniedException',
    },
  },
});
