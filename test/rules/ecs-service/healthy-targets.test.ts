import rule from '../../../rules/ecs-service/healthy-targets.ts';
import { createResource } from '../../../src/model/resource.ts';
import { ecsService } from '../../support/ecs.ts';
import { testRule } from '../../support/test-rule.ts';

const arn = (name: string) =>
  `arn:aws:elasticloadbalancing:sa-east-1:111122223333:targetgroup/${name}/73e2d6bc24d8a067`;
const [blue, green] = [arn('web'), arn('web-green')];
const target = (State: string, Reason?: string, Id = '10.0.1.7') => ({ Id, Port: 8080, State, Reason });
const [healthy, timeout] = [target('healthy'), target('unhealthy', 'Target.Timeout', '10.0.1.8')];
const another = target('healthy', undefined, '10.0.1.8');
const onInstance = target('healthy', undefined, 'i-0abc');

/** A running task by its address. */
const task = (address: string, StartedAt = '2026-11-20T12:00:00.000Z') => ({
  TaskArn: `arn:task/${address}`,
  LastStatus: 'RUNNING',
  StartedAt,
  Addresses: [address],
});
const tasks = [task('10.0.1.7'), task('10.0.1.8')];
const attached = { TargetGroupArn: blue } as never;

const service = (
  Targets: readonly ReturnType<typeof target>[] | undefined,
  others: readonly ReturnType<typeof target>[] = [],
  Tasks: readonly ReturnType<typeof task>[] = tasks,
) =>
  ecsService(
    {
      LoadBalancers: [
        { TargetGroupArn: blue, AdvancedConfiguration: { AlternateTargetGroupArn: green } } as never,
      ],
    },
    {
      Tasks,
      TargetHealth: [
        { TargetGroupArn: blue, Targets },
        { TargetGroupArn: green, Targets: Targets && others },
      ],
    },
  );
const rollout = (since: string) => ({ state: 'in a rollout', serves: true, moving: true, since });

/** Another service of the cluster, with tasks that are registered with a target group. */
const sharing = (TargetGroupArn: string, RunningCount: number | undefined) =>
  createResource({
    type: 'AWS::ECS::Service',
    id: 'arn:aws:ecs:sa-east-1:111122223333:service/kiosk/other',
    name: 'kiosk/other',
    account: '111122223333',
    region: 'sa-east-1',
    tags: {},
    properties: ecsService({ LoadBalancers: [{ TargetGroupArn } as never] }, { RunningCount }),
    gaps: [],
  });

/** One task that fails its checks, started at a time, in a service that is not steady since another. */
const starting = (StartedAt: string, UnsteadySince?: string) =>
  ecsService(
    { LoadBalancers: [attached], HealthCheckGracePeriodSeconds: 300 },
    {
      TargetHealth: [{ TargetGroupArn: blue, Targets: [timeout] }],
      Tasks: [task('10.0.1.8', StartedAt)],
      UnsteadySince,
    },
  );

