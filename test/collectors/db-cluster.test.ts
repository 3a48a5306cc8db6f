import { expect, test } from '@jest/globals';
import collector from '../../src/collectors/db-cluster.ts';
import type { Resource } from '../../src/model/resource.ts';
import { Refused, Unread } from '../../src/model/unseen.ts';
import { collectAll, type Exchange, replayPlace } from '../support/replay.ts';

const cluster = {
  DBClusterIdentifier: 'orders',
  DBClusterArn: 'arn:aws:rds:sa-east-1:111122223333:cluster:orders',
  Status: 'creating',
  Engine: 'aurora-postgresql',
  EngineMode: 'provisioned',
  AvailabilityZones: ['sa-east-1a', 'sa-east-1b', 'sa-east-1c'],
  ServerlessV2ScalingConfiguration: { MinCapacity: 2, MaxCapacity: 32 },
  StorageEncrypted: false,
  StorageEncryptionType: 'sse-rds',
  DBClusterMembers: [
    {
      DBInstanceIdentifier: 'orders-1',
      IsClusterWriter: true,
      PromotionTier: 1,
      DBClusterParameterGroupStatus: 'in-sync',
    },
  ],
  TagList: [{ Key: 'app', Value: 'kiosk' }],
};
const list = (clusters: readonly object[], more: object = {}, input: object = {}): Exchange => ({
  operation: 'rds:DescribeDBClusters',
  input: { MaxRecords: 100, ...input },
  output: { DBClusters: clusters, ...more },
});

test('reads clusters of every page with their tags', async () => {
  const place = replayPlace([
    list([cluster], { Marker: 'next' }),
    list([{ ...cluster, DBClusterIdentifier: 'menus', DBClusterArn: 'arn:menus' }], {}, { Marker: 'next' }),
  ]);
  const found = await collectAll(collector, place);
  expect(found.map(({ id, name, tags }) => [id, name, tags])).toEqual([
    [cluster.DBClusterArn, 'orders', { app: 'kiosk' }],
    ['arn:menus', 'menus', { app: 'kiosk' }],
  ]);
  expect(place.unasked()).toEqual([]);
});

test('keeps the members, and not the zones they may be in', async () => {
  const [found] = await collectAll(collector, replayPlace([list([cluster])]));
  expect(found?.properties).toMatchObject({
    EngineMode: 'provisioned',
    ServerlessV2ScalingConfiguration: { MinCapacity: 2, MaxCapacity: 32 },
    Live: {
      StorageEncryptionType: 'sse-rds',
      Members: [{ DBInstanceIdentifier: 'orders-1', IsClusterWriter: true, PromotionTier: 1 }],
    },
  });
  expect(found?.properties).not.toHaveProperty('AvailabilityZones');
});

const instance = (DBInstanceIdentifier: string, more: object = {}) => ({
  DBInstanceIdentifier,
  DBClusterIdentifier: 'orders',
  DBInstanceStatus: 'available',
  Engine: 'aurora-postgresql',
  ...more,
});
const instances = (...DBInstances: readonly object[]): Exchange => ({
  operation: 'rds:DescribeDBInstances',
  input: { MaxRecords: 100 },
  output: { DBInstances },
});
const listAgain = (answer: Partial<Exchange>): Exchange => ({
  ...list([]),
  again: true,
  input: { DBClusterIdentifier: 'orders' },
  ...answer,
});
const instancesAgain = (...DBInstances: readonly object[]): Exchange => ({
  ...instances(...DBInstances),
  again: true,
  input: { Filters: [{ Name: 'db-cluster-id', Values: ['orders'] }], MaxRecords: 100 },
});
const readMembers = async (...exchanges: readonly Exchange[]) => {
  const place = replayPlace(exchanges);
  const [found] = await collectAll(collector, place, ['Live.Members']);
  expect(place.unasked()).toEqual([]);
  return found as Resource<'AWS::RDS::DBCluster'>;
};

test('members are held against the list of instances where anybody looks at them', async () => {
  const found = await readMembers(list([cluster]), instances(instance('orders-1')));
  expect(found.gaps).toEqual([]);
  expect(found.properties.Live).toMatchObject({
    Members: [{ DBInstanceIdentifier: 'orders-1' }],
    Leaving: [],
  });
});

test('an instance that is being deleted is told, be it a member or no more', async () => {
  const found = await readMembers(
    list([cluster]),
    instances(instance('orders-1'), instance('orders-2', { DBInstanceStatus: 'deleting' })),
  );
  expect(found.properties.Live?.Leaving).toEqual(['orders-2']);
  const only = await readMembers(
    list([cluster]),
    instances(instance('orders-1', { DBInstanceStatus: 'deleting' })),
  );
  expect(only.properties.Live?.Leaving).toEqual(['orders-1']);
});

test('an instance that is being created need not be a member yet', async () => {
  const created = instance('orders-2', { DBInstanceStatus: 'creating' });
  const found = await readMembers(list([cluster]), instances(instance('orders-1'), created));
  expect(found.gaps).toEqual([]);
});

