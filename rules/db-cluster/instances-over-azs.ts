import { defineRule, fail, integer, pass, type Resource, unknown, type Verdict } from '../../src/rule.ts';
import { judgeInstances } from '../judgements/db-cluster.ts';

type DBInstance = Resource<'AWS::RDS::DBInstance'>;

export default defineRule({
  type: 'AWS::RDS::DBCluster',
  name: 'instances-over-azs',
  title: 'The database has available instances in several zones',
  why: 'Storage spans zones by itself, instances do not: without one in another zone a failover takes minutes.',
  fix: 'Add a reader to the cluster in a zone that has no instance yet.',
  severity: 'critical',
  reads: ['GlobalClusterIdentifier', 'Live'],
  uses: { 'AWS::RDS::DBInstance': ['DBInstanceIdentifier', 'AvailabilityZone', 'Live'] },
  params: { min: integer('The least number of zones that hold an available instance.', 2, 2) },
  check(cluster, { params, inventory }) {
    return judgeInstances(cluster, inventory, (instances) => judgeZones(instances, params.min));
  },
});

function judgeZones(instances: readonly DBInstance[], min: number): Verdict {
  const serving = instances.filter((instance) => serves.test(statusOf(instance)) && zoneOf(instance));
  const zones = zonesOf(serving);
  if (zones.length >= min) return pass(`available instances in ${zones.join(', ')}`);
  const out = instances.filter((instance) => isOut.test(statusOf(instance)));
  const moving = instances.filter((instance) => !serving.includes(instance) && !out.includes(instance));
  const message = `available instances in ${zones.join(', ') || 'no zone'}`;
  // Where an instance is not placed yet it may come to be in any zone.
  const unplaced = moving.filter((instance) => !zoneOf(instance)).length;
  if (zonesOf([...serving, ...moving]).length + unplaced >= min)
    return unknown(`${message}, and ${moving.map(describe).join(', ')}`);
  return fail([message, ...[...out, ...moving].map(describe)].join(', '), {
    expected: `at least ${min} zones`,
    actual: zones,
    path: 'AvailabilityZone',
  });
}

// Statuses in which an instance answers, and those in which it does not and will not by itself; any other is
// on its way: creating, rebooting, starting, renaming, failing-over …
// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/accessing-monitoring.html
const serves =
  /^(available|backing-up|modifying|upgrading|maintenance|storage-optimization|storage-config-upgrade|storage-initialization|resetting-master-credentials|configuring-.*)$/;
const isOut = /^(stopp|failed|storage-full|incompatible-|inaccessible-|insufficient-capacity|restore-error)/;

const statusOf = ({ properties }: DBInstance): string => properties.Live?.Status ?? 'without a status';
const zoneOf = ({ properties }: DBInstance): string | undefined => properties.AvailabilityZone;
const describe = (instance: DBInstance): string => `${instance.name} is ${statusOf(instance)}`;
const zonesOf = (instances: readonly DBInstance[]): string[] =>
  [...new Set(instances.flatMap((instance) => zoneOf(instance) ?? []))].toSorted((a, b) =>
    a.localeCompare(b, 'en'),
  );
