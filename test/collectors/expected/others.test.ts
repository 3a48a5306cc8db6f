import fileSystem from '../../../src/collectors/file-system.ts';
import replicationGroup from '../../../src/collectors/replication-group.ts';
import scalableTarget from '../../../src/collectors/scalable-target.ts';
import scalingPolicy from '../../../src/collectors/scaling-policy.ts';
import subnet from '../../../src/collectors/subnet.ts';
import webAcl from '../../../src/collectors/web-acl.ts';
import { holdExpectations } from '../../support/expected.ts';
import type { Exchange } from '../../support/replay.ts';

const id = '0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0';
const key = `arn:aws:kms:eu-west-1:111122223333:key/${id}`;

const files = (more: object = {}): readonly Exchange[] => [
  {
    operation: 'elasticfilesystem:DescribeFileSystems',
    input: { MaxItems: 100 },
    output: {
      FileSystems: [
        {
          FileSystemId: 'fs-1',
          LifeCycleState: 'available',
          NumberOfMountTargets: 3,
          PerformanceMode: 'generalPurpose',
          Encrypted: true,
          KmsKeyId: key,
          ThroughputMode: 'elastic',
          Tags: [],
          FileSystemProtection: { ReplicationOverwriteProtection: 'ENABLED' },
          ...more,
        },
      ],
    },
  },
  {
    operation: 'elasticfilesystem:DescribeFileSystemPolicy',
    input: { FileSystemId: 'fs-1' },
    output: {
      FileSystemId: 'fs-1',
      Policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Deny',
            Principal: { AWS: '*' },
            Action: '*',
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          },
          { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111122223333:role/menu' }, Action: ['a', 'b'] },
        ],
      }),
    },
  },
  {
    operation: 'elasticfilesystem:DescribeLifecycleConfiguration',
    input: { FileSystemId: 'fs-1' },
    output: {
      LifecyclePolicies: [{ TransitionToIA: 'AFTER_30_DAYS' }, { TransitionToArchive: 'AFTER_90_DAYS' }],
    },
  },
];

holdExpectations('what can be expected of a file system', fileSystem, files(), [
  ['KmsKeyId', id, 'pass'],
  ['KmsKeyId', { not: 'alias/aws/elasticfilesystem' }, 'unknown'],
  ['ProvisionedThroughputInMibps', null, 'pass'],
  ['AvailabilityZoneName', null, 'pass'],
  ['AvailabilityZoneName', { not: 'eu-west-1a' }, 'pass'],
  ['FileSystemProtection', { ReplicationOverwriteProtection: 'ENABLED' }, 'pass'],
  [
    'FileSystemPolicy.Statement',
    { any: { Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } } },
    'pass',
  ],
  ['FileSystemPolicy.Statement', { none: { Effect: 'Allow', Principal: { AWS: '*' } } }, 'pass'],
  ['FileSystemPolicy.Statement', { any: { Effect: 'Deny', Principal: { AWS: '*' }, Action: '*' } }, 'pass'],
  ['FileSystemPolicy', { Statement: { any: { Effect: 'Allow', Principal: { AWS: '*' } } } }, 'fail'],
  ['FileSystemPolicy.Statement', { every: { Condition: { not: null } } }, 'fail'],
  ['FileSystemPolicy.Statement', { none: { NotPrincipal: { not: null } } }, 'pass'],
  // What is one of a list is another shape than AWS's grammar has it in: it may mean the same.
  ['FileSystemPolicy.Statement', { none: { Effect: 'Allow', Action: 'a' } }, 'unknown'],
  ['LifecyclePolicies', { any: { TransitionToIA: 'AFTER_30_DAYS' } }, 'pass'],
  ['LifecyclePolicies', { any: { TransitionToPrimaryStorageClass: 'AFTER_1_ACCESS' } }, 'fail'],
  ['LifecyclePolicies', { none: { TransitionToIA: 'AFTER_1_DAY' } }, 'pass'],
  [
    'LifecyclePolicies',
    [{ TransitionToArchive: 'AFTER_90_DAYS' }, { TransitionToIA: 'AFTER_30_DAYS' }],
    'pass',
  ],
]);
holdExpectations(
  'of a file system of which AWS does not say whether it is encrypted',
  fileSystem,
  files({ Encrypted: undefined, KmsKeyId: undefined, ThroughputMode: undefined }),
  [
    ['Encrypted', { not: false }, 'unknown'],
    ['KmsKeyId', { not: 'alias/aws/elasticfilesystem' }, 'unknown'],
    ['ProvisionedThroughputInMibps', null, 'unknown'],
  ],
);

