import {
  all,
  defineRule,
  fail,
  integer,
  notApplicable,
  pass,
  type Resource,
  type RuleContext,
  unknown,
  type Verdict,
} from '../../src/rule.ts';
import { judgeDesiredCount } from '../judgements/desired-count.ts';
import { isOnFargate } from '../judgements/launch.ts';
import { resourceIdOf, targetOf } from '../judgements/scalable-target.ts';
import { judgeScaleOut } from '../judgements/scaling-policy.ts';
import { isInForce } from '../judgements/scheduled-action.ts';

type Service = Resource<'AWS::ECS::Service'>;
type Target = Resource<'AWS::ApplicationAutoScaling::ScalableTarget'>;
interface Bounds {
  readonly min: number;
  readonly maxAtLeast: number;
}

export default defineRule({
  type: 'AWS::ECS::Service',
  name: 'autoscaling',
  title: 'ECS services scale out by themselves',
  why: 'A service that cannot grow by itself falls over at the first peak, and one with a single task when that task does.',
  fix: 'Register the service as a scalable target whose MinCapacity and MaxCapacity are as the policy asks, give it a target tracking policy, and raise a desired count that is below.',
  severity: 'high',
  reads: [
    'ServiceName',
    'SchedulingStrategy',
    'DesiredCount',
    'LaunchType',
    'CapacityProviderStrategy',
    'DeploymentController',
    'LoadBalancers',
    'Live.Cluster',
  ],
  uses: {
    'AWS::ApplicationAutoScaling::ScalableTarget': [
      'ResourceId',
      'ScalableDimension',
      'MinCapacity',
      'MaxCapacity',
      'SuspendedState',
      'ScheduledActions',
      'Live.CreationTime',
    ],
    'AWS::ApplicationAutoScaling::ScalingPolicy': [
      'ResourceId',
      'ScalableDimension',
      'PolicyName',
      'PolicyType',
      'TargetTrackingScalingPolicyConfiguration',
      'StepScalingPolicyConfiguration',
      'PredictiveScalingPolicyConfiguration',
      'Live.Alarms',
      'Live.AlarmStates',
      'Live.LabelledLoadBalancers',
    ],
    'AWS::ElasticLoadBalancingV2::LoadBalancer': [],
  },
  params: {
    min: integer('The least MinCapacity: as many tasks always run.', 2),
    maxAtLeast: integer('The least MaxCapacity: it can grow to as many tasks.', 4, 1),
  },
  shorthand: 'min',
  mistakes: ({ min = 2, maxAtLeast = 4 }) =>
    Number(min) > Number(maxAtLeast) ? [`min ${String(min)} is above maxAtLeast ${String(maxAtLeast)}`] : [],
  check(service, { params, inventory, now, unlessMoving }) {
    if (service.properties.SchedulingStrategy === 'DAEMON')
      return notApplicable('SchedulingStrategy is DAEMON, which has no count to scale');
    return all(
      () => judgeDesiredCount(service, params.min, { inventory, unlessMoving }),
      () => {
        const target = targetOf(service, inventory);
        if (!target) return unregistered(service, params);
        return all(
          () => judgeCapacity('', target.properties, params),
          () => judgeScheduled(target, params, now),
          () => judgeSuspension(target, now),
          () => judgePolicies(service, target, { inventory, unlessMoving }),
        );
      },
    );
  },
});

/** Between bounds that are equal nothing scales. */
const mostOf = ({ min, maxAtLeast }: Bounds): number => Math.max(maxAtLeast, min + 1);

function unregistered(service: Service, bounds: Bounds): Verdict {
  const [min, most] = [bounds.min, mostOf(bounds)];
  return fail('no scalable target', {
    expected: `a scalable target from at least ${min} to at least ${most} tasks`,
    actual: null,
    path: 'AWS::ApplicationAutoScaling::ScalableTarget',
    fix: `Register ${resourceIdOf(service)} as a scalable target with a MinCapacity of at least ${min} and a MaxCapacity of at least ${most}, and give it a target tracking policy.`,
  });
}

/** `when` says after which scheduled action the bounds are these. */
function judgeCapacity(when: string, capacity: Capacity, bounds: Bounds): Verdict {
  const { MinCapacity, MaxCapacity } = capacity;
  if (MinCapacity === undefined || MaxCapacity === undefined)
    return unknown(`the answer does not say between which bounds it scales${when}`);
  const whose = when === '' ? 'the scalable target' : `the scheduled action${when.replace(/^.* /, ' ')}`;
  const isTooNear = MaxCapacity >= bounds.maxAtLeast && MaxCapacity <= bounds.min;
  const most = {
    actual: MaxCapacity,
    path: when ? 'ScheduledActions' : 'MaxCapacity',
  };
  return all(
    () =>
      MinCapacity >= bounds.min
        ? pass(`from ${MinCapacity} to ${MaxCapacity} tasks${when}`)
        : fail(`MinCapacity is ${MinCapacity}${when}`, {
            expected: `at least ${bounds.min}`,
            actual: MinCapacity,
            path: when ? 'ScheduledActions' : 'MinCapacity',
            fix: `Raise MinCapacity of ${whose} to at least ${bounds.min}${isTooNear ? ', and its MaxCapacity above that' : ''}.`,
          }),
    () =>
      MaxCapacity >= bounds.maxAtLeast
        ? pass()
        : fail(`MaxCapacity is ${MaxCapacity}${when}`, {
            expected: `at least ${bounds.maxAtLeast}`,
            ...most,
            fix: `Raise MaxCapacity of ${whose} to at least ${mostOf(bounds)}.`,
          }),
    () =>
      MaxCapacity > MinCapacity || MaxCapacity < bounds.maxAtLeast
        ? pass()
        : fail(`MaxCapacity is ${MaxCapacity}${when}, and so is MinCapacity`, {
            expected: `more than ${MinCapacity}`,
            ...most,
            fix: `Raise MaxCapacity of ${whose} above its MinCapacity.`,
          }),
  );
}

