import { anything, integer, members, oneOf, type Shows, text } from '../../model/property.ts';

export const shows = {
  cloudFormation: {
    FileSystemId: { type: text, about: 'The id of the file system, which CloudFormation returns.' },
    Encrypted: true,
    KmsKeyId: true,
    ThroughputMode: { type: oneOf('bursting', 'elastic', 'provisioned') },
    ProvisionedThroughputInMibps: true,
    PerformanceMode: { type: oneOf('generalPurpose', 'maxIO') },
    FileSystemProtection: {
      type: members({ ReplicationOverwriteProtection: oneOf('DISABLED', 'ENABLED', 'REPLICATING') }),
    },
    AvailabilityZoneName: true,
    BackupPolicy: { type: members({ Status: oneOf('DISABLED', 'DISABLING', 'ENABLED', 'ENABLING') }) },
    FileSystemPolicy: { type: anything, mayBeNone: true },
    LifecyclePolicies: true,
  },
  live: {
    LifeCycleState: {
      type: oneOf('available', 'creating', 'deleted', 'deleting', 'error', 'updating'),
      about: 'Whether it can be used.',
    },
    NumberOfMountTargets: { type: integer, about: 'How many mount targets it has.' },
    AvailabilityZoneId: { type: text, about: 'The zone of a One Zone file system: `use1-az1`.' },
  },
  elsewhere: {
    FileSystemTags: '`select` has them as `tags`',
    ReplicationConfiguration: 'elasticfilesystem:DescribeReplicationConfigurations',
  },
  unset: [
    {
      source: 'https://docs.aws.amazon.com/efs/latest/ug/API_FileSystemDescription.html',
      none: ['AvailabilityZoneName', 'Live.AvailabilityZoneId'],
    },
    {
      source: 'https://docs.aws.amazon.com/efs/latest/ug/API_FileSystemDescription.html',
      where: { Encrypted: false },
      none: ['KmsKeyId'],
    },
    {
      source: 'https://docs.aws.amazon.com/efs/latest/ug/API_FileSystemDescription.html',
      where: { ThroughputMode: ['bursting', 'elastic'] },
      none: ['ProvisionedThroughputInMibps'],
    },
    {
      source: 'https://docs.aws.amazon.com/efs/latest/ug/API_LifecyclePolicy.html',
      none: [
        'LifecyclePolicies[].TransitionToIA',
        'LifecyclePolicies[].TransitionToPrimaryStorageClass',
        'LifecyclePolicies[].TransitionToArchive',
      ],
    },
    {
      source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html',
      none: [
        'Sid',
        'Principal',
        'NotPrincipal',
        'Action',
        'NotAction',
        'Resource',
        'NotResource',
        'Condition',
      ].map((element) => `FileSystemPolicy.Statement[].${element}`),
    },
  ],
  forms: { ARN: ['KmsKeyId'], literal: ['FileSystemPolicy'] },
} satisfies Shows;
