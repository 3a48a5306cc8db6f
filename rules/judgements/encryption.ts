import { fail, pass, unknown, type Verdict } from '../../src/rule.ts';

// Of RDS and of ElastiCache; both have `none` beside.
const encrypting = new Set(['sse-kms', 'sse-rds', 'sse-elasticache']);

/**
 * Judges encryption at rest by the flag of old, named `path`, and the type that is newer: with a key that AWS owns the
 * storage is encrypted though the flag says false.
 */
export function judgeEncryption(path: string, flag: boolean | undefined, type: string | undefined): Verdict {
  if (flag) return pass(`${path} is true`);
  if (type !== undefined && encrypting.has(type)) return pass(`StorageEncryptionType is ${type}`);
  if (type !== undefined && type !== 'none')
    return unknown(`StorageEncryptionType is ${type}, which is not known`);
  if (flag === false) return fail(`${path} is false`, { expected: true, actual: false, path });
  if (type === 'none') return fail('StorageEncryptionType is none', { expected: true, actual: type, path });
  return unknown(`the answer says neither ${path} nor StorageEncryptionType`);
}
