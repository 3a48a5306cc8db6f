import { all, type Mover, type Resource, type RuleContext, unknown, type Verdict } from '../../src/rule.ts';

type Group = Resource<'AWS::ElastiCache::ReplicationGroup'>;
export type Shard = NonNullable<NonNullable<Group['properties']['Live']>['NodeGroups']>[number];

/**
 * Judges every shard by its nodes. They are listed one by one as they come, and one that is replaced is not listed: the
 * shard is `modifying` meanwhile, or the group is; or the group is `available` before its shards name every node.
 */
export function judgeShards(
  group: Group,
  { unlessMoving }: Pick<RuleContext, 'unlessMoving'>,
  judge: (shard: Shard) => Verdict,
): Verdict {
  const shards = group.properties.Live?.NodeGroups ?? [];
  if (shards.length === 0) return unknown('the answer names no shards');
  const coming = nodesToCome(group);
  return all(
    ...shards.map((shard) => () => {
      const mover = { name: `shard ${shard.NodeGroupId}`, condition: shard.condition };
      // Where there are several shards, the name of a node tells its own.
      const own = `${group.name}-${shard.NodeGroupId}-`;
      const nodes = coming.filter(({ name }) => shards.length === 1 || name.startsWith(own));
      return unlessMoving(() => judge(shard), mover, group, ...nodes);
    }),
  );
}

/** Nodes of the group that no shard names. */
function nodesToCome({ properties: { Live } }: Group): readonly Mover[] {
  const placed = new Set(
    Live?.NodeGroups?.flatMap(({ Members }) => Members.map(({ CacheClusterId }) => CacheClusterId)),
  );
  return (Live?.MemberClusters ?? [])
    .filter((id) => !placed.has(id))
    .map((name) => ({ name, condition: { state: 'in no shard yet', serves: false, moving: true } }));
}
