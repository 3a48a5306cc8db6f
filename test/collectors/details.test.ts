import { describe, expect, test } from '@jest/globals';
import dbCluster from '../../src/collectors/db-cluster.ts';
import ecsService from '../../src/collectors/ecs-service.ts';
import fileSystem from '../../src/collectors/file-system.ts';
import listener from '../../src/collectors/listener.ts';
import mountTarget from '../../src/collectors/mount-target.ts';
import replicationGroup from '../../src/collectors/replication-group.ts';
import targetGroup from '../../src/collectors/target-group.ts';
import webAcl from '../../src/collectors/web-acl.ts';
import type { Collector } from '../../src/model/ports.ts';
import { valueAt } from '../../src/pipeline/value-at.ts';
import { collectAll, type Exchange, replayPlace } from '../support/replay.ts';

const says = (operation: string, input: object, output: object): Exchange => ({ operation, input, output });

interface Detail {
  readonly collector: Collector;
  readonly property: string;
  /** What is asked whether or not it is wanted. */
  readonly list: readonly Exchange[];
  readonly asks: Pick<Exchange, 'operation' | 'input'>;
  readonly output: object;
  readonly value: unknown;
  /** What AWS says where there is none, and what that means. */
  readonly none?: readonly [refusal: string, value: unknown];
}

const files = [
  says(
    'elasticfilesystem:DescribeFileSystems',
    { MaxItems: 100 },
    { FileSystems: [{ FileSystemId: 'fs-1', LifeCycleState: 'available', Tags: [] }] },
  ),
];
const group = { TargetGroupArn: 'tg', TargetGroupName: 'tg', LoadBalancerArns: [] };
const balancer = { LoadBalancerArn: 'lb', LoadBalancerName: 'edge', Type: 'application' };
const cluster = { clusterArn: 'arn:c', clusterName: 'kiosk', status: 'ACTIVE' };
const service = { serviceArn: 'arn:s/menu', serviceName: 'menu', clusterArn: 'arn:c', status: 'ACTIVE' };
const acl = { ARN: 'arn:acl', Name: 'edge', Id: '1' };
const attributes = { Attributes: [{ Key: 'a.enabled', Value: 'true' }] };

const database = {
  DBClusterIdentifier: 'orders',
  Status: 'available',
  DBClusterMembers: [],
  DBClusterParameterGroup: 'tls',
  TagList: [],
};

