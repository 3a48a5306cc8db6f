import {
  all,
  defineRule,
  fail,
  type Inventory,
  integer,
  notApplicable,
  pass,
  type Resource,
  type Verdict,
} from '../../src/rule.ts';
import { judgeScaleOut } from '../judgements/scaling-policy.ts';

type Service = Resource<'AWS::ECS::Service'>;
type Target = Resource<'AWS::ApplicationAutoScaling::ScalableTarget'>;
type Policy = Resource<'AWS::ApplicationAutoScaling::ScalingPolicy'>;
interface Bounds {
  readonly min: number;
  readonly maxAtLeast: number;
}

export default defineRule({
  type: 'AWS::ECS::Service',
  name: 'autoscaling',
  title: 'ECS services scale out by themselves',
  why: 'A service that cannot grow by itself falls over at the first peak, and one with a single task when that task does.',
  fix: 'Register the service as a scalable target with these bounds, and give it a target tracking policy.',
  severity: 'high',
  reads: ['ServiceName', 'SchedulingStrategy', 'Live.Cluster'],
  uses: {
    'AWS::ApplicationAutoScaling::ScalableTarget': [
      'ResourceId',
      'ScalableDimension',
      'MinCapacity',
      'MaxCapacity',
      'SuspendedState',
      'ScheduledActions',
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
    ],
  },
  params: {
    min: integer('The least MinCapacity: as many tasks always run.', 2),
    maxAtLeast: integer('The least MaxCapacity: it can grow to as many tasks.', 4, 1),
  },
  mistakes: ({ min = 2, maxAtLeast = 4 }) =>
    Number(min) > Number(maxAtLeast) ? [`min ${String(min)} is above maxAtLeast ${String(maxAtLeast)}`] : [],
  check(service, { params, inventory }) {
    if (service.properties.SchedulingStrategy === 'DAEMON')
      return notApplicable('SchedulingStrategy is DAEMON, which has no count to scale');
    const target = targetOf(service, inventory);
    if (!target) return fail('no scalable target', { expected: resourceIdOf(service), actual: null });
    return all(
      () => judgeCapacity('', target.properties, params),
      () => judgeScheduled(target, params),
      () => judgeSuspension(target),
      () => judgePolicies(target, inventory),
    );
  },
});

function targetOf(service: Service, inventory: Inventory): Target | undefined {
  const isOwn = ({ properties, account, region }: Target) =>
    properties.ResourceId === resourceIdOf(service) &&
    properties.ScalableDimension === 'ecs:service:DesiredCount' &&
    account === service.account &&
    region === service.region;
  const type = 'AWS::ApplicationAutoScaling::ScalableTarget';
  return inventory.seenOfType(type).find(isOwn) ?? inventory.ofType(type).find(isOwn);
}

const resourceIdOf = ({ properties: { Live, ServiceName } }: Service): string =>
  `service/${Live.Cluster.ClusterName}/${ServiceName}`;

interface Capacity {
  readonly MinCapacity?: number | undefined;
  readonly MaxCapacity?: number | undefined;
}

/** `when` says after which scheduled action the bounds are these. */
function judgeCapacity(
  when: string,
  { MinCapacity = 0, MaxCapacity = 0 }: Capacity,
  bounds: Bounds,
): Verdict {
  const path = when ? 'ScheduledActions' : undefined;
  if (MinCapacity < bounds.min)
    return fail(`MinCapacity is ${MinCapacity}${when}`, {
      expected: `at least ${bounds.min}`,
      actual: MinCapacity,
      path: path ?? 'MinCapacity',
    });
  const evidence = { actual: MaxCapacity, path: path ?? 'MaxCapacity' };
  if (MaxCapacity < bounds.maxAtLeast)
    return fail(`MaxCapacity is ${MaxCapacity}${when}`, {
      expected: `at least ${bounds.maxAtLeast}`,
      ...evidence,
    });
  if (MaxCapacity <= MinCapacity)
    return fail(`MaxCapacity is ${MaxCapacity}${when}, and so is MinCapacity`, {
      expected: `more than ${MinCapacity}`,
      ...evidence,
    });
  return pass(`from ${MinCapacity} to ${MaxCapacity} tasks${when}`);
}

function judgeScheduled({ properties }: Target, bounds: Bounds): Verdict {
  const { ScheduledActions = [], MinCapacity, MaxCapacity } = properties;
  return all(
    ...ScheduledActions.map(({ ScheduledActionName, ScalableTargetAction: action }) => () => {
      const capacity = {
        MinCapacity: action.MinCapacity ?? MinCapacity,
        MaxCapacity: action.MaxCapacity ?? MaxCapacity,
      };
      return judgeCapacity(` after scheduled action ${ScheduledActionName}`, capacity, bounds);
    }),
  );
}

// That scaling in is suspended costs money and hurts nobody.
function judgeSuspension({ properties }: Target): Verdict {
  const { SuspendedState: suspended } = properties;
  const evidence = { expected: 'not suspended', actual: suspended };
  if (suspended.DynamicScalingOutSuspended)
    return fail('scaling out is suspended', {
      ...evidence,
      path: 'SuspendedState.DynamicScalingOutSuspended',
    });
  if (suspended.ScheduledScalingSuspended && (properties.ScheduledActions ?? []).length > 0)
    return fail('its scheduled actions are suspended', {
      ...evidence,
      path: 'SuspendedState.ScheduledScalingSuspended',
    });
  return pass(suspended.DynamicScalingInSuspended ? 'scaling in is suspended' : undefined);
}

/** One policy that scales out is enough, and those we saw may hold it though there be more. */
function judgePolicies(target: Target, inventory: Inventory): Verdict {
  const type = 'AWS::ApplicationAutoScaling::ScalingPolicy';
  const isOwn = (policy: Policy) =>
    policy.properties.ResourceId === target.properties.ResourceId &&
    policy.properties.ScalableDimension === target.properties.ScalableDimension &&
    policy.account === target.account &&
    policy.region === target.region;
  const verdicts = inventory
    .seenOfType(type)
    .filter(isOwn)
    .map((policy) => all(() => judgeScaleOut(policy, target.properties.MinCapacity ?? 0)));
  const effective = verdicts.find(({ status }) => status === 'pass');
  if (effective) return effective;
  inventory.ofType(type); // throws where there may be more
  const unsure = verdicts.find(({ status }) => status === 'unknown');
  if (unsure) return unsure;
  return fail(verdicts.map(({ message }) => message).join('; ') || 'no scaling policy', {
    expected: 'a policy that scales out',
    actual: verdicts.length > 0 ? 'none that does' : null,
    path: 'AWS::ApplicationAutoScaling::ScalingPolicy',
  });
}
