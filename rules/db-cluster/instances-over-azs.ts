import {
  byText,
  defineRule,
  fail,
  integer,
  pass,
  type Resource,
  type RuleContext,
  remedyForState,
  stateText,
  unknown,
  type Verdict,
} from '../../src/rule.ts';
import { brokenOf } from '../judgements/broken.ts';
import { isComing, judgeInstances, moversOf } from '../judgements/db-cluster.ts';

type DBCluster = Resource<'AWS::RDS::DBCluster'>;
type DBInstance = Resource<'AWS::RDS::DBInstance'>;

export default defineRule({
  type: 'AWS::RDS::DBCluster',
  name: 'instances-over-azs',
  title: 'The database has available instances in several zones',
  why: 'Storage spans zones by itself, instances do not: without one in another zone a failover takes minutes.',
  fix: 'Start the cluster if it is stopped, and add a reader in a zone that has no available instance yet.',
  severity: 'critical',
  reads: [
    'DBClusterIdentifier',
    'Engine',
    'GlobalClusterIdentifier',
    'Live.Status',
    'Live.ClusterScalabilityType',
    'Live.Members',
    'Live.Leaving',
  ],
  uses: {
    'AWS::RDS::DBInstance': [
      'DBInstanceIdentifier',
      'DBClusterIdentifier',
      'AvailabilityZone',
      'Live.IsClusterWriter',
    ],
  },
  params: { min: integer('The least number of zones that hold an available instance.', 2, 2) },
  shorthand: 'min',
  check(cluster, context) {
    return (
      brokenOf(cluster, 'cluster', 'Live.Status') ??
      judgeInstances(cluster, context, (instances) =>
        judgeZones(instances, cluster, context.params.min, context.unlessMoving),
      )
    );
  },
});

function judgeZones(
  instances: readonly DBInstance[],
  cluster: DBCluster,
  min: number,
  unlessMoving: RuleContext['unlessMoving'],
): Verdict {
  const serving = instances.filter(({ condition }) => condition?.serves ?? true);
  const zones = zonesOf(serving);
  if (zones.length >= min) return pass(`available instances in ${zones.join(', ')}`);
  const coming = instances.filter(isComing);
  const out = instances.filter((instance) => !serving.includes(instance) && !coming.includes(instance));
  const failed = (others: readonly DBInstance[]) =>
    fail([availableIn(zones), ...others.map(describe)].join(', '), {
      expected: `at least ${min} zones`,
      actual: zones,
      path: 'AvailabilityZone',
      fix: remedyFor(
        others.filter((other) => !isComing(other)),
        min - zones.length,
        cluster,
      ),
    });
  // One that is not placed yet, or comes in place of another, may be in any zone.
  const movers = moversOf(cluster);
  const unplaced = [...coming, ...serving].filter((instance) => !zoneOf(instance));
  const atMost = zonesOf([...serving, ...coming]).length + unplaced.length + movers.length;
  if (atMost < min && !isComing(cluster)) return failed([...out, ...coming]);
  const verdict = unlessMoving(() => failed(out), ...coming, ...movers);
  if (verdict.status === 'unknown') return verdict;
  const lost = serving.find((instance) => !zoneOf(instance));
  return lost
    ? unknown(`the answer does not say in which zone ${lost.name} is`)
    : failed([...out, ...coming]);
}

/** RDS gives a Multi-AZ cluster of its own two readers in other zones, and takes no more. */
function remedyFor(broken: readonly DBInstance[], missing: number, { properties }: DBCluster): string {
  const mend = broken.map(({ name, condition }) => remedyForState(name, condition));
  const zones = missing === 1 ? 'a zone that has' : `each of ${missing} zones that have`;
  const add = `dd a reader in ${zones} no available instance yet.`;
  const isFixed = properties.Engine !== undefined && !properties.Engine.startsWith('aurora');
  if (mend.length === 0)
    return isFixed ? 'See in the events of the cluster why its readers are not available.' : `A${add}`;
  return isFixed ? mend.join(' ') : `${mend.join(' ')} Or a${add}`;
}

function availableIn(zones: readonly string[]): string {
  const [only, ...more] = zones;
  if (only === undefined) return 'no zone has an available instance';
  return more.length === 0
    ? `the only zone with available instances is ${only}`
    : `the only zones with available instances are ${zones.join(', ')}`;
}

const zoneOf = ({ properties }: DBInstance): string | undefined => properties.AvailabilityZone;
const describe = ({ name, condition }: DBInstance): string => `${name} is ${stateText(condition?.state)}`;
const zonesOf = (instances: readonly DBInstance[]): string[] =>
  [...new Set(instances.flatMap((instance) => zoneOf(instance) ?? []))].toSorted(byText);
