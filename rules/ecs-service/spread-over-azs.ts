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
import { isZoneOfRegion } from '../judgements/zone-name.ts';
import { judgeSpread } from '../judgements/zone-spread.ts';

type Service = Resource<'AWS::ECS::Service'>;

export default defineRule({
  type: 'AWS::ECS::Service',
  name: 'spread-over-azs',
  title: 'ECS services are spread over Availability Zones',
  why: 'A service whose tasks all stand in one zone is down when that zone is.',
  fix: 'Have as many tasks run as zones are wanted, give the service subnets in more zones, then force a new deployment so that its tasks move.',
  severity: 'critical',
  reads: ['SchedulingStrategy', 'DesiredCount', 'NetworkConfiguration', 'Live.Tasks', 'Live.RunningCount'],
  uses: { 'AWS::EC2::Subnet': ['AvailabilityZone', 'AvailabilityZoneId', 'OutpostArn'] },
  params: {
    min: integer('The least number of Availability Zones its subnets and its running tasks are in.', 2, 1),
  },
  shorthand: 'min',
  check(service, { params: { min }, inventory, unlessMoving }) {
    if (service.properties.SchedulingStrategy === 'DAEMON')
      return notApplicable('SchedulingStrategy is DAEMON: a task on each instance, wherever those are');
    const subnets = service.properties.NetworkConfiguration?.AwsvpcConfiguration?.Subnets ?? [];
    const tasks = () => unlessMoving(() => judgeTasks(service, subnets, min, inventory), service);
    // On instances, without a network of its own, a service has no subnets: it is where its tasks stand.
    if (subnets.length === 0) return all(tasks);
    const path = 'NetworkConfiguration.AwsvpcConfiguration.Subnets';
    return all(() => judgeSpread(subnets, min, inventory, path), tasks);
  },
});

function judgeTasks(
  { properties: { DesiredCount, Live } }: Service,
  subnets: readonly string[],
  min: number,
  inventory: Inventory,
): Verdict {
  const { Tasks = [], RunningCount } = Live;
  const running = Tasks.length;
  if (running === 0) return judgeNone(RunningCount, { desired: DesiredCount, min });
  // Fewer tasks than zones cannot be in all of them, and those there will be may go to any subnet.
  const needed = subnets.length > 0 ? Math.min(min, running) : min;
  const known = Tasks.map((task) => task.AvailabilityZone ?? zoneOf(task.SubnetId, inventory));
  const zones = distinct(known);
  const message = `${running === 1 ? '1 running task is' : `${running} running tasks are`} in ${count(zones)}`;
  if (zones.length >= needed) return pass(message);
  if (RunningCount !== undefined && RunningCount > running)
    return unknown(`RunningCount is ${RunningCount}, and ${message}`);
  if (known.includes(undefined)) return unknown('the answer does not say in which zone a running task is');
  const all = running === 1 ? '' : 'all ';
  return fail(running === 2 ? `both ${message.slice(2)}` : `${all}${message}`, {
    expected: `at least ${needed} zones`,
    actual: zones,
    path: 'Live.Tasks',
    fix: remedyFor(running, min, subnets.length > 0),
  });
}

// Where a service has subnets ECS spreads its tasks over their zones; else over those of the instances.
function remedyFor(running: number, min: number, hasSubnets: boolean): string {
  const move = hasSubnets
    ? 'force a new deployment so that its tasks move'
    : 'add container instances in more zones, spread its tasks over attribute:ecs.availability-zone, and force a new deployment';
  const text = running < min ? `have at least ${min} tasks run, and ${move}` : move;
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** The list of tasks and the answer about the service are two questions. Neither holds tasks that are stopping. */
const judgeNone = (runningCount = 0, { desired, min }: Wanted): Verdict =>
  runningCount > 0
    ? unknown(`RunningCount is ${runningCount}, and no running task is listed`)
    : fail(desired === 0 ? 'no task runs: DesiredCount is 0' : 'no task runs', {
        expected: 'running tasks',
        actual: 0,
        path: 'Live.Tasks',
        fix:
          desired === 0
            ? `Raise the desired count to at least ${min}.`
            : 'See in the events of the service why no task of it runs.',
      });

interface Wanted {
  readonly desired: number | undefined;
  readonly min: number;
}

/** By name, as tasks tell it: within an account names are as good as ids. */
const zoneOf = (subnetId: string | undefined, inventory: Inventory): string | undefined =>
  subnetId && inventory.find('AWS::EC2::Subnet', subnetId)?.properties.AvailabilityZone;

const distinct = (zones: readonly (string | undefined)[]): string[] =>
  [...new Set(zones)].filter((zone) => zone !== undefined && isZoneOfRegion(zone)) as string[];

const count = (zones: readonly string[]): string =>
  zones.length === 0
    ? 'no zone of the region'
    : zones.length === 1
      ? `one zone, ${zones[0]}`
      : `${zones.length} zones`;
