import type { Standalone } from '../../pipeline/draft/standalone.ts';

/** No rule judges a database that is no cluster's: what most require of one is drafted as expectations. */
export const standalone: readonly Standalone[] = [
  {
    type: 'AWS::RDS::DBInstance',
    within: 'cluster',
    expects: [
      {
        property: 'StorageEncrypted',
        value: true,
        severity: 'critical',
        why: 'What is in the database is read by whoever gets hold of its storage, its snapshots or its backups.',
      },
      {
        property: 'PubliclyAccessible',
        value: false,
        severity: 'critical',
        why: 'A database with a public address is one wrong security group away from everyone.',
      },
      {
        property: 'MultiAZ',
        value: true,
        severity: 'high',
        why: 'Without a standby in another zone the database is down for as long as its zone is.',
      },
      {
        property: 'BackupRetentionPeriod',
        value: { atLeast: 7 },
        severity: 'high',
        why: 'What was deleted or spoiled is lost where no backup reaches back to before it.',
      },
      {
        property: 'DeletionProtection',
        value: true,
        severity: 'high',
        why: 'One wrong command, or a stack that is replaced, deletes the database.',
      },
    ],
  },
];
