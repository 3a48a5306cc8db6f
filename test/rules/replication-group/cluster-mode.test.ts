import rule from '../../../rules/replication-group/cluster-mode.ts';
import { testRule } from '../../support/test-rule.ts';

const still = { state: 'available', serves: true, moving: false };
const modifying = { state: 'modifying', serves: true, moving: true };
const shard = (NodeGroupId: string, nodes: number, condition = still) => ({
  NodeGroupId,
  condition,
  Members: Array.from({ length: nodes }, () => ({})),
});
const enabled = { ClusterMode: 'enabled', Live: { NodeGroups: [shard('0001', 2), shard('0002', 2)] } };

testRule(rule, {
  passes: {
    'cluster mode is enabled and every shard has a replica': {
      given: enabled,
      seeing: 'ClusterMode is enabled; 2 shards',
    },
    'it has more shards than asked for': { given: enabled, params: { shards: 2 } },
    'no replicas are asked for': {
      given: { ...enabled, Live: { NodeGroups: [shard('0001', 1)] } },
      params: { replicas: 0 },
    },
  },
  fails: {
    'cluster mode is disabled': {
      given: { ...enabled, ClusterMode: 'disabled' },
      because: 'ClusterMode is disabled',
      expected: 'enabled',
      actual: 'disabled',
      path: 'ClusterMode',
    },
    'it is on its way to cluster mode': {
      given: { ...enabled, ClusterMode: 'compatible' },
      because: 'ClusterMode is compatible',
    },
    'it has too few shards': {
      given: { ...enabled, Live: { NodeGroups: [shard('0001', 2)] } },
      params: { shards: 3 },
      because: '1 shard',
      fix: 'Add shards to the replication group until it has at least 3.',
      expected: 'at least 3',
      actual: 1,
    },
    'one shard has no replica': {
      given: { ...enabled, Live: { NodeGroups: [shard('0001', 2), shard('0002', 1)] } },
      because: 'shard 0002 has 0 replicas',
      fix: 'Add replicas to shard 0002 until it has at least 1.',
      expected: 'at least 1',
      actual: 0,
    },
    'a shard has lost every node': {
      given: { ...enabled, Live: { NodeGroups: [shard('0001', 0)] } },
      because: 'shard 0001 has no node',
      fix: 'See in the events of the group why shard 0001 has no node.',
    },
    'the group has been creating for an hour': {
      given: { ...enabled, Live: { NodeGroups: [shard('0001', 1)] } },
      condition: { state: 'creating', serves: false, moving: true, since: '2026-11-24T11:00:00Z' },
      because: 'shard 0001 has 0 replicas',
    },
    'cluster mode is disabled, which nothing on its way explains': {
      given: { ...enabled, ClusterMode: 'disabled' },
      condition: modifying,
      because: 'ClusterMode is disabled',
    },
    'cluster mode is disabled and the shards are not in the answer': {
      given: { ClusterMode: 'disabled', Live: {} },
      because: 'ClusterMode is disabled',
    },
  },
  isUnknown: {
    'the answer does not say': {
      given: { Live: enabled.Live },
      because: 'the answer does not say ClusterMode',
    },
    'the shards are not in the answer': {
      given: { ClusterMode: 'enabled', Live: {} },
      because: 'the answer names no shards',
    },
    'a node of a shard is being replaced': {
      given: { ...enabled, Live: { NodeGroups: [shard('0001', 1, modifying)] } },
      because: 'shard 0001 has 0 replicas, while shard 0001 is modifying',
    },
    'the group is modified and its shard does not say so': {
      given: { ...enabled, Live: { NodeGroups: [shard('0001', 1)] } },
      condition: modifying,
      because: 'shard 0001 has 0 replicas, while the-name is modifying',
    },
    'shards are being added': {
      given: enabled,
      condition: modifying,
      params: { shards: 3 },
      because: '2 shards, while the-name is modifying',
    },
    'the group is being created, and has been for a minute': {
      given: { ...enabled, Live: { NodeGroups: [shard('0001', 1)] } },
      condition: { state: 'creating', serves: false, moving: true, since: '2026-11-24T11:59:00Z' },
      because: 'shard 0001 has 0 replicas, while the-name is creating',
    },
    'the mode is a word we do not know': {
      given: { ...enabled, ClusterMode: 'sharded' },
      because: 'ClusterMode is sharded, which is not known',
    },
    'AWS does not show it': {
      given: enabled,
      unreadable: ['ClusterMode'],
      because: 'could not read ClusterMode: test:Read answered AccessDeniedException',
    },
    'AWS does not show the shards': {
      given: enabled,
      unreadable: ['Live.NodeGroups'],
      because: 'could not read Live.NodeGroups: test:Read answered AccessDeniedException',
    },
  },
});