const details: Readonly<Record<string, Detail>> = {
  'the backup policy of a file system': {
    collector: fileSystem,
    property: 'BackupPolicy',
    list: files,
    asks: { operation: 'elasticfilesystem:DescribeBackupPolicy', input: { FileSystemId: 'fs-1' } },
    output: { BackupPolicy: { Status: 'ENABLED' } },
    value: { Status: 'ENABLED' },
    none: ['PolicyNotFound', { Status: 'DISABLED' }],
  },
  'the policy of a file system': {
    collector: fileSystem,
    property: 'FileSystemPolicy',
    list: files,
    asks: { operation: 'elasticfilesystem:DescribeFileSystemPolicy', input: { FileSystemId: 'fs-1' } },
    output: { FileSystemId: 'fs-1', Policy: '{"Statement":[{"Effect":"Deny"}]}' },
    value: { Statement: [{ Effect: 'Deny' }] },
    none: ['PolicyNotFound', null],
  },
  'the lifecycle of a file system': {
    collector: fileSystem,
    property: 'LifecyclePolicies',
    list: files,
    asks: { operation: 'elasticfilesystem:DescribeLifecycleConfiguration', input: { FileSystemId: 'fs-1' } },
    output: { LifecyclePolicies: [{ TransitionToIA: 'AFTER_30_DAYS' }] },
    value: [{ TransitionToIA: 'AFTER_30_DAYS' }],
  },
  'the security groups of a mount target': {
    collector: mountTarget,
    property: 'SecurityGroups',
    list: [
      ...files,
      says(
        'elasticfilesystem:DescribeMountTargets',
        { FileSystemId: 'fs-1', MaxItems: 100 },
        { MountTargets: [{ MountTargetId: 'fsmt-1', FileSystemId: 'fs-1', LifeCycleState: 'available' }] },
      ),
    ],
    asks: {
      operation: 'elasticfilesystem:DescribeMountTargetSecurityGroups',
      input: { MountTargetId: 'fsmt-1' },
    },
    output: { SecurityGroups: ['sg-1', 'sg-2'] },
    value: ['sg-1', 'sg-2'],
  },
  'the parameters of a cluster': {
    collector: dbCluster,
    property: 'Live.DBClusterParameters',
    list: [says('rds:DescribeDBClusters', { MaxRecords: 100 }, { DBClusters: [database] })],
    asks: {
      operation: 'rds:DescribeDBClusterParameters',
      input: { DBClusterParameterGroupName: 'tls', MaxRecords: 100 },
    },
    output: {
      Parameters: [
        { ParameterName: 'rds.force_ssl', ParameterValue: '1' },
        { ParameterName: 'log_statement' },
      ],
    },
    value: { 'rds.force_ssl': '1' },
  },
  'the attributes of a target group': {
    collector: targetGroup,
    property: 'TargetGroupAttributes',
    list: [says('elasticloadbalancing:DescribeTargetGroups', { PageSize: 400 }, { TargetGroups: [group] })],
    asks: {
      operation: 'elasticloadbalancing:DescribeTargetGroupAttributes',
      input: { TargetGroupArn: 'tg' },
    },
    output: attributes,
    value: { 'a.enabled': 'true' },
  },
  'the attributes of a listener': {
    collector: listener,
    property: 'ListenerAttributes',
    list: [
      says('elasticloadbalancing:DescribeLoadBalancers', { PageSize: 400 }, { LoadBalancers: [balancer] }),
      says(
        'elasticloadbalancing:DescribeListeners',
        { LoadBalancerArn: 'lb', PageSize: 400 },
        { Listeners: [{ ListenerArn: 'l', LoadBalancerArn: 'lb', Port: 443, Protocol: 'HTTPS' }] },
      ),
    ],
    asks: { operation: 'elasticloadbalancing:DescribeListenerAttributes', input: { ListenerArn: 'l' } },
    output: attributes,
    value: { 'a.enabled': 'true' },
  },
  'the engine version of a replication group, by its nodes': {
    collector: replicationGroup,
    property: 'EngineVersion',
    list: [
      says(
        'elasticache:DescribeReplicationGroups',
        { MaxRecords: 100 },
        { ReplicationGroups: [{ ReplicationGroupId: 'r', Status: 'available' }] },
      ),
    ],
    asks: { operation: 'elasticache:DescribeCacheClusters', input: { MaxRecords: 100 } },
    output: { CacheClusters: [{ CacheClusterId: 'r-1', ReplicationGroupId: 'r', EngineVersion: '7.2.6' }] },
    value: '7.2.6',
  },
  'where a web ACL logs': {
    collector: webAcl,
    property: 'Live.LoggingConfiguration',
    list: [
      says('wafv2:ListWebACLs', { Scope: 'REGIONAL', Limit: 100 }, { WebACLs: [acl] }),
      says('wafv2:GetWebACL', { Name: 'edge', Scope: 'REGIONAL', Id: '1' }, { WebACL: acl }),
    ],
    asks: { operation: 'wafv2:GetLoggingConfiguration', input: { ResourceArn: 'arn:acl' } },
    output: { LoggingConfiguration: { ResourceArn: 'arn:acl', LogDestinationConfigs: ['arn:logs'] } },
    value: { ResourceArn: 'arn:acl', LogDestinationConfigs: ['arn:logs'] },
    none: ['WAFNonexistentItemException', null],
  },
  'the settings of a cluster': {
    collector: ecsService,
    property: 'Live.ClusterSettings',
    list: [
      says('ecs:ListClusters', { maxResults: 100 }, { clusterArns: ['arn:c'] }),
      says('ecs:DescribeClusters', { clusters: ['arn:c'] }, { clusters: [cluster] }),
      says('ecs:ListServices', { cluster: 'arn:c', maxResults: 100 }, { serviceArns: ['arn:s/menu'] }),
      says(
        'ecs:DescribeServices',
        { cluster: 'arn:c', services: ['arn:s/menu'], include: ['TAGS'] },
        { services: [service] },
      ),
    ],
    asks: {
      operation: 'ecs:DescribeClusters',
      input: { clusters: ['arn:c'], include: ['SETTINGS', 'CONFIGURATIONS'] },
    },
    output: { clusters: [{ ...cluster, settings: [{ name: 'containerInsights', value: 'enhanced' }] }] },
    value: { containerInsights: 'enhanced' },
  },
};

