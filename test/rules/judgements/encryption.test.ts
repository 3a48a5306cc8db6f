import { expect, test } from '@jest/globals';
import { judgeEncryption } from '../../../rules/judgements/encryption.ts';

test.each([
  ['the flag is true', true, undefined, 'pass', 'Flag is true'],
  [
    'AWS owns the key, of which the flag says nothing',
    false,
    'sse-rds',
    'pass',
    'StorageEncryptionType is sse-rds',
  ],
  ['the same of ElastiCache', false, 'sse-elasticache', 'pass', 'StorageEncryptionType is sse-elasticache'],
  ['the flag is false', false, undefined, 'fail', 'Flag is false'],
  ['the type is none', undefined, 'none', 'fail', 'StorageEncryptionType is none'],
  [
    'the type is a new word',
    false,
    'sse-new',
    'unknown',
    'StorageEncryptionType is sse-new, which is not known',
  ],
  [
    'neither is told',
    undefined,
    undefined,
    'unknown',
    'the answer says neither Flag nor StorageEncryptionType',
  ],
] as const)('%s', (_, flag, type, status, message) => {
  expect(judgeEncryption('Flag', flag, type)).toMatchObject({ status, message });
});
