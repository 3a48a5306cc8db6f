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
import { moverOf, type Shard } from '../judgements/shard.ts';

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
  check(group, { params, unlessMoving }) {
    const shards = group.properties.Live?.NodeGroups ?? [];
    return all(
      () => judgeMode(group),
      // Shards, and the nodes of a shard, are listed one by one as they come.
      () => unlessMoving(() => judgeShards(shards.length, params.shards), group),
      ...shards.map(
        (shard) => () => unlessMoving(() => judgeReplicas(shard, params.replicas), moverOf(shard), group),
      ),
    );
  },
});

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
  });
}

function judgeShards(actual: number, least: number): Verdict {
  if (actual === 0) return unknown('the answer names no shards');
  const message = countOf(actual, 'shard');
  if (actual >= least) return pass(message);
  return fail(message, { expected: `at least ${least}`, actual, path: 'NumNodeGroups' });
}

function judgeReplicas({ NodeGroupId, Members }: Shard, least: number): Verdict {
  const actual = Members.length - 1;
  if (actual >= least) return pass();
  return fail(`shard ${NodeGroupId} has ${countOf(Math.max(actual, 0), 'replica')}`, {
    expected: `at least ${least}`,
    actual,
    path: 'ReplicasPerNodeGroup',
  });
}

const countOf = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