testRule(rule, {
  passes: {
    'one target is healthy': {
      given: service([healthy, timeout]),
      seeing: '1 of 2 targets in target group web is healthy (unhealthy: Target.Timeout)',
    },
    'a deployment has turned to the other target group': { given: service([], [healthy]) },
    'more instances are healthy than another service with the same target group has tasks': {
      given: service([onInstance, target('healthy', undefined, 'i-0def')]),
      alongside: [sharing(blue, 1)],
    },
    'a task of it is healthy, whatever else another service has registered': {
      given: service([healthy, another], [], [task('10.0.1.7')]),
      alongside: [sharing(blue, 5)],
    },
    'its address is one of IPv6, written in another way': {
      given: service([target('healthy', undefined, '2600:1f14:0:0::7')], [], [task('2600:1F14:0000::7')]),
    },
    'another service has a target group of its own': {
      given: service([healthy]),
      alongside: [sharing(arn('other'), 1)],
    },
    'as many are healthy as must be': { given: service([healthy, another]), params: { min: 2 } },
  },
  fails: {
    'all are healthy, and too few': {
      given: service([healthy]),
      params: { min: 2 },
      because: '1 of 1 targets in target group web is healthy',
      fix: 'Raise the desired count: 2 healthy targets take as many tasks.',
    },
    'its tasks run, and none passes its health checks': {
      given: service([timeout, target('unhealthy', 'Target.FailedHealthChecks')]),
      because:
        '0 of 2 targets in target group web are healthy (unhealthy: Target.FailedHealthChecks, unhealthy: Target.Timeout)',
      expected: 'at least 1 healthy',
      actual: 0,
      path: 'Live.TargetHealth',
    },
    'nothing is registered': {
      given: service([]),
      because: 'target group web has no target',
      fix: 'See in the events of the service why none of its tasks is registered with the target group.',
    },
    'what is registered is leaving': {
      given: service([target('draining'), target('unhealthy.draining')]),
      because: 'target group web has no target',
    },
    'no load balancer uses the target group': {
      given: service([target('unused', 'Target.NotInUse')]),
      because: '0 of 1 targets in target group web are healthy (unused: Target.NotInUse)',
      fix: 'Forward a listener rule to target group web, and enable the zones of its targets for the load balancer.',
    },
    'its target group was deleted': {
      given: service(undefined),
      because: 'target group web does not exist',
      fix: 'Attach a target group that exists to the service, and forward a listener rule to it.',
    },
    'fewer are healthy than must be': {
      given: service([healthy, timeout]),
      params: { min: 2 },
      because: '1 of 2 targets in target group web is healthy (unhealthy: Target.Timeout)',
      fix: rule.fix,
    },
    'one load balancer of two has no healthy target': {
      given: ecsService(
        { LoadBalancers: [attached, { TargetGroupArn: green } as never] },
        {
          TargetHealth: [
            { TargetGroupArn: blue, Targets: [healthy] },
            { TargetGroupArn: green, Targets: [timeout] },
          ],
        },
      ),
      because: '0 of 1 targets in target group web-green are healthy (unhealthy: Target.Timeout)',
    },
    'the grace period of its task is over': {
      given: starting('2026-11-24T11:55:00.000Z', '2026-11-24T11:54:00.000Z'),
      because: '0 of 1 targets in target group web are healthy (unhealthy: Target.Timeout)',
    },
    'its tasks are started anew for a quarter of an hour, each within its grace period': {
      given: starting('2026-11-24T11:58:00.000Z', '2026-11-24T11:45:00.000Z'),
      because: '0 of 1 targets in target group web are healthy (unhealthy: Target.Timeout)',
    },
    'its task is young, and nothing tells that ECS is at work': {
      given: starting('2026-11-24T11:58:00.000Z'),
      because: '0 of 1 targets in target group web are healthy (unhealthy: Target.Timeout)',
    },
    'an old task fails within the grace period of a deployment': {
      given: ecsService(
        { LoadBalancers: [attached], HealthCheckGracePeriodSeconds: 300 },
        {
          TargetHealth: [{ TargetGroupArn: blue, Targets: [timeout] }],
          Tasks: tasks,
          UnsteadySince: '2026-11-24T11:58:00.000Z',
        },
      ),
      because: '0 of 1 targets in target group web are healthy (unhealthy: Target.Timeout)',
    },
    'a rollout that does not end': {
      given: service([timeout]),
      condition: rollout('2026-11-24T11:45:00.000Z'),
      because: '0 of 1 targets in target group web are healthy (unhealthy: Target.Timeout)',
    },
    'too few are healthy, whatever the first checks of the others say': {
      given: service([timeout, target('initial')]),
      params: { min: 2 },
      because: '0 of 2 targets in target group web are healthy (initial, unhealthy: Target.Timeout)',
    },
  },
  doesNotApply: {
    'no load balancer is attached': { given: ecsService(), because: 'no load balancer is attached' },
    'it rests': {
      given: ecsService({ DesiredCount: 0, LoadBalancers: [attached] }),
      because: 'DesiredCount is 0, and no task is to be healthy',
    },
  },
  isUnknown: {
    'the health of targets could not be read': {
      given: service([healthy]),
      unreadable: ['Live.TargetHealth'],
      because: 'could not read Live.TargetHealth: test:Read answered AccessDeniedException',
    },
    'a rollout replaces its targets': {
      given: service([timeout]),
      condition: rollout('2026-11-24T11:50:00.000Z'),
      because:
        '0 of 1 targets in target group web are healthy (unhealthy: Target.Timeout), while the-name is in a rollout',
    },
    'its task starts, within the grace period': {
      given: starting('2026-11-24T11:56:00.000Z', '2026-11-24T11:55:00.000Z'),
      because:
        '0 of 1 targets in target group web are healthy (unhealthy: Target.Timeout), while a task is within its health check grace period',
    },
    'who is healthy is none of its tasks': {
      given: service([healthy, timeout], [], [task('10.0.1.9')]),
      because:
        '1 of 2 targets in target group web is healthy (unhealthy: Target.Timeout), of which none is known to be of its tasks',
    },
    'fewer of its tasks are healthy than must be, though others are': {
      given: service([healthy, another], [], [task('10.0.1.7')]),
      params: { min: 2 },
      because: '2 of 2 targets in target group web are healthy, of which one is known to be of its tasks',
    },
    'its tasks could not be read': {
      given: service([healthy]),
      unreadable: ['Live.Tasks'],
      because: 'could not read Live.Tasks: test:Read answered AccessDeniedException',
    },
    'targets are checked for the first time': {
      given: service([target('initial', 'Elb.InitialHealthChecking')]),
      because:
        '0 of 1 targets in target group web are healthy (initial: Elb.InitialHealthChecking), while a target is being checked for the first time',
    },
    'an instance is healthy, and no task of it runs': {
      given: service([onInstance], [], []),
      because: '1 of 1 targets in target group web is healthy, while no task of it runs',
    },
    'more instances are healthy than tasks of it run': {
      given: service([onInstance, target('healthy', undefined, 'i-0def')], [], [task('10.0.1.7')]),
      params: { min: 2 },
      because: '2 of 2 targets in target group web are healthy, while one task of it runs',
    },
    'the instances that are healthy may have tasks of another service': {
      given: service([onInstance, timeout]),
      alongside: [sharing(blue, 1)],
      because:
        '1 of 2 targets in target group web is healthy (unhealthy: Target.Timeout), where tasks of other services are too',
    },
    'nobody counted the tasks of another service with the same target group': {
      given: service([onInstance, onInstance]),
      alongside: [sharing(green, undefined)],
      because: '2 of 2 targets in target group web are healthy, where tasks of other services are too',
    },
    'not every service could be listed, and one may share the target group': {
      given: service([onInstance]),
      blind: ['AWS::ECS::Service'],
      because: 'could not read the list of AWS::ECS::Service: test:Read answered AccessDeniedException',
    },
    'the load balancer cannot tell': {
      given: service([target('unavailable', 'Elb.InternalError')]),
      because: '0 of 1 targets in target group web are healthy (unavailable: Elb.InternalError)',
    },
    'a state is newer than this version': {
      given: service([target('resting')]),
      because: '0 of 1 targets in target group web are healthy (resting)',
    },
    'a Classic Load Balancer is attached': {
      given: ecsService({ LoadBalancers: [{ LoadBalancerName: 'old' } as never] }, { TargetHealth: [] }),
      because: 'what a Classic Load Balancer says of its instances is not read',
    },
    'its target group is not among those that were read': {
      given: ecsService({ LoadBalancers: [attached] }, { TargetHealth: [] }),
      because: 'what is registered with target group web was not read',
    },
  },
});
