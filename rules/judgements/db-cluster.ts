import { fail, type Inventory, notApplicable, type Resource, unknown, type Verdict } from '../../src/rule.ts';

type DBCluster = Resource<'AWS::RDS::DBCluster'>;
type DBInstance = Resource<'AWS::RDS::DBInstance'>;

/**
 * Judges the instances that are members of the cluster. A member that is being deleted counts no more. A
 * cluster has none where it is Limitless (its capacity is in shard groups), or the headless secondary of a
 * global cluster, which nothing in the answer tells from a primary that lost its instances.
 */
export function judgeInstances(
  cluster: DBCluster,
  inventory: Inventory,
  judge: (instances: readonly DBInstance[]) => Verdict,
): Verdict {
  const { Live, GlobalClusterIdentifier } = cluster.properties;
  if (Live?.ClusterScalabilityType === 'limitless')
    return notApplicable('ClusterScalabilityType is limitless, which has no instances');
  if (!Live?.Members) return unknown('the answer does not say which instances are members');
  const ids = new Set(Live.Members.map(({ DBInstanceIdentifier }) => DBInstanceIdentifier));
  if (ids.size > 0) {
    // Identifiers are unique within an account and region only.
    const instances = inventory.ofType('AWS::RDS::DBInstance').filter((instance) => {
      const isHere = instance.account === cluster.account && instance.region === cluster.region;
      return isHere && ids.has(instance.properties.DBInstanceIdentifier);
    });
    if (instances.length > 0) return judge(instances);
  }
  if (GlobalClusterIdentifier)
    return unknown(`no instance, as in a headless secondary of global cluster ${GlobalClusterIdentifier}`);
  return fail('the cluster has no instance', { expected: 'instances', actual: 0, path: 'Live.Members' });
}
