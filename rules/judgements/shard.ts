import { all, type Resource, type RuleContext, unknown, type Verdict } from '../../src/rule.ts';

type Group = Resource<'AWS::ElastiCache::ReplicationGroup'>;
export type Shard = NonNullable<NonNullable<Group['properties']['Live']>['NodeGroups']>[number];

/**
 * Judges every shard by its nodes. They are listed one by one as they come, and one that is replaced is not listed: the
 * shard is `modifying` meanwhile, or the group is.
 */
export function judgeShards(
  group: Group,
  { unlessMoving }: Pick<RuleContext, 'unlessMoving'>,
  judge: (shard: Shard) => Verdict,
): Verdict {
  const shards = group.properties.Live?.NodeGroups ?? [];
  if (shards.length === 0) return unknown('the answer names no shards');
  return all(
    ...shards.map((shard) => () => {
      const mover = { name: `shard ${shard.NodeGroupId}`, condition: shard.condition };
      return unlessMoving(() => judge(shard), mover, group);
    }),
  );
}
