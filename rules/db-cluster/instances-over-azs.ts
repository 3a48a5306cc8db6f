import {
  byText,
  defineRule,
  fail,
  integer,
  pass,
  type Resource,
  type RuleContext,
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
      fix:
        others.length > 0
          ? `Mend or replace ${others.map(({ name }) => name).join(', ')}, or add a reader in a zone that has no available instance.`
          : 'Add a reader in a zone that has no available instance yet.',
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
