import { all, fail, type Inventory, pass, type Resource, unknown, type Verdict } from '../../src/rule.ts';

type Policy = Resource<'AWS::ApplicationAutoScaling::ScalingPolicy'>;

/** What of the scaled service decides whether a policy can move it. */
export interface Scaled {
  readonly minCapacity: number;
  /** Whether no task ever uses more than it reserved, as on Fargate. */
  readonly isBounded: boolean;
  /** ARNs of the target groups its tasks are registered with. */
  readonly targetGroups: readonly string[];
  /** What fails only while the service is in a deployment is not yet judged. */
  readonly unlessDeploying: (judge: () => Verdict) => Verdict;
}

/** Whether the policy can really add tasks beyond `minCapacity`. Many look healthy and never will. */
export function judgeScaleOut(policy: Policy, scaled: Scaled, inventory: Inventory): Verdict {
  switch (policy.properties.PolicyType) {
    case 'TargetTrackingScaling':
      return all(
        () => judgeTargetValue(policy, scaled),
        () => judgeLabel(policy, scaled, inventory),
        () => judgeTrackingAlarms(policy),
      );
    case 'StepScaling':
      return judgeSteps(policy, scaled.minCapacity);
    case 'PredictiveScaling':
      return judgeMode(policy);
    default:
      return unknown(`${nameOf(policy)} is of type ${policy.properties.PolicyType}`);
  }
}

const nameOf = ({ properties }: Policy): string => `policy ${properties.PolicyName}`;

// Utilisation of what a task reserved cannot go above 100 % on Fargate: to follow 100 is to wait for ever. On
// instances a task may use more CPU than it reserved, and more memory where it has a soft limit only.
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cloudwatch-metrics.html
function judgeTargetValue(policy: Policy, { isBounded }: Scaled): Verdict {
  const { TargetValue } = policy.properties.TargetTrackingScalingPolicyConfiguration ?? {};
  if (TargetValue === undefined)
    return unknown(`the answer does not say the target value of ${nameOf(policy)}`);
  const metric = metricOf(policy);
  const [, resource] = /(CPU|Memory)Utilization/.exec(metric ?? '') ?? [];
  const what = `${nameOf(policy)} keeps ${metric ?? 'a metric of its own'} at ${TargetValue}`;
  if (!resource || TargetValue < 100) return pass(what);
  if (isBounded)
    return fail(`${what} %, which it never exceeds`, {
      fix: `Lower the target value of ${nameOf(policy)} below 100.`,
    });
  return resource === 'CPU'
    ? pass(what)
    : unknown(`${what} %, which it exceeds only where memory has a soft limit`);
}

/** By its predefined name; or by CloudWatch's, where somebody spelled out what ECS measures of this very service. */
function metricOf({ properties }: Policy): string | undefined {
  const { PredefinedMetricSpecification: predefined, CustomizedMetricSpecification: own } =
    properties.TargetTrackingScalingPolicyConfiguration ?? {};
  if (predefined || own?.Namespace !== 'AWS/ECS') return predefined?.PredefinedMetricType;
  const service = own.Dimensions?.find(({ Name }) => Name === 'ServiceName')?.Value;
  const isOwn = service !== undefined && properties.ResourceId.endsWith(`/${service}`);
  return isOwn && ['Average', 'Maximum', 'Minimum'].includes(own.Statistic ?? '')
    ? own.MetricName
    : undefined;
}

// Names of the load balancer and the target group whose requests are counted. AWS keeps the label when either goes.
// app/<name>/<id>/targetgroup/<name>/<id>
const labelParts = /^((?:app|net)\/[^/]+\/[^/]+)\/(targetgroup\/[^/]+\/[^/]+)$/;

/** Requests to another target group, or through a load balancer that is gone, say nothing of the service. */
function judgeLabel(
  policy: Policy,
  { targetGroups, unlessDeploying }: Scaled,
  inventory: Inventory,
): Verdict {
  const { PredefinedMetricSpecification } = policy.properties.TargetTrackingScalingPolicyConfiguration ?? {};
  if (PredefinedMetricSpecification?.PredefinedMetricType !== 'ALBRequestCountPerTarget') return pass();
  const { ResourceLabel = '' } = PredefinedMetricSpecification;
  const fix = `Give ${nameOf(policy)} the ResourceLabel of the load balancer and the target group that serve now.`;
  const [, balancer, group] = labelParts.exec(ResourceLabel) ?? [];
  if (!balancer || !group)
    return fail(`${nameOf(policy)} counts the requests of ${ResourceLabel || 'no target group'}`, { fix });
  const own = targetGroups.find((arn) => arn.endsWith(`:${group}`));
  if (!own)
    return fail(
      `${nameOf(policy)} counts the requests of ${group}, which is no target group of the service`,
      {
        fix,
      },
    );
  const arn = own.replace(group, `loadbalancer/${balancer}`);
  const counts = `${nameOf(policy)} counts the requests that come through ${balancer}`;
  if (!inventory.find('AWS::ElasticLoadBalancingV2::LoadBalancer', arn))
    return fail(`${counts}, which does not exist`, { fix });
  const { LabelledLoadBalancers: balancers } = policy.properties.Live;
  // It got its label after the target groups were read.
  if (!balancers)
    return unknown(`what routes to ${group} was not read, of which ${nameOf(policy)} counts the requests`);
  return balancers.includes(arn)
    ? pass()
    : unlessDeploying(() => fail(`${counts}, which routes nothing to ${group}`, { fix }));
}

