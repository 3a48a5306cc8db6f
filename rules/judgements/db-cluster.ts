import {
  fail,
  type Inventory,
  type Mover,
  notApplicable,
  type Resource,
  type RuleContext,
  unknown,
  type Verdict,
} from '../../src/rule.ts';

type DBCluster = Resource<'AWS::RDS::DBCluster'>;
type DBInstance = Resource<'AWS::RDS::DBInstance'>;

/**
 * Judges the instances of the cluster. It may have none where it is Limitless (its capacity is in shard groups), or
 * the headless secondary of a global cluster, which nothing in its answer tells from a primary that lost its instances.
 * A rule declares `Live.IsClusterWriter` of instances to have their list held against the members that clusters name.
 */
export function judgeInstances(
  cluster: DBCluster,
  { inventory, unlessMoving }: Pick<RuleContext, 'inventory' | 'unlessMoving'>,
  judge: (instances: readonly DBInstance[]) => Verdict,
): Verdict {
  const { Live, GlobalClusterIdentifier } = cluster.properties;
  if (Live?.ClusterScalabilityType === 'limitless')
    return notApplicable('ClusterScalabilityType is limitless, which has no instances');
  if (!Live?.Members) return unknown('the answer does not say which instances are members');
  const instances = instancesOf(cluster, inventory);
  if (instances.length > 0) return judge(instances);
  const where = GlobalClusterIdentifier ? `, in global cluster ${GlobalClusterIdentifier}` : '';
  return unlessMoving(
    () =>
      fail(`the cluster has no instance${where}`, {
        expected: 'instances',
        actual: 0,
        path: 'Live.Members',
        fix: 'Add an instance to the cluster: without one its data can be neither read nor written.',
      }),
    ...moversOf(cluster),
  );
}

/** The members, and what comes to be one: an instance names its cluster before the cluster names it. */
function instancesOf({ properties }: DBCluster, inventory: Inventory): readonly DBInstance[] {
  const type = 'AWS::RDS::DBInstance';
  const members = (properties.Live?.Members ?? []).flatMap(({ DBInstanceIdentifier: id = '' }) =>
    inventory.where(type, 'DBInstanceIdentifier', id),
  );
  const coming = inventory
    .where(type, 'DBClusterIdentifier', properties.DBClusterIdentifier ?? '')
    .filter(isComing);
  return [...new Set([...members, ...coming])];
}

/** Because of what instances may be missing for now: a cluster that does not serve yet, those another may replace. */
export function moversOf(cluster: DBCluster): readonly Mover[] {
  const leaving = (cluster.properties.Live?.Leaving ?? []).map((name) => ({
    name,
    condition: { state: 'being deleted', serves: false, moving: true },
  }));
  return isComing(cluster) ? [cluster, ...leaving] : leaving;
}

/** On its way, and does not serve meanwhile. */
export const isComing = ({ condition }: DBCluster | DBInstance): boolean =>
  condition?.moving === true && !condition.serves;