test('a member that is not listed is asked for once more, and may be there', async () => {
  const found = await readMembers(
    list([cluster]),
    instances(),
    listAgain({ output: { DBClusters: [cluster] } }),
    instancesAgain(instance('orders-1')),
  );
  expect(found.gaps).toEqual([]);
});

test('or is a member no more', async () => {
  const found = await readMembers(
    list([cluster]),
    instances(),
    listAgain({ output: { DBClusters: [{ ...cluster, DBClusterMembers: [] }] } }),
    instancesAgain(),
  );
  expect(found.gaps).toEqual([]);
  expect(found.properties.Live?.Members).toEqual([]);
});

test.each([
  ['a member that is not listed', [], 'orders names orders-1, which is not listed'],
  [
    'an instance that its cluster does not name',
    [instance('orders-1'), instance('orders-9')],
    'orders-9 names orders, which does not name it',
  ],
])('answers that go on to contradict each other are a gap: %s', async (_, listed, message) => {
  const found = await readMembers(
    list([cluster]),
    instances(...listed),
    listAgain({ output: { DBClusters: [cluster] } }),
    instancesAgain(...listed),
  );
  expect(found.gaps).toEqual([
    { property: 'Live.Members', kind: 'contradictory', operation: 'rds:DescribeDBInstances', message },
  ]);
  expect(() => found.properties.Live?.Members).toThrow(Unread);
});

test('a cluster that is gone when it is asked for once more is a gap', async () => {
  const { output: _, ...gone } = listAgain({ refusal: 'DBClusterNotFoundFault' });
  const found = await readMembers(list([cluster]), instances(), gone, instancesAgain());
  expect(found.gaps).toMatchObject([{ property: 'Live.Members', reason: 'DBClusterNotFoundFault' }]);
});

test('refused instances leave a gap in what leaves', async () => {
  const { output: _, ...refused } = instances();
  const found = await readMembers(list([cluster]), { ...refused, refusal: 'AccessDenied' });
  expect(found.gaps).toMatchObject([{ property: 'Live.Leaving', reason: 'AccessDenied' }]);
  expect(found.properties.Live?.Members).toHaveLength(1);
});

test.each([
  ['available', { serves: true, moving: false }],
  ['backing-up', { serves: true, moving: false }],
  ['storage-optimization', { serves: true, moving: false }],
  ['modifying', { serves: true, moving: true }],
  ['upgrading', { serves: true, moving: true }],
  ['creating', { serves: false, moving: true, since: '2026-11-24T11:59:00.000Z' }],
  ['migrating', { serves: false, moving: true }],
  ['failing-over', { serves: false, moving: true }],
  ['starting', { serves: false, moving: true }],
  ['a word we do not know', { serves: false, moving: true }],
  ['stopping', { serves: false, moving: false }],
  ['stopped', { serves: false, moving: false }],
  ['cloning-failed', { serves: false, moving: false }],
  ['migration-failed', { serves: false, moving: false }],
  ['inaccessible-encryption-credentials', { serves: false, moving: false }],
  ['inaccessible-encryption-credentials-recoverable', { serves: false, moving: false }],
])('a cluster that is %s', async (Status, condition) => {
  const given = { ...cluster, Status, ClusterCreateTime: new Date('2026-11-24T11:59:00Z') };
  const [found] = await collectAll(collector, replayPlace([list([given])]));
  expect(found?.condition).toEqual({ state: Status, ...condition });
});

test('an answer without a list of tags is no answer about tags', async () => {
  const { TagList: _, ...untagged } = cluster;
  const [found] = await collectAll(collector, replayPlace([list([untagged])]), ['tags']);
  expect(found?.gaps).toMatchObject([{ property: 'tags', reason: 'UnreadableAnswer' }]);
  const [unwanted] = await collectAll(collector, replayPlace([list([untagged])]));
  expect(unwanted?.gaps).toEqual([]);
});

test('Neptune, DocumentDB and what is being deleted are no RDS clusters', async () => {
  const others = [
    { ...cluster, Engine: 'neptune' },
    { ...cluster, Engine: 'docdb' },
    { ...cluster, Status: 'deleting' },
  ];
  expect(await collectAll(collector, replayPlace([list(others)]))).toEqual([]);
});

test('a refused list is a blind spot', async () => {
  const { operation, input } = list([]);
  const place = replayPlace([{ operation, input, refusal: 'AccessDenied' }]);
  await expect(collectAll(collector, place)).rejects.toThrow(Refused);
});

test('a word for local write forwarding that is newer than we are is a gap, and not off', async () => {
  const place = replayPlace([list([{ ...cluster, LocalWriteForwardingStatus: 'half' }])]);
  const [found] = await collectAll(collector, place);
  const { properties } = found as Resource<'AWS::RDS::DBCluster'>;
  expect(() => properties.EnableLocalWriteForwarding).toThrow(Unread);
});
