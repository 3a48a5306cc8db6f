import { defineRule } from '../../src/rule.ts';
import { judgeEncryption } from '../judgements/encryption.ts';

export default defineRule({
  type: 'AWS::RDS::DBCluster',
  name: 'encrypted',
  title: 'The database is encrypted at rest',
  why: 'What is in the database is read by whoever gets hold of its storage, its snapshots or its backups.',
  fix: 'Restore a snapshot into an encrypted cluster and switch over; encryption cannot be turned on in place.',
  severity: 'critical',
  reads: ['StorageEncrypted', 'Live.StorageEncryptionType'],
  params: {},
  check({ properties: { StorageEncrypted, Live } }) {
    return judgeEncryption('StorageEncrypted', StorageEncrypted, Live?.StorageEncryptionType);
  },
});