const nodes: Exchange = {
  operation: 'elasticache:DescribeCacheClusters',
  input: { MaxRecords: 100 },
  output: {
    CacheClusters: ['sessions-001', 'sessions-002'].map((CacheClusterId) => ({
      CacheClusterId,
      ReplicationGroupId: 'sessions',
      EngineVersion: '7.1.0',
      PreferredMaintenanceWindow: 'sun:05:00-sun:06:00',
      CacheParameterGroup: { CacheParameterGroupName: 'default.redis7' },
      CacheSubnetGroupName: 'private',
      SecurityGroups: [{ SecurityGroupId: 'sg-1', Status: 'active' }],
    })),
  },
};
const groups = (more: object = {}): readonly Exchange[] => [
  {
    operation: 'elasticache:DescribeReplicationGroups',
    input: { MaxRecords: 100 },
    output: {
      ReplicationGroups: [
        {
          ReplicationGroupId: 'sessions',
          Description: 'Sessions',
          Status: 'available',
          MemberClusters: ['sessions-001', 'sessions-002'],
          AutomaticFailover: 'enabled',
          MultiAZ: 'enabled',
          Engine: 'redis',
          ClusterMode: 'disabled',
          SnapshotRetentionLimit: 5,
          CacheNodeType: 'cache.r7g.large',
          TransitEncryptionEnabled: false,
          AtRestEncryptionEnabled: true,
          AuthTokenEnabled: false,
          LogDeliveryConfigurations: [],
          AutoMinorVersionUpgrade: true,
          ...more,
        },
      ],
    },
  },
  nodes,
];
holdExpectations('what can be expected of a replication group', replicationGroup, groups(), [
  ['ReplicationGroupId', 'Sessions', 'pass'],
  ['EngineVersion', '7.1', 'pass'],
  ['EngineVersion', '7.x', 'pass'],
  ['EngineVersion', '6.x', 'fail'],
  ['EngineVersion', { not: '7.1' }, 'fail'],
  ['EngineVersion', { atLeastVersion: '7.0' }, 'pass'],
  ['PreferredMaintenanceWindow', 'Sun:05:00-Sun:06:00', 'pass'],
  ['SecurityGroupIds', ['sg-1'], 'pass'],
  ['NotificationTopicArn', { not: null }, 'fail'],
  ['UserGroupIds', { any: 'app' }, 'fail'],
  ['LogDeliveryConfigurations', { any: { LogType: 'slow-log' } }, 'fail'],
  ['TransitEncryptionMode', 'required', 'fail'],
  ['KmsKeyId', { not: null }, 'fail'],
  ['GlobalReplicationGroupId', null, 'pass'],
  ['MultiAZEnabled', true, 'pass'],
]);
holdExpectations(
  'of a replication group that encrypts in transit and does not say in which mode',
  replicationGroup,
  groups({ TransitEncryptionEnabled: true, MultiAZ: 'enabling' }),
  [
    ['TransitEncryptionMode', { not: 'preferred' }, 'unknown'],
    ['MultiAZEnabled', { not: true }, 'unknown'],
  ],
);

