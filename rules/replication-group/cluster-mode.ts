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

type Group = Resource<'AWS::ElastiCache::ReplicationGroup'>['properties'];

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
  check({ properties }, { params }) {
    return all(
      () => judgeMode(properties),
      () => judgeShards(properties, params.shards, params.replicas),
    );
  },
});

// `compatible` is a step of migration: one shard, and clients of either kind.
function judgeMode({ ClusterMode }: Group): Verdict {
  if (ClusterMode === undefined) return unknown('the answer does not say ClusterMode');
  if (ClusterMode === 'enabled') return pass('ClusterMode is enabled');
  return fail(`ClusterMode is ${ClusterMode}`, {
    expected: 'enabled',
    actual: ClusterMode,
    path: 'ClusterMode',
  });
}

function judgeShards({ Live }: Group, shards: number, replicas: number): Verdict {
  const groups = Live?.NodeGroups ?? [];
  if (groups.length === 0) return unknown('the answer names no shards');
  const short = groups.filter(({ Members }) => Members.length - 1 < replicas);
  return all(
    () =>
      groups.length >= shards
        ? pass(countOf(groups.length, 'shard'))
        : fail(countOf(groups.length, 'shard'), {
            expected: `at least ${shards}`,
            actual: groups.length,
            path: 'NumNodeGroups',
          }),
    ...short.map(({ NodeGroupId, Status, Members }) => () => {
      const message = `shard ${NodeGroupId} has ${countOf(Members.length - 1, 'replica')}`;
      // Its members are listed one by one as they come.
      if (Status === 'creating') return unknown(`${message} and is being created`);
      const actual = Members.length - 1;
      return fail(message, { expected: `at least ${replicas}`, actual, path: 'ReplicasPerNodeGroup' });
    }),
  );
}

const countOf = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