describe.each(Object.entries(details))(
  '%s',
  (_, { collector, property, list, asks, output, value, none }) => {
    const read = async (answer: Partial<Exchange>) => {
      const place = replayPlace([...list, { ...asks, ...answer }]);
      const [found] = await collectAll(collector, place, [property]);
      expect(place.unasked()).toEqual([]);
      return found as NonNullable<typeof found>;
    };

    test('is asked only where a policy expects it', async () => {
      expect(await collectAll(collector, replayPlace(list))).toHaveLength(1);
      expect(valueAt((await read({ output })).properties, property)).toEqual(value);
    });

    test('is a gap where it is refused', async () => {
      const found = await read({ refusal: 'AccessDeniedException' });
      expect(() => valueAt(found.properties, property)).toThrow('could not read');
      expect(found.gaps).toEqual(expect.arrayContaining([expect.objectContaining({ property })]));
    });

    test('is not there where AWS says so, if it ever does', async () => {
      const [refusal, meaning] = none ?? ['ThrottlingException', undefined];
      const found = await read({ refusal });
      const reading = () => valueAt(found.properties, property);
      if (none) expect(reading()).toEqual(meaning);
      else expect(reading).toThrow('could not read');
    });
  },
);

/** Answers that came and cannot be so; a path leads to what of them is unknown, where the rest is known. */
const malformed: readonly (readonly [detail: string, sentence: string, output: object, path?: string])[] = [
  ['the policy of a file system', 'no policy', { FileSystemId: 'fs-1' }],
  ['the policy of a file system', 'a policy cut off', { FileSystemId: 'fs-1', Policy: '{"Statement":[' }],
  ['the policy of a file system', 'a policy that says null', { FileSystemId: 'fs-1', Policy: 'null' }],
  ['the attributes of a target group', 'a key alone', { Attributes: [{ Key: 'a.enabled' }] }, 'a.enabled'],
  ['the attributes of a listener', 'a key alone', { Attributes: [{ Key: 'a.enabled' }] }, 'a.enabled'],
  ['the engine version of a replication group, by its nodes', 'no nodes', { CacheClusters: [] }],
  ['the settings of a cluster', 'no cluster', { clusters: [] }],
  [
    'the settings of a cluster',
    'a name alone',
    { clusters: [{ ...cluster, settings: [{ name: 'containerInsights' }] }] },
    'containerInsights',
  ],
];

test.each(malformed)('%s is not known from an answer of %s', async (...[name, , output, path]) => {
  const { collector, property, list, asks } = details[name] as Detail;
  const place = replayPlace([...list, { ...asks, output }]);
  const [found] = await collectAll(collector, place, [property]);
  const reading = () =>
    valueAt(found?.properties ?? {}, path === undefined ? property : `${property}.${path}`);
  if (path === undefined) expect(reading).toThrow('could not read');
  else expect(reading()).toBeUndefined();
});

