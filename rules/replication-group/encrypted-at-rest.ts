import { defineRule, fail, pass, unknown } from '../../src/rule.ts';

export default defineRule({
  type: 'AWS::ElastiCache::ReplicationGroup',
  name: 'encrypted-at-rest',
  title: 'Redis encrypts what it writes to disk',
  why: 'Snapshots, swap and replication write the data of sessions to disks.',
  fix: 'Restore a snapshot into a new replication group with encryption at rest; it cannot be turned on in place.',
  severity: 'high',
  reads: ['AtRestEncryptionEnabled', 'Live'],
  params: {},
  check({ properties: { AtRestEncryptionEnabled: enabled, Live } }) {
    const storage = Live?.StorageEncryptionType;
    if (enabled) return pass('AtRestEncryptionEnabled is true');
    // With a key that AWS owns the storage is encrypted though the older flag says false.
    if (storage?.startsWith('sse-')) return pass(`StorageEncryptionType is ${storage}`);
    const path = 'AtRestEncryptionEnabled';
    if (enabled === false)
      return fail('AtRestEncryptionEnabled is false', { expected: true, actual: false, path });
    if (storage === 'none')
      return fail('StorageEncryptionType is none', { expected: true, actual: 'none', path });
    return unknown('the answer says neither AtRestEncryptionEnabled nor StorageEncryptionType');
  },
});
