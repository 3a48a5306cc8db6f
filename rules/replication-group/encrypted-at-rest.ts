import { defineRule } from '../../src/rule.ts';
import { judgeEncryption } from '../judgements/encryption.ts';

export default defineRule({
  type: 'AWS::ElastiCache::ReplicationGroup',
  name: 'encrypted-at-rest',
  title: 'Redis encrypts what it writes to disk',
  why: 'Snapshots, swap and replication write the data of sessions to disks.',
  fix: 'Restore a snapshot into a new replication group with encryption at rest; it cannot be turned on in place.',
  severity: 'high',
  reads: ['AtRestEncryptionEnabled', 'Live.StorageEncryptionType'],
  params: {},
  check({ properties: { AtRestEncryptionEnabled, Live } }) {
    return judgeEncryption('AtRestEncryptionEnabled', AtRestEncryptionEnabled, Live?.StorageEncryptionType);
  },
});