test.each([
  ['a change waits for a reboot', { DBClusterParameterGroupStatus: 'pending-reboot' }, 'pending-reboot'],
  ['the answer does not say whether one does', {}, 'without a status'],
])('which parameters are in force nobody knows while %s', async (_, status, said) => {
  const DBClusterMembers = [{ DBInstanceIdentifier: 'orders-1', ...status }];
  const place = replayPlace([
    says('rds:DescribeDBClusters', { MaxRecords: 100 }, { DBClusters: [{ ...database, DBClusterMembers }] }),
  ]);
  const [found] = await collectAll(dbCluster, place, ['Live.DBClusterParameters']);
  expect(found?.gaps).toEqual([
    {
      property: 'Live.DBClusterParameters',
      kind: 'settling',
      message: `the parameter group of orders-1 is ${said}`,
    },
  ]);
});

test.each(['DBClusterParameterGroup', 'DBClusterMembers'])(
  'a cluster whose %s the answer leaves out has parameters nobody knows',
  async (member) => {
    const output = { DBClusters: [{ ...database, [member]: undefined }] };
    const place = replayPlace([says('rds:DescribeDBClusters', { MaxRecords: 100 }, output)]);
    const [found] = await collectAll(dbCluster, place, ['Live.DBClusterParameters']);
    expect(found?.gaps).toMatchObject([{ property: 'Live.DBClusterParameters', reason: 'UnreadableAnswer' }]);
  },
);

test('a node that the answer lacks leaves open what the group has', async () => {
  const detail = details['the engine version of a replication group, by its nodes'] as Detail;
  const groups = [{ ReplicationGroupId: 'r', Status: 'available', MemberClusters: ['r-1', 'r-2'] }];
  const list = [{ ...detail.list[0], output: { ReplicationGroups: groups } } as Exchange];
  const place = replayPlace([...list, { ...detail.asks, output: detail.output }]);
  const [found] = await collectAll(replicationGroup, place, ['EngineVersion']);
  expect(() => valueAt(found?.properties ?? {}, 'EngineVersion')).toThrow('could not read EngineVersion');
  expect(found?.gaps).toContainEqual(
    expect.objectContaining({ message: 'the answer lacks r-2, a node of r' }),
  );
});

test('nodes that differ leave open what the group has', async () => {
  const detail = details['the engine version of a replication group, by its nodes'] as Detail;
  const node = (id: string, EngineVersion: string) => ({
    CacheClusterId: id,
    ReplicationGroupId: 'r',
    EngineVersion,
  });
  const output = { CacheClusters: [node('r-1', '7.2.6'), node('r-2', '7.1.0')] };
  const place = replayPlace([...detail.list, { ...detail.asks, output }]);
  const [found] = await collectAll(replicationGroup, place, ['EngineVersion']);
  expect(found?.gaps).toEqual([
    {
      property: 'EngineVersion',
      kind: 'contradictory',
      operation: 'elasticache:DescribeCacheClusters',
      message: 'the nodes of r differ in EngineVersion',
    },
  ]);
});

test('security groups that nodes list in another order are the same', async () => {
  const detail = details['the engine version of a replication group, by its nodes'] as Detail;
  const node = (id: string, ...groups: readonly string[]) => ({
    CacheClusterId: id,
    ReplicationGroupId: 'r',
    SecurityGroups: groups.map((SecurityGroupId) => ({ SecurityGroupId, Status: 'active' })),
  });
  const output = { CacheClusters: [node('r-1', 'sg-1', 'sg-2'), node('r-2', 'sg-2', 'sg-1')] };
  const place = replayPlace([...detail.list, { ...detail.asks, output }]);
  const [found] = await collectAll(replicationGroup, place, ['SecurityGroupIds']);
  expect(found?.gaps).toEqual([]);
  expect(found?.properties).toMatchObject({ SecurityGroupIds: ['sg-1', 'sg-2'] });
});
