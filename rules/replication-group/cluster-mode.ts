import {
  all,
  defineRule,
  fail,
  integer,
  pass,
  type Resource,
  unknown,
  type Verdict,
} from '../../src/rule.ts';
import { judgeShards } from '../judgements/shard.ts';

type Group = Resource<'AWS::ElastiCache::ReplicationGroup'>;

export default defineRule({
  type: 'AWS::ElastiCache::ReplicationGroup',
  name: 'cluster-mode',
  title: 'Redis runs in cluster mode with enough shards and replicas',
  why: 'Only cluster mode scales out by adding shards, and a shard without a replica loses its data with its node.',
  fix: 'Set ClusterMode to compatible and then to enabled, and add shards or replicas to the replication group.',
  severity: 'high',
  reads: ['ClusterMode', 'Live'],
  params: {
    shards: integer('The least number of shards.', 1, 1),
    replicas: integer('The least number of replicas that each shard has.', 1),
  },
  shorthand: 'shards',
  propose(groups) {
    const shards = groups.map(({ properties: { Live } }) => Live?.NodeGroups ?? []);
    const replicas = shards.flat().map(({ Members }) => Members.length - 1);
    const least = {
      shards: Math.min(...shards.map(({ length }) => length)),
      replicas: Math.min(...replicas),
    };
    return least.shards >= 1 && least.replicas >= 1 ? [least] : [];
  },
  check(group, context) {
    const { shards, replicas } = context.params;
    return all(
      () => judgeMode(group),
      () => context.unlessMoving(() => judgeNumber(group, shards), group),
      () =>
        judgeShards(group, context, ({ NodeGroupId, Members }) =>
          judgeReplicas(NodeGroupId, Members.length - 1, replicas),
        ),
    );
  },
});

// https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/modify-cluster-mode.html
// `compatible` is a step of migration: one shard, and clients of either kind.
function judgeMode({ properties: { ClusterMode } }: Group): Verdict {
  if (ClusterMode === undefined) return unknown('the answer does not say ClusterMode');
  if (ClusterMode === 'enabled') return pass('ClusterMode is enabled');
  if (ClusterMode !== 'disabled' && ClusterMode !== 'compatible')
    return unknown(`ClusterMode is ${ClusterMode}, which is not known`);
  return fail(`ClusterMode is ${ClusterMode}`, {
    expected: 'enabled',
    actual: ClusterMode,
    path: 'ClusterMode',
    fix:
      ClusterMode === 'compatible'
        ? 'Move every client to cluster mode, and set ClusterMode to enabled.'
        : 'Set ClusterMode to compatible, move every client to cluster mode, and set it to enabled: that takes Redis OSS 7.0 or Valkey 7.2, and automatic failover with a replica.',
  });
}

function judgeNumber({ properties: { Live } }: Group, least: number): Verdict {
  if (!Live?.NodeGroups?.length) return unknown('the answer names no shards');
  const actual = Live.NodeGroups.length;
  const message = countOf(actual, 'shard');
  if (actual >= least) return pass(message);
  const fix = `Add shards to the replication group until it has at least ${least}.`;
  return fail(message, { expected: `at least ${least}`, actual, path: 'NumNodeGroups', fix });
}

function judgeReplicas(shard: string | undefined, actual: number, least: number): Verdict {
  if (actual >= least) return pass();
  // A shard whose nodes are all being replaced has not even a primary.
  const message =
    actual < 0 ? `shard ${shard} has no node` : `shard ${shard} has ${countOf(actual, 'replica')}`;
  const fix =
    actual < 0
      ? `See in the events of the group why shard ${shard} has no node.`
      : `Add replicas to shard ${shard} until it has at least ${least}.`;
  return fail(message, { expected: `at least ${least}`, actual, path: 'ReplicasPerNodeGroup', fix });
}

const countOf = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
