import { expect, test } from '@jest/globals';
import collector from '../../src/collectors/db-cluster.ts';
import { Refused } from '../../src/model/refusal.ts';
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

test('tags that the answer says nothing of, as in GovCloud, are a gap where a policy reads them', async () => {
  const { TagList: _, ...silent } = cluster;
  const [found] = await collectAll(collector, replayPlace([list([silent])]), ['tags']);
  expect(found?.gaps).toMatchObject([{ property: 'tags', operation: 'rds:DescribeDBClusters' }]);
  expect(() => found?.tags).toThrow('could not read tags');
  expect((await collectAll(collector, replayPlace([list([silent])])))[0]?.gaps).toEqual([]);
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
