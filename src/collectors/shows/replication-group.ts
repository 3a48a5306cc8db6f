import {
  anything,
  boolean,
  listOf,
  members,
  oneOf,
  PATH_SIGNS,
  type Shows,
  text,
} from '../../model/property.ts';

export const shows = {
  cloudFormation: {
    ReplicationGroupId: true,
    ReplicationGroupDescription: true,
    Engine: { type: oneOf('redis', 'valkey') },
    EngineVersion: true,
    ClusterMode: { type: oneOf('compatible', 'disabled', 'enabled') },
    MultiAZEnabled: true,
    AutomaticFailoverEnabled: true,
    AtRestEncryptionEnabled: true,
    TransitEncryptionEnabled: true,
    TransitEncryptionMode: { type: oneOf('preferred', 'required') },
    NumCacheClusters: true,
    NumNodeGroups: true,
    ReplicasPerNodeGroup: true,
    CacheNodeType: true,
    CacheParameterGroupName: true,
    CacheSubnetGroupName: true,
    KmsKeyId: true,
    SnapshotRetentionLimit: true,
    SnapshotWindow: true,
    SnapshottingClusterId: true,
    PreferredMaintenanceWindow: true,
    AutoMinorVersionUpgrade: true,
    DataTieringEnabled: true,
    Durability: true,
    GlobalReplicationGroupId: true,
    IpDiscovery: { type: oneOf('ipv4', 'ipv6') },
    NetworkType: { type: oneOf('dual_stack', 'ipv4', 'ipv6') },
    LogDeliveryConfigurations: true,
    NotificationTopicArn: true,
    Port: true,
    SecurityGroupIds: true,
    UserGroupIds: true,
  },
  live: {
    Status: { type: text, about: 'What it is doing: `available`, `modifying`, `snapshotting`.' },
    AutomaticFailover: {
      type: oneOf('disabled', 'disabling', 'enabled', 'enabling'),
      about: 'Whether a replica becomes the primary by itself.',
    },
    StorageEncryptionType: {
      type: oneOf('none', 'sse-elasticache', 'sse-kms'),
      about: 'What encrypts the storage: a key of KMS, of ElastiCache, or nothing.',
    },
    AuthTokenEnabled: { type: boolean, about: 'Whether clients need a token. AWS never shows it.' },
    NodeGroups: {
      type: listOf(
        members({
          NodeGroupId: text,
          Status: text,
          Members: listOf(
            members({ CacheClusterId: text, PreferredAvailabilityZone: text, CurrentRole: text }),
          ),
        }),
      ),
      about: 'The shards with their nodes.',
    },
    MemberClusters: { type: listOf(text), about: 'The ids of its nodes.' },
    PendingModifiedValues: { type: anything, about: 'What is to change in the maintenance window.' },
    GlobalReplicationGroupInfo: {
      type: members({ GlobalReplicationGroupId: text, GlobalReplicationGroupMemberRole: text }),
      about: 'Its part in a global datastore.',
    },
  },
  adds: { 'LogDeliveryConfigurationRequest.Message': text, 'LogDeliveryConfigurationRequest.Status': text },
  elsewhere: {
    AuthToken: 'AWS never shows it; `Live.AuthTokenEnabled` tells whether there is one',
    CacheSecurityGroupNames: 'only outside a VPC, where nothing runs any more',
    NodeGroupConfiguration: '`Live.NodeGroups` shows the shards as they are',
  },
  begins: { 'cache.': ['CacheNodeType'], 'sg-': ['SecurityGroupIds'] },
  signs: {
    any: ['LogDeliveryConfigurationRequest.Message', 'ReplicationGroupDescription'],
    [PATH_SIGNS]: ['CloudWatchLogsDestinationDetails.LogGroup'],
    '.': ['CacheNodeType', 'CacheParameterGroupName'],
    // Of Redis OSS `6.x` is a version.
    '.x': ['EngineVersion'],
  },
  unset: [
    {
      source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ReplicationGroup.html',
      none: [
        'KmsKeyId',
        'SnapshottingClusterId',
        'GlobalReplicationGroupId',
        'Live.GlobalReplicationGroupInfo',
      ],
      empty: ['UserGroupIds', 'LogDeliveryConfigurations'],
    },
    {
      source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ReplicationGroup.html',
      where: { TransitEncryptionEnabled: false },
      none: ['TransitEncryptionMode'],
    },
    {
      source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CacheCluster.html',
      none: ['NotificationTopicArn'],
    },
  ],
  forms: {
    case: [
      'ReplicationGroupId',
      'CacheParameterGroupName',
      'CacheSubnetGroupName',
      'PreferredMaintenanceWindow',
      'SnapshottingClusterId',
    ],
    ARN: ['KmsKeyId', 'NotificationTopicArn'],
    version: ['EngineVersion'],
  },
} satisfies Shows;
