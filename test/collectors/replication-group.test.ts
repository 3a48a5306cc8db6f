import { expect, test } from '@jest/globals';
import collector from '../../src/collectors/replication-group.ts';
import { Refused, Unread } from '../../src/model/unseen.ts';
import { collectAll, type Exchange, replayPlace } from '../support/replay.ts';

const arn = 'arn:aws:elasticache:sa-east-1:111122223333:replicationgroup:sessions';
const group = {
  ReplicationGroupId: 'sessions',
  ARN: arn,
  Status: 'available',
  Engine: 'valkey',
  ClusterMode: 'enabled',
  MultiAZ: 'enabled',
  AutomaticFailover: 'enabling',
  AtRestEncryptionEnabled: true,
  NodeGroups: [
    {
      NodeGroupId: '0001',
      Status: 'available',
      NodeGroupMembers: [
        { CacheClusterId: 'sessions-0001-001', PreferredAvailabilityZone: 'sa-east-1a' },
        { CacheClusterId: 'sessions-0001-002', PreferredAvailabilityZone: 'sa-east-1b' },
      ],
    },
  ],
};

const list = (groups: readonly object[], more: object = {}, input: object = {}): Exchange => ({
  operation: 'elasticache:DescribeReplicationGroups',
  input: { MaxRecords: 100, ...input },
  output: { ReplicationGroups: groups, ...more },
});
const tags = (answer: Partial<Exchange>): Exchange => ({
  operation: 'elasticache:ListTagsForResource',
  input: { ResourceName: arn },
  ...answer,
});

test('reads groups of every page, and no tags unless they are wanted', async () => {
  const place = replayPlace([
    list([group], { Marker: 'next' }),
    list([{ ...group, ReplicationGroupId: 'carts', ARN: 'arn:carts' }], {}, { Marker: 'next' }),
  ]);
  const found = await collectAll(collector, place, ['ClusterMode']);
  expect(found.map(({ id, name }) => [id, name])).toEqual([
    [arn, 'sessions'],
    ['arn:carts', 'carts'],
  ]);
  expect(place.unasked()).toEqual([]);
});

test('names properties as CloudFormation does, and what is on its way is under Live', async () => {
  const [found] = await collectAll(collector, replayPlace([list([group])]));
  expect(found?.properties).toMatchObject({
    Engine: 'valkey',
    ClusterMode: 'enabled',
    MultiAZEnabled: true,
    AutomaticFailoverEnabled: undefined,
    NumNodeGroups: 1,
    ReplicasPerNodeGroup: 1,
    Live: { AutomaticFailover: 'enabling', NodeGroups: [{ NodeGroupId: '0001', Members: [{}, {}] }] },
  });
});

test('an answer without ClusterMode and Engine is an older one', async () => {
  const older = {
    ReplicationGroupId: 'sessions',
    ARN: arn,
    ClusterEnabled: true,
    AutomaticFailover: 'disabling',
  };
  const [found] = await collectAll(collector, replayPlace([list([older])]));
  expect(found?.properties).toMatchObject({
    ClusterMode: 'enabled',
    Engine: 'redis',
    AutomaticFailoverEnabled: false,
    NumNodeGroups: undefined,
    ReplicasPerNodeGroup: undefined,
  });
});

test('a group that is being deleted, or could not be created, does not exist', async () => {
  const groups = ['deleting', 'create-failed'].map((Status) => ({ ...group, Status }));
  expect(await collectAll(collector, replayPlace([list(groups)]))).toEqual([]);
});

test('reads tags when they are wanted', async () => {
  const place = replayPlace([
    list([group]),
    tags({ output: { TagList: [{ Key: 'app', Value: 'kiosk' }, { Key: 'empty' }] } }),
  ]);
  const [found] = await collectAll(collector, place, ['tags']);
  expect(found?.tags).toEqual({ app: 'kiosk', empty: '' });
});

test('refused tags are a gap of that group', async () => {
  const place = replayPlace([list([group]), tags({ refusal: 'AccessDenied' })]);
  const [found] = await collectAll(collector, place, ['tags']);
  expect(() => found?.tags).toThrow(Unread);
  expect(found?.properties).toMatchObject({ ClusterMode: 'enabled' });
});

test('a refused list is a blind spot', async () => {
  const { operation, input } = list([]);
  const place = replayPlace([{ operation, input, refusal: 'AccessDenied' }]);
  await expect(collectAll(collector, place)).rejects.toThrow(Refused);
});
