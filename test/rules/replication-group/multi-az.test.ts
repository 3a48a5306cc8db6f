import rule from '../../../rules/replication-group/multi-az.ts';
import { testRule } from '../../support/test-rule.ts';

const still = { state: 'available', serves: true, moving: false };
const modifying = { state: 'modifying', serves: true, moving: true };
const shard = (NodeGroupId: string, zones: readonly (string | undefined)[], condition = still) => ({
  NodeGroupId,
  condition,
  Members: zones.map((zone) => ({ PreferredAvailabilityZone: zone })),
});
const good = shard('0001', ['sa-east-1a', 'sa-east-1b']);
const live = (...NodeGroups: readonly ReturnType<typeof shard>[]) => ({
  Live: { AutomaticFailover: 'enabled', NodeGroups },
});
const group = { MultiAZEnabled: true, ...live(good) };

testRule(rule, {
  passes: {
    'both are enabled and every shard is in two zones': { given: group },
    'every shard is in three zones, as asked': {
      given: { ...group, ...live(shard('0001', ['sa-east-1a', 'sa-east-1b', 'sa-east-1c'])) },
      params: { minAzsPerShard: 3 },
    },
    'enough zones are known though one node has none': {
      given: { ...group, ...live(shard('0001', ['sa-east-1a', undefined, 'sa-east-1b'])) },
    },
  },
  fails: {
    'the replica of a shard is in a Local Zone, which hangs on one zone of the region': {
      given: { ...group, ...live(shard('0001', ['us-west-2a', 'us-west-2-lax-1a'])) },
      because: 'shard 0001 is in us-west-2a only',
    },
    'it could not be created, beside one that could': {
      given: group,
      condition: { state: 'create-failed', serves: false, moving: false },
      because: 'the group is in state create-failed',
      fix: 'Delete the group and create it anew: AWS could not create it.',
      path: 'Live.Status',
    },
    'Multi-AZ is disabled': {
      given: { ...group, MultiAZEnabled: false },
      because: 'Multi-AZ is disabled',
      expected: true,
      actual: false,
      path: 'MultiAZEnabled',
    },
    'automatic failover is disabled': {
      given: { ...group, Live: { ...group.Live, AutomaticFailover: 'disabled' } },
      because: 'AutomaticFailover is disabled',
      path: 'AutomaticFailoverEnabled',
    },
    'Multi-AZ is disabled while the group is modified': {
      given: { ...group, MultiAZEnabled: false },
      condition: modifying,
      because: 'Multi-AZ is disabled',
    },
    'both are disabled, and both are told': {
      given: { ...group, MultiAZEnabled: false, Live: { ...group.Live, AutomaticFailover: 'disabled' } },
      because: 'Multi-AZ is disabled; AutomaticFailover is disabled',
    },
    'automatic failover is being disabled': {
      given: { ...group, Live: { ...group.Live, AutomaticFailover: 'disabling' } },
      because: 'AutomaticFailover is disabling',
    },
    'one shard stands in a single zone, flags or not': {
      given: { ...group, ...live(good, shard('0002', ['sa-east-1a', 'sa-east-1a'])) },
      because: 'shard 0002 is in sa-east-1a only',
      fix: 'Add a replica of shard 0002 in another zone.',
      expected: 'at least 2 zones',
      actual: ['sa-east-1a'],
    },
    'a shard without replicas names no zone': {
      given: { ...group, ...live(shard('0001', [undefined])) },
      because: 'shard 0001 is in no zone',
      fix: 'Add replicas of shard 0001 in 2 other zones.',
    },
    'a shard stands in two zones of the three asked for': {
      given: group,
      params: { minAzsPerShard: 3 },
      because: 'shard 0001 is in sa-east-1a and sa-east-1b only',
    },
  },
  isUnknown: {
    'automatic failover is being enabled': {
      given: { ...group, Live: { ...group.Live, AutomaticFailover: 'enabling' } },
      because: 'AutomaticFailover is being enabled',
    },
    'the answer says neither': {
      given: { Live: { NodeGroups: [good] } },
      because: 'the answer does not say MultiAZ',
    },
    'the answer does not say automatic failover': {
      given: { ...group, Live: { NodeGroups: [good] } },
      because: 'the answer does not say AutomaticFailover',
    },
    'the shards are not in the answer': {
      given: { ...group, Live: { AutomaticFailover: 'enabled' } },
      because: 'the answer names no shards',
    },
    'nodes have no zone': {
      given: { ...group, ...live(shard('0001', ['sa-east-1a', undefined])) },
      because: 'the answer does not say in which zone every node of shard 0001 is',
    },
    'a node of a shard is being replaced': {
      given: { ...group, ...live(good, shard('0002', ['sa-east-1a'], modifying)) },
      because: 'shard 0002 is in sa-east-1a only, while shard 0002 is modifying',
    },
    'the group is modified and its shard does not say so': {
      given: { ...group, ...live(shard('0001', ['sa-east-1a'])) },
      condition: modifying,
      because: 'shard 0001 is in sa-east-1a only, while the-name is modifying',
    },
    'automatic failover is a word we do not know': {
      given: { ...group, Live: { ...group.Live, AutomaticFailover: 'dormant' } },
      because: 'AutomaticFailover is dormant, which is not known',
    },
    'AWS does not show it': {
      given: group,
      unreadable: ['Live'],
      because: 'could not read Live: test:Read answered AccessDeniedException',
    },
  },
});
