import type { Mover, Resource } from '../../src/rule.ts';

type Live = NonNullable<Resource<'AWS::ElastiCache::ReplicationGroup'>['properties']['Live']>;

export type Shard = NonNullable<Live['NodeGroups']>[number];

/** A shard has a state of its own: it is `modifying` while a node of it is replaced. */
export const moverOf = ({ NodeGroupId, condition }: Shard): Mover => ({
  name: `shard ${NodeGroupId}`,
  condition,
});
