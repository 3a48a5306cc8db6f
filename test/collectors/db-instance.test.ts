import { expect, test } from '@jest/globals';
import collector from '../../src/collectors/db-instance.ts';
import { Refused } from '../../src/model/unseen.ts';
import { collectAll, type Exchange, replayPlace } from '../support/replay.ts';

const instance = {
  DBInstanceIdentifier: 'orders-1',
  DBInstanceArn: 'arn:aws:rds:sa-east-1:111122223333:db:orders-1',
  DBClusterIdentifier: 'orders',
  DBInstanceClass: 'db.serverless',
  DBInstanceStatus: 'available',
  Engine: 'aurora-postgresql',
  AvailabilityZone: 'sa-east-1a',
  PromotionTier: 1,
  PubliclyAccessible: false,
  MultiAZ: false,
  TagList: [],
};
const list = (instances: readonly object[], more: object = {}, input: object = {}): Exchange => ({
  operation: 'rds:DescribeDBInstances',
  input: { MaxRecords: 100, ...input },
  output: { DBInstances: instances, ...more },
});

test('reads instances of every page', async () => {
  const place = replayPlace([
    list([instance], { Marker: 'next' }),
    list([{ ...instance, DBInstanceIdentifier: 'orders-2', DBInstanceArn: 'arn:2' }], {}, { Marker: 'next' }),
  ]);
  const found = await collectAll(collector, place);
  expect(found.map(({ id, name }) => [id, name])).toEqual([
    [instance.DBInstanceArn, 'orders-1'],
    ['arn:2', 'orders-2'],
  ]);
  expect(found[0]?.properties).toEqual({
    DBInstanceIdentifier: 'orders-1',
    DBClusterIdentifier: 'orders',
    DBInstanceClass: 'db.serverless',
    Engine: 'aurora-postgresql',
    AvailabilityZone: 'sa-east-1a',
    PromotionTier: 1,
    PubliclyAccessible: false,
    ManageMasterUserPassword: false,
    MultiAZ: false,
    Live: { Status: 'available', IsClusterWriter: undefined },
  });
  expect(place.unasked()).toEqual([]);
});

const clusters = (...members: readonly string[]): Exchange => ({
  operation: 'rds:DescribeDBClusters',
  input: { MaxRecords: 100 },
  output: {
    DBClusters: [
      {
        DBClusterIdentifier: 'orders',
        Engine: 'aurora-postgresql',
        DBClusterMembers: members.map((DBInstanceIdentifier, index) => ({
          DBInstanceIdentifier,
          IsClusterWriter: index === 0,
        })),
      },
    ],
  },
});

test('a member that was not listed at first and is later is an instance like any other', async () => {
  const late = { ...instance, DBInstanceIdentifier: 'orders-2', DBInstanceArn: 'arn:2' };
  const place = replayPlace([
    list([instance]),
    clusters('orders-1', 'orders-2'),
    { ...clusters('orders-1', 'orders-2'), again: true, input: { DBClusterIdentifier: 'orders' } },
    {
      ...list([instance, late]),
      again: true,
      input: { Filters: [{ Name: 'db-cluster-id', Values: ['orders'] }], MaxRecords: 100 },
    },
  ]);
  const found = await collectAll(collector, place, ['Live.IsClusterWriter']);
  expect(found.map(({ name, properties }) => [name, properties])).toMatchObject([
    ['orders-1', { Live: { IsClusterWriter: true } }],
    ['orders-2', { Live: { IsClusterWriter: false } }],
  ]);
  expect(place.unasked()).toEqual([]);
});

test('refused clusters leave a gap', async () => {
  const { output: _, ...refused } = clusters();
  const place = replayPlace([list([instance]), { ...refused, refusal: 'AccessDenied' }]);
  const [found] = await collectAll(collector, place, ['Live.IsClusterWriter']);
  expect(found?.gaps).toMatchObject([{ property: 'Live.IsClusterWriter', reason: 'AccessDenied' }]);
});

test.each([
  ['available', { serves: true, moving: false }],
  ['configuring-log-exports', { serves: true, moving: false }],
  ['maintenance', { serves: true, moving: true }],
  ['rebooting', { serves: false, moving: true }],
  ['renaming', { serves: false, moving: true }],
  ['creating', { serves: false, moving: true, since: '2026-11-24T11:59:00.000Z' }],
  ['failed', { serves: false, moving: false }],
  ['storage-full', { serves: false, moving: false }],
  ['restore-error', { serves: false, moving: false }],
  ['insufficient-capacity', { serves: false, moving: false }],
  ['incompatible-network', { serves: false, moving: false }],
])('an instance that is %s', async (DBInstanceStatus, condition) => {
  const given = { ...instance, DBInstanceStatus, InstanceCreateTime: new Date('2026-11-24T11:59:00Z') };
  const [found] = await collectAll(collector, replayPlace([list([given])]));
  expect(found?.condition).toEqual({ state: DBInstanceStatus, ...condition });
});

test('Neptune, DocumentDB and what is being deleted are no RDS instances', async () => {
  const others = [
    { ...instance, Engine: 'neptune' },
    { ...instance, Engine: 'docdb' },
    { ...instance, DBInstanceStatus: 'deleting' },
  ];
  expect(await collectAll(collector, replayPlace([list(others)]))).toEqual([]);
});

test('a refused list is a blind spot', async () => {
  const { operation, input } = list([]);
  const place = replayPlace([{ operation, input, refusal: 'AccessDenied' }]);
  await expect(collectAll(collector, place)).rejects.toThrow(Refused);
});