/**
 * The alarms are made with the policy, and are all it acts by; nothing tells it when one is deleted or muted. Only
 * those that scale out matter: not to scale in costs money and hurts nobody.
 */
function judgeTrackingAlarms(policy: Policy): Verdict {
  const { Alarms } = policy.properties.Live;
  if (Alarms.length === 0) return fail(`${nameOf(policy)} has no alarm`, { fix: anew(policy) });
  const states = statesOf(policy);
  const byName = new Map(states.map((state) => [state.AlarmName, state]));
  const verdicts = Alarms.flatMap(({ AlarmName = '' }) => {
    const state = byName.get(AlarmName);
    return isForScalingIn(AlarmName, state) ? [] : [judgeAlarm(policy, AlarmName, state)];
  });
  if (verdicts.length === 0)
    return fail(`${nameOf(policy)} has no alarm that scales out`, { fix: anew(policy) });
  return verdicts.find(({ status }) => status === 'fail') ?? pass();
}

function judgeAlarm(policy: Policy, name: string, state: AlarmStates[number] | undefined): Verdict {
  if (!state) return fail(`alarm ${name} of ${nameOf(policy)} does not exist`, { fix: anew(policy) });
  if (state.ActionsEnabled && actsFor(policy, state)) return pass();
  return fail(`alarm ${name} does not act for ${nameOf(policy)}`, {
    fix: state.ActionsEnabled ? anew(policy) : `Enable the actions of alarm ${name}.`,
  });
}

// https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PutScalingPolicy.html
const anew = (policy: Policy): string => `Put ${nameOf(policy)} again, which makes its alarms anew.`;

// The metric falls as tasks are added: below is for scaling in. An alarm that is gone has its name only, which target
// tracking gives: TargetTracking-service/<cluster>/<service>-AlarmLow-<id>.
const isForScalingIn = (name: string, state: AlarmStates[number] | undefined): boolean =>
  state?.ComparisonOperator
    ? state.ComparisonOperator.startsWith('LessThan')
    : /^TargetTracking-.*-AlarmLow-/.test(name);

function judgeSteps(policy: Policy, minCapacity: number): Verdict {
  const steps = stepsOut(policy, minCapacity);
  if (steps.length === 0)
    return fail(`${nameOf(policy)} has no step that scales out`, {
      fix: `Give ${nameOf(policy)} a step that adds tasks.`,
    });
  const acting = statesOf(policy).filter((state) => state.ActionsEnabled && actsFor(policy, state));
  if (acting.length === 0)
    return fail(`no alarm acts for ${nameOf(policy)}`, {
      fix: `Have an alarm whose actions are enabled act for ${nameOf(policy)}.`,
    });
  return acting.some((state) => steps.some((step) => isReached(step, state)))
    ? pass(`${nameOf(policy)} scales out in steps`)
    : fail(`no alarm of ${nameOf(policy)} reaches a step that scales out`, {
        fix: `Have the steps of ${nameOf(policy)} that add tasks begin where its alarm goes off.`,
      });
}

type Steps = NonNullable<
  NonNullable<Policy['properties']['StepScalingPolicyConfiguration']>['StepAdjustments']
>;

function stepsOut({ properties }: Policy, minCapacity: number): Steps {
  const { AdjustmentType, StepAdjustments = [] } = properties.StepScalingPolicyConfiguration ?? {};
  const least = AdjustmentType === 'ExactCapacity' ? minCapacity : 0;
  return StepAdjustments.filter(({ ScalingAdjustment = 0 }) => ScalingAdjustment > least);
}

// The bounds of a step count from the threshold of the alarm, on whose one side the metric is when it goes off.
// https://docs.aws.amazon.com/autoscaling/application/APIReference/API_StepAdjustment.html
function isReached(step: Steps[number], { ComparisonOperator }: AlarmStates[number]): boolean {
  const { MetricIntervalLowerBound: from = -Infinity, MetricIntervalUpperBound: to = Infinity } = step;
  switch (ComparisonOperator) {
    case 'GreaterThanThreshold':
    case 'GreaterThanOrEqualToThreshold':
      return to > 0;
    case 'LessThanThreshold':
      return from < 0;
    case 'LessThanOrEqualToThreshold':
      return from <= 0;
    default: // A band, which has two sides, or a word that is newer than we are.
      return true;
  }
}

type AlarmStates = NonNullable<Policy['properties']['Live']['AlarmStates']>;

const statesOf = ({ properties }: Policy): AlarmStates => properties.Live.AlarmStates ?? [];

// Target tracking appends `:createdBy/<id>` to the ARN.
const actsFor = ({ id }: Policy, { AlarmActions }: AlarmStates[number]): boolean =>
  AlarmActions.some((action) => action === id || action.startsWith(`${id}:createdBy/`));

function judgeMode(policy: Policy): Verdict {
  const mode = policy.properties.PredictiveScalingPolicyConfiguration?.Mode ?? 'ForecastOnly';
  return mode === 'ForecastAndScale'
    ? pass(`${nameOf(policy)} scales ahead of its forecast`)
    : fail(`${nameOf(policy)} only forecasts: its Mode is ${mode}`, {
        fix: `Set the Mode of ${nameOf(policy)} to ForecastAndScale.`,
      });
}
