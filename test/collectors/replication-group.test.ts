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

test('an answer without ClusterMode is an older one, and one without Engine names none', async () => {
  const older = {
    ReplicationGroupId: 'sessions',
    ARN: arn,
    ClusterEnabled: true,
    AutomaticFailover: 'disabling',
  };
  const [found] = await collectAll(collector, replayPlace([list([older])]));
  expect(found?.properties).toMatchObject({
    ClusterMode: 'enabled',
    Engine: undefined,
    AutomaticFailoverEnabled: false,
    NumNodeGroups: undefined,
    ReplicasPerNodeGroup: undefined,
  });
});

test('a group, or a shard, that is being deleted does not exist', async () => {
  const NodeGroups = [...group.NodeGroups, { NodeGroupId: '0002', Status: 'deleting' }];
  const found = await collectAll(
    collector,
    replayPlace([
      list([
        { ...group, Status: 'deleting' },
        { ...group, NodeGroups },
      ]),
    ]),
  );
  expect(found.map(({ properties }) => properties)).toMatchObject([{ NumNodeGroups: 1 }]);
});

test.each([
  ['available', true, false],
  ['snapshotting', true, false],
  ['modifying', true, true],
  ['creating', false, true],
  ['create-failed', false, false],
  ['a word we do not know', false, true],
])('a group, and a shard, that is %s: serves %s, moves %s', async (Status, serves, moving) => {
  const given = { ...group, Status, NodeGroups: [{ NodeGroupId: '0001', Status }] };
  const [found] = await collectAll(collector, replayPlace([list([given])]));
  const condition = { state: Status, serves, moving };
  expect(found?.condition).toEqual(condition);
  expect(found?.properties).toMatchObject({ Live: { NodeGroups: [{ condition }] } });
});

test('AWS tells when a group began to be created', async () => {
  const ReplicationGroupCreateTime = new Date('2026-11-24T11:59:00Z');
  const creating = { ...group, Status: 'creating', ReplicationGroupCreateTime };
  const [found] = await collectAll(collector, replayPlace([list([creating])]));
  expect(found?.condition).toMatchObject({ state: 'creating', since: '2026-11-24T11:59:00.000Z' });
  const modifying = { ...creating, Status: 'modifying' };
  const [changed] = await collectAll(collector, replayPlace([list([modifying])]));
  expect(changed?.condition).not.toHaveProperty('since');
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