interface Capacity {
  readonly MinCapacity?: number | undefined;
  readonly MaxCapacity?: number | undefined;
}

function judgeScheduled({ properties }: Target, bounds: Bounds, now: Date): Verdict {
  const { ScheduledActions = [], MinCapacity, MaxCapacity } = properties;
  const actions = ScheduledActions.filter((action) => isInForce(action, now));
  return all(
    ...actions.map(({ ScheduledActionName, ScalableTargetAction: action }) => () => {
      const capacity = {
        MinCapacity: action.MinCapacity ?? MinCapacity,
        MaxCapacity: action.MaxCapacity ?? MaxCapacity,
      };
      return judgeCapacity(` after scheduled action ${ScheduledActionName}`, capacity, bounds);
    }),
  );
}

// That scaling in is suspended costs money and hurts nobody.
function judgeSuspension({ properties, region }: Target, now: Date): Verdict {
  const { SuspendedState: suspended, ScheduledActions = [], ResourceId = '' } = properties;
  const facts = { expected: 'not suspended', actual: 'suspended' };
  const resume = (whose: string, what: string) =>
    `Resume ${whose} by \`aws application-autoscaling register-scalable-target --region ${region} --service-namespace ecs --scalable-dimension ecs:service:DesiredCount --resource-id ${ResourceId} --suspended-state ${what}=false\`.`;
  const isActing = ScheduledActions.some((action) => isInForce(action, now));
  return all(
    () =>
      suspended.DynamicScalingOutSuspended
        ? fail('scaling out is suspended', {
            ...facts,
            path: 'SuspendedState.DynamicScalingOutSuspended',
            fix: resume('scaling out', 'DynamicScalingOutSuspended'),
          })
        : pass(suspended.DynamicScalingInSuspended ? 'scaling in is suspended' : undefined),
    () =>
      suspended.ScheduledScalingSuspended && isActing
        ? fail('its scheduled actions are suspended', {
            ...facts,
            path: 'SuspendedState.ScheduledScalingSuspended',
            fix: resume('its scheduled actions', 'ScheduledScalingSuspended'),
          })
        : pass(),
  );
}

/** One policy that scales out is enough, and those we saw may hold it though there be more. */
function judgePolicies(
  service: Service,
  { properties: { ResourceId, ScalableDimension, MinCapacity = 0 } }: Target,
  { inventory, unlessMoving }: Pick<RuleContext, 'inventory' | 'unlessMoving'>,
): Verdict {
  const type = 'AWS::ApplicationAutoScaling::ScalingPolicy';
  const scaled = {
    minCapacity: MinCapacity,
    isBounded: isOnFargate(service),
    targetGroups: targetGroupsOf(service),
    // A blue/green deployment takes a target group out of the listener, and puts it back.
    unlessDeploying: (judge: () => Verdict) => unlessMoving(judge, service),
  };
  const verdicts = inventory
    .seenWhere(type, 'ResourceId', ResourceId)
    .filter(({ properties }) => properties.ScalableDimension === ScalableDimension)
    .map((policy) => all(() => judgeScaleOut(policy, scaled, inventory)));
  const effective = verdicts.find(({ status }) => status === 'pass');
  if (effective) return effective;
  inventory.where(type, 'ResourceId', ResourceId); // throws where there may be more
  const unsure = verdicts.find(({ status }) => status === 'unknown');
  if (unsure) return unsure;
  return fail(verdicts.map(({ message }) => message).join('; ') || 'no scaling policy', {
    expected: 'a policy that scales out',
    actual: verdicts.length > 0 ? 'none that does' : null,
    path: 'AWS::ApplicationAutoScaling::ScalingPolicy',
    fix: fixOf(verdicts),
  });
}

/** Any one policy that scales out is enough. */
function fixOf(verdicts: readonly Verdict[]): string {
  const [only, ...more] = verdicts;
  if (!only) return 'Add a target tracking policy to its scalable target.';
  const mend = more.length === 0 && only.status === 'fail' && !only.facts ? only.fix : undefined;
  return mend
    ? `${mend.replace(/\.$/, '')}, or add a target tracking policy.`
    : 'Mend one of its policies so that it scales out, or add a target tracking policy.';
}

/** Those its tasks are registered with, and where a deployment turns to. */
const targetGroupsOf = ({ properties }: Service): readonly string[] =>
  properties.LoadBalancers.flatMap(({ TargetGroupArn, AdvancedConfiguration }) =>
    [TargetGroupArn, AdvancedConfiguration?.AlternateTargetGroupArn].flatMap((arn) => arn ?? []),
  );
