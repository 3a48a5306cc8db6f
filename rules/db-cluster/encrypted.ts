import { defineRule, fail, pass, unknown } from '../../src/rule.ts';

export default defineRule({
  type: 'AWS::RDS::DBCluster',
  name: 'encrypted',
  title: 'The database is encrypted at rest',
  why: 'What is in the database is read by whoever gets hold of its storage, its snapshots or its backups.',
  fix: 'Restore a snapshot into an encrypted cluster and switch over; encryption cannot be turned on in place.',
  severity: 'critical',
  reads: ['StorageEncrypted', 'Live'],
  params: {},
  check({ properties: { StorageEncrypted, Live } }) {
    const type = Live?.StorageEncryptionType;
    if (StorageEncrypted) return pass('StorageEncrypted is true');
    // With a key that AWS owns the storage is encrypted though the older flag says false.
    if (type?.startsWith('sse-')) return pass(`StorageEncryptionType is ${type}`);
    const path = 'StorageEncrypted';
    if (StorageEncrypted === false)
      return fail('StorageEncrypted is false', { expected: true, actual: false, path });
    if (type === 'none') return fail('StorageEncryptionType is none', { expected: true, actual: type, path });
    return unknown('the answer says neither StorageEncrypted nor StorageEncryptionType');
  },
});
