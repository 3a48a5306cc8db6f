import {
  all,
  defineRule,
  fail,
  type Inventory,
  integer,
  notApplicable,
  pass,
  type Resource,
  unknown,
  type Verdict,
} from '../../src/rule.ts';
import { judgeSpread } from '../judgements/zone-spread.ts';

type Service = Resource<'AWS::ECS::Service'>;

export default defineRule({
  type: 'AWS::ECS::Service',
  name: 'spread-over-azs',
  title: 'ECS services are spread over Availability Zones',
  why: 'A service whose tasks all stand in one zone is down when that zone is.',
  fix: 'Give the service subnets in more zones, then force a new deployment so that its tasks move.',
  severity: 'critical',
  reads: ['SchedulingStrategy', 'NetworkConfiguration', 'Live.Tasks'],
  uses: { 'AWS::EC2::Subnet': ['AvailabilityZone', 'AvailabilityZoneId', 'OutpostArn'] },
  params: {
    min: integer('The least number of Availability Zones its subnets and its running tasks are in.', 2, 1),
  },
  check(service, { params, inventory }) {
    if (service.properties.SchedulingStrategy === 'DAEMON')
      return notApplicable('SchedulingStrategy is DAEMON: a task on each instance, wherever those are');
    return all(
      () => judgeSubnets(service, params.min, inventory),
      () => judgeTasks(service, params.min, inventory),
    );
  },
});

function judgeSubnets({ properties }: Service, min: number, inventory: Inventory): Verdict {
  const ids = properties.NetworkConfiguration?.AwsvpcConfiguration?.Subnets ?? [];
  if (ids.length === 0) return unknown('no subnets are configured, so its zones are those of its instances');
  // ECS keeps the id of a subnet that was deleted since, and places nothing there.
  const existing = ids.filter((id) => inventory.find('AWS::EC2::Subnet', id));
  return judgeSpread(existing, min, inventory, 'NetworkConfiguration.AwsvpcConfiguration.Subnets');
}

// Only tasks that run are judged, whatever a deployment is doing: too few of them is not about zones.
function judgeTasks({ properties }: Service, min: number, inventory: Inventory): Verdict {
  const { Tasks = [] } = properties.Live;
  const running = Tasks.length;
  if (running === 0) return pass('no task runs');
  const needed = Math.min(min, running);
  const known = Tasks.map((task) => task.AvailabilityZone ?? zoneOf(task.SubnetId, inventory));
  const zones = distinct(known);
  const message = `${running === 1 ? '1 running task is' : `${running} running tasks are`} in ${count(zones)}`;
  if (zones.length >= needed) return pass(message);
  if (known.includes(undefined)) return unknown('the answer does not say in which zone a running task is');
  return fail(running === 2 ? `both ${message.slice(2)}` : `all ${message}`, {
    expected: `at least ${needed} zones`,
    actual: zones,
    path: 'Live.Tasks',
  });
}

/** By name, as tasks tell it: within an account names are as good as ids. */
const zoneOf = (subnetId: string | undefined, inventory: Inventory): string | undefined =>
  subnetId && inventory.find('AWS::EC2::Subnet', subnetId)?.properties.AvailabilityZone;

const distinct = (zones: readonly (string | undefined)[]): string[] =>
  [...new Set(zones)].filter((zone) => zone !== undefined);

const count = (zones: readonly string[]): string =>
  zones.length === 0 ? 'no zone' : zones.length === 1 ? `one zone, ${zones[0]}` : `${zones.length} zones`;
