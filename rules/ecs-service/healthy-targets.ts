import {
  all,
  defineRule,
  fail,
  type Inventory,
  integer,
  type Mover,
  notApplicable,
  pass,
  type Resource,
  type RuleContext,
  unknown,
  type Verdict,
} from '../../src/rule.ts';
import { groupName } from '../judgements/arn-name.ts';

type Service = Resource<'AWS::ECS::Service'>;
type Attachment = Service['properties']['LoadBalancers'][number];
type Health = NonNullable<Service['properties']['Live']['TargetHealth']>[number];
type Target = NonNullable<Health['Targets']>[number];
type Task = NonNullable<Service['properties']['Live']['Tasks']>[number];

export default defineRule({
  type: 'AWS::ECS::Service',
  name: 'healthy-targets',
  title: 'Tasks behind a load balancer pass its health checks',
  why: 'Tasks may run and serve nobody: a load balancer sends its requests to targets that pass their health checks.',
  fix: 'See by the reason why the health checks fail: the path, the port, the security groups, or the application itself.',
  severity: 'critical',
  reads: [
    'LoadBalancers',
    'DesiredCount',
    'HealthCheckGracePeriodSeconds',
    'Live.TargetHealth',
    'Live.Tasks',
    'Live.UnsteadySince',
  ],
  uses: { 'AWS::ECS::Service': ['LoadBalancers', 'Live.RunningCount'] },
  params: {
    min: integer(
      'The least number of healthy targets of each load balancer that is attached. An address counts where a task of the service has it; of instances those count that cannot all be there for tasks of other services, and no more than tasks of it run.',
      1,
      1,
    ),
  },
  shorthand: 'min',
  check(service, { params: { min }, inventory, now, unlessMoving }) {
    const { LoadBalancers, DesiredCount, Live } = service.properties;
    if (LoadBalancers.length === 0) return notApplicable('no load balancer is attached');
    if (DesiredCount === 0) return notApplicable('DesiredCount is 0, and no task is to be healthy');
    const { TargetHealth = [] } = Live;
    const judged = LoadBalancers.map(
      (attachment) => () =>
        judgeAttachment(service, attachment, { health: TargetHealth, min, inventory, now, unlessMoving }),
    );
    return all(...judged);
  },
});

interface Seen {
  readonly health: readonly Health[];
  readonly min: number;
  readonly inventory: Inventory;
  readonly now: Date;
  readonly unlessMoving: RuleContext['unlessMoving'];
}

/** A blue/green deployment turns from one target group to the other: the tasks that serve are in either. */
function judgeAttachment(
  service: Service,
  { TargetGroupArn, AdvancedConfiguration }: Attachment,
  { health, min, inventory, now, unlessMoving }: Seen,
): Verdict {
  if (TargetGroupArn === undefined)
    return unknown('what a Classic Load Balancer says of its instances is not read');
  const groups = groupsOf({ TargetGroupArn, AdvancedConfiguration });
  const own = health.filter((one) => groups.includes(one.TargetGroupArn));
  const name = groupName(TargetGroupArn);
  if (own.length === 0) return unknown(`what is registered with target group ${name} was not read`);
  if (own.every(({ Targets }) => Targets === undefined))
    return fail(`target group ${name} does not exist`, {
      expected: TargetGroupArn,
      actual: null,
      path,
      fix: 'Attach a target group that exists to the service, and forward a listener rule to it.',
    });
  const targets = own.flatMap(({ Targets = [] }) => Targets).filter(({ State }) => !/draining$/.test(State));
  const counted = (is: (target: Target) => boolean): number => targets.filter(is).length;
  const healthy = counted(isHealthy);
  const message = wordsOf(healthy, targets, name);
  if (healthy >= min) {
    const doubt = doubtOf(service, targets.filter(isHealthy), { min, groups, inventory });
    return doubt === undefined ? pass(message) : unknown(`${message}, ${doubt}`);
  }
  if (healthy + counted(({ State }) => !known.has(State)) >= min) return unknown(message);
  const fix = remedyFor(targets, name, min);
  const failure = fail(message, { expected: `at least ${min} healthy`, actual: healthy, path, fix });
  const isFirst = healthy + counted(({ State }) => State === 'initial') >= min;
  const isGraced = healthy + youngTasks(service, targets.filter(isHealthy), now) >= min;
  return unlessMoving(
    () => failure,
    service,
    ...(isFirst ? [firstChecks] : []),
    ...(isGraced ? graceOf(service) : []),
  );
}

const isHealthy = ({ State }: Target): boolean => State === 'healthy';

interface Shared {
  readonly min: number;
  readonly groups: readonly string[];
  readonly inventory: Inventory;
}

/**
 * Why those that are healthy may not be tasks of the service. Anyone may register an address: it is of the service where a
 * task of it has that address. Instances are told by their ids, which anyone may register too, and which tasks are on them
 * is not read: where fewer tasks run than must be healthy, others are.
 */