const acl = {
  Name: 'edge',
  Id: '1',
  ARN: 'arn:acl',
  DefaultAction: { Allow: {} },
  VisibilityConfig: { SampledRequestsEnabled: true, CloudWatchMetricsEnabled: true, MetricName: 'edge' },
  Rules: [
    {
      Name: 'rate',
      Priority: 1,
      Statement: { RateBasedStatement: { Limit: 2000, AggregateKeyType: 'IP' } },
      Action: { Block: {} },
    },
    {
      Name: 'common',
      Priority: 2,
      Statement: {
        ManagedRuleGroupStatement: { VendorName: 'AWS', Name: 'AWSManagedRulesCommonRuleSet' },
      },
      OverrideAction: { None: {} },
    },
  ],
};
const acls: readonly Exchange[] = [
  {
    operation: 'wafv2:ListWebACLs',
    input: { Scope: 'REGIONAL', Limit: 100 },
    output: { WebACLs: [{ Name: 'edge', Id: '1', ARN: 'arn:acl' }] },
  },
  {
    operation: 'wafv2:GetWebACL',
    input: { Name: 'edge', Scope: 'REGIONAL', Id: '1' },
    output: { WebACL: acl },
  },
  {
    operation: 'wafv2:GetLoggingConfiguration',
    input: { ResourceArn: 'arn:acl' },
    output: {
      LoggingConfiguration: {
        ResourceArn: 'arn:acl',
        LogDestinationConfigs: ['arn:aws:logs:eu-west-1:111122223333:log-group:aws-waf-logs-edge'],
        RedactedFields: [{ SingleHeader: { Name: 'authorization' } }],
      },
    },
  },
];
const managed = { ManagedRuleGroupStatement: { Name: 'AWSManagedRulesCommonRuleSet' } };
holdExpectations('what can be expected of a web ACL', webAcl, acls, [
  ['DefaultAction', { Block: {} }, 'fail'],
  ['DefaultAction.Block', { not: null }, 'fail'],
  ['Description', null, 'pass'],
  ['CaptchaConfig', { not: null }, 'fail'],
  ['CaptchaConfig', null, 'pass'],
  ['CaptchaConfig.ImmunityTimeProperty.ImmunityTime', { not: { atLeast: 600 } }, 'unknown'],
  ['OnSourceDDoSProtectionConfig.ALBLowReputationMode', { not: 'ACTIVE_UNDER_DDOS' }, 'unknown'],
  ['TokenDomains', { any: 'example.com' }, 'fail'],
  ['Rules', { any: { Statement: managed, OverrideAction: { None: {} } } }, 'pass'],
  ['Rules', { none: { OverrideAction: { Count: {} } } }, 'pass'],
  ['Rules', { any: { Statement: { RateBasedStatement: { EvaluationWindowSec: 300 } } } }, 'pass'],
  ['Rules', { any: { Statement: { RateBasedStatement: { ScopeDownStatement: null } } } }, 'pass'],
  ['Rules', { none: { Statement: { ManagedRuleGroupStatement: { ExcludedRules: { not: [] } } } } }, 'pass'],
  ['Rules', { any: { Statement: { ManagedRuleGroupStatement: { Version: 'Version_1.9' } } } }, 'fail'],
  ['Rules', { every: { VisibilityConfig: { CloudWatchMetricsEnabled: true } } }, 'fail'],
  ['Live.LoggingConfiguration', { not: null }, 'pass'],
  ['Live.LoggingConfiguration.LogDestinationConfigs', { any: '*:log-group:aws-waf-logs-*' }, 'pass'],
  [
    'Live.LoggingConfiguration',
    { RedactedFields: { any: { SingleHeader: { Name: 'Authorization' } } } },
    'pass',
  ],
  ['Live.LoggingConfiguration.LoggingFilter', null, 'pass'],
]);

