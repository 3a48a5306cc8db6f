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
    Live: { Status: 'available' },
  });
  expect(place.unasked()).toEqual([]);
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