function doubtOf(
  service: Service,
  healthy: readonly Target[],
  { min, groups, inventory }: Shared,
): string | undefined {
  const addressed = healthy.filter(({ Id }) => /[.:]/.test(Id) && !Id.startsWith('arn:'));
  if (addressed.length > 0) {
    const known = new Set(addressesOf(tasksOf(service)));
    const own = addressed.filter(({ Id }) => known.has(plain(Id))).length;
    if (own >= min) return undefined;
    return `of which ${own === 0 ? 'none is' : own === 1 ? 'one is' : `${own} are`} known to be of its tasks`;
  }
  if (tasksOf(service).length < min) return `while ${runningText(tasksOf(service).length)}`;
  const foreign = tasksOfOthers(service, groups, inventory);
  return healthy.length - foreign >= min ? undefined : 'where tasks of other services are too';
}

const runningText = (count: number): string =>
  count === 0 ? 'no task of it runs' : count === 1 ? 'one task of it runs' : `${count} tasks of it run`;

const tasksOf = ({ properties }: Service): readonly Task[] => properties.Live.Tasks ?? [];

const addressesOf = (tasks: readonly Task[]): readonly string[] =>
  tasks.flatMap(({ Addresses = [] }) => Addresses.map(plain));

/** An address of IPv6 may be written in several ways. */
function plain(address: string): string {
  const url = `http://[${address}]`;
  return URL.canParse(url) ? new URL(url).hostname : address;
}

/** How many of the targets may be tasks of other services, which are registered with the same target groups. */
function tasksOfOthers({ id }: Service, groups: readonly string[], inventory: Inventory): number {
  const others = inventory.ofType('AWS::ECS::Service').filter((other) => other.id !== id);
  return others
    .map(({ properties: { LoadBalancers, Live } }) => {
      const shared = LoadBalancers.filter((one) => groupsOf(one).some((arn) => groups.includes(arn))).length;
      // Of tasks that nobody counted there may be any number.
      return shared === 0 ? 0 : shared * (Live.RunningCount ?? Number.POSITIVE_INFINITY);
    })
    .reduce((sum, count) => sum + count, 0);
}

const groupsOf = ({ TargetGroupArn, AdvancedConfiguration }: Attachment): readonly string[] =>
  [TargetGroupArn, AdvancedConfiguration?.AlternateTargetGroupArn].flatMap((arn) => arn ?? []);

const path = 'Live.TargetHealth';

/** `unavailable` is not among them: health checks are off, or the load balancer cannot tell. */
const known = new Set(['healthy', 'unhealthy', 'initial', 'unused']);

/** AWS says not since when. It ends by itself: after the first checks a target is healthy or unhealthy. */
const firstChecks: Mover = {
  name: 'a target',
  condition: { state: 'being checked for the first time', serves: true, moving: true },
};

/**
 * How many tasks that are not healthy run for less than the grace period: so long ECS itself does not mind.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html
 */
function youngTasks(service: Service, healthy: readonly Target[], now: Date): number {
  const { HealthCheckGracePeriodSeconds: seconds = 0 } = service.properties;
  if (seconds === 0) return 0;
  const served = new Set(healthy.map(({ Id }) => plain(Id)));
  return tasksOf(service).filter(
    (task) =>
      task.StartedAt !== undefined &&
      now.getTime() - Date.parse(task.StartedAt) < seconds * 1000 &&
      !addressesOf([task]).some((address) => served.has(address)),
  ).length;
}

/** Tasks that fail and are started anew, over and over, are always young: ECS does not call the service steady then. */
function graceOf({ properties }: Service): readonly Mover[] {
  const since = properties.Live.UnsteadySince;
  if (since === undefined) return [];
  const state = 'within its health check grace period';
  return [{ name: 'a task', condition: { state, serves: true, moving: true, since } }];
}

/** `0 of 2 targets in target group web are healthy (unhealthy: Target.Timeout)` */
function wordsOf(healthy: number, targets: readonly Target[], name: string): string {
  if (targets.length === 0) return `target group ${name} has no target`;
  const others = targets.filter(({ State }) => State !== 'healthy');
  const reasons = new Set(others.map(({ State, Reason }) => (Reason ? `${State}: ${Reason}` : State)));
  const verb = healthy === 1 ? 'is' : 'are';
  const states = reasons.size > 0 ? ` (${[...reasons].toSorted().join(', ')})` : '';
  return `${healthy} of ${targets.length} targets in target group ${name} ${verb} healthy${states}`;
}

/** What the targets that are not healthy call for; the rule's own where their health checks fail. */
function remedyFor(targets: readonly Target[], name: string, min: number): string | undefined {
  if (targets.length === 0)
    return 'See in the events of the service why none of its tasks is registered with the target group.';
  const others = targets.filter(({ State }) => State !== 'healthy');
  if (others.length === 0) return `Raise the desired count: ${min} healthy targets take as many tasks.`;
  const isUnused = others.every(({ Reason, State }) => State === 'unused' && Reason === 'Target.NotInUse');
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetHealth.html
  return isUnused
    ? `Forward a listener rule to target group ${name}, and enable the zones of its targets for the load balancer.`
    : undefined;
}