holdExpectations(
  'what can be expected of a subnet',
  subnet,
  [
    {
      operation: 'ec2:DescribeSubnets',
      input: { MaxResults: 1000 },
      output: { Subnets: [{ SubnetId: 'subnet-1', MapPublicIpOnLaunch: false, Tags: [] }] },
    },
  ],
  [
    ['OutpostArn', null, 'pass'],
    ['Ipv6CidrBlock', { not: null }, 'fail'],
    ['MapPublicIpOnLaunch', false, 'pass'],
    ['EnableDns64', { not: true }, 'unknown'],
  ],
);

const target = { ResourceId: 'service/kiosk/menu', ScalableDimension: 'ecs:service:DesiredCount' };
holdExpectations(
  'what can be expected of a scalable target',
  scalableTarget,
  [
    {
      operation: 'application-autoscaling:DescribeScalableTargets',
      input: { ServiceNamespace: 'ecs', MaxResults: 50 },
      output: {
        ScalableTargets: [
          { ServiceNamespace: 'ecs', ...target, MinCapacity: 2, MaxCapacity: 10, CreationTime: new Date(0) },
        ],
      },
    },
    {
      operation: 'application-autoscaling:DescribeScheduledActions',
      input: { ServiceNamespace: 'ecs', MaxResults: 50 },
      output: {
        ScheduledActions: [
          {
            ScheduledActionName: 'night',
            ScheduledActionARN: 'arn:night',
            ServiceNamespace: 'ecs',
            ...target,
            Schedule: 'cron(0 22 * * ? *)',
            StartTime: new Date('2026-11-24T12:00:00Z'),
            ScalableTargetAction: { MinCapacity: 1 },
          },
        ],
      },
    },
  ],
  [
    ['ScheduledActions', { any: { StartTime: '2026-11-24T12:00:00Z' } }, 'pass'],
    ['ScheduledActions', { any: { StartTime: '2026-11-24T13:00:00+01:00' } }, 'pass'],
    ['ScheduledActions', { none: { StartTime: '2026-11-24T12:00:00Z' } }, 'fail'],
    ['ScheduledActions', { every: { EndTime: null, Timezone: 'UTC' } }, 'pass'],
    ['ScheduledActions', { any: { Schedule: 'cron(0 22 * * ? *)' } }, 'pass'],
    ['ScheduledActions', { any: { Schedule: { exactly: 'cron(0 22 * * ? *)' } } }, 'pass'],
    ['ScheduledActions', { any: { Schedule: 'cron(* * * * ? *)' } }, 'fail'],
    ['ScheduledActions', { none: { ScalableTargetAction: { MaxCapacity: { atMost: 2 } } } }, 'pass'],
    ['Live.CreationTime', '1970-01-01T00:00:00Z', 'pass'],
  ],
);

holdExpectations(
  'what can be expected of a scaling policy',
  scalingPolicy,
  [
    {
      operation: 'application-autoscaling:DescribeScalingPolicies',
      input: { ServiceNamespace: 'ecs', MaxResults: 10 },
      output: {
        ScalingPolicies: [
          {
            PolicyARN: 'arn:policy',
            PolicyName: 'cpu',
            ServiceNamespace: 'ecs',
            ...target,
            PolicyType: 'TargetTrackingScaling',
            TargetTrackingScalingPolicyConfiguration: {
              TargetValue: 60,
              PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' },
            },
          },
        ],
      },
    },
  ],
  [
    ['TargetTrackingScalingPolicyConfiguration.TargetValue', { atMost: 70 }, 'pass'],
    ['TargetTrackingScalingPolicyConfiguration.DisableScaleIn', false, 'pass'],
    ['TargetTrackingScalingPolicyConfiguration.ScaleInCooldown', { atLeast: 300 }, 'pass'],
    [
      'TargetTrackingScalingPolicyConfiguration.PredefinedMetricSpecification',
      { PredefinedMetricType: 'ECSServiceAverageCPUUtilization', ResourceLabel: null },
      'pass',
    ],
    ['StepScalingPolicyConfiguration', null, 'pass'],
    ['StepScalingPolicyConfiguration.Cooldown', { atMost: 60 }, 'fail'],
  ],
);
