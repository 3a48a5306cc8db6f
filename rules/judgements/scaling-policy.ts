import { all, fail, pass, type Resource, type Verdict } from '../../src/rule.ts';

type Policy = Resource<'AWS::ApplicationAutoScaling::ScalingPolicy'>;

/** Whether the policy can really add tasks beyond `minCapacity`. Many look healthy and never will. */
export function judgeScaleOut(policy: Policy, minCapacity: number): Verdict {
  switch (policy.properties.PolicyType) {
    case 'TargetTrackingScaling':
      return all(
        () => judgeTargetValue(policy),
        () => judgeTrackingAlarms(policy),
      );
    case 'StepScaling':
      return all(
        () => judgeSteps(policy, minCapacity),
        () => judgeStepAlarms(policy),
      );
    case 'PredictiveScaling':
      return judgeMode(policy);
    default:
      return fail(`${nameOf(policy)} is of type ${policy.properties.PolicyType}`);
  }
}

const nameOf = ({ properties }: Policy): string => `policy ${properties.PolicyName}`;

// Utilisation of what a task reserved cannot go above 100 %: to follow 100 is to wait for ever.
// https://docs.aws.amazon.com/autoscaling/application/userguide/target-tracking-scaling-policy-overview.html
function judgeTargetValue(policy: Policy): Verdict {
  const { TargetValue, PredefinedMetricSpecification } =
    policy.properties.TargetTrackingScalingPolicyConfiguration ?? {};
  const metric = PredefinedMetricSpecification?.PredefinedMetricType;
  if (TargetValue === undefined) return fail(`${nameOf(policy)} has no target value`);
  return metric && /(CPU|Memory)Utilization/.test(metric) && TargetValue >= 100
    ? fail(`${nameOf(policy)} keeps ${metric} at ${TargetValue} %, which it never exceeds`)
    : pass(`${nameOf(policy)} keeps ${metric ?? 'a metric of its own'} at ${TargetValue}`);
}

/** The alarms are made with the policy, and are all it acts by; nothing tells it when one is deleted or muted. */
function judgeTrackingAlarms(policy: Policy): Verdict {
  const { Alarms } = policy.properties.Live;
  if (Alarms.length === 0) return fail(`${nameOf(policy)} has no alarm`);
  const states = statesOf(policy);
  const problem = Alarms.map(({ AlarmName }) => {
    const state = states.find((candidate) => candidate.AlarmName === AlarmName);
    if (!state) return `${AlarmName} of ${nameOf(policy)} does not exist`;
    return state.ActionsEnabled && actsFor(policy, state)
      ? ''
      : `${AlarmName} does not act for ${nameOf(policy)}`;
  }).find(Boolean);
  return problem ? fail(`alarm ${problem}`) : pass();
}

function judgeSteps(policy: Policy, minCapacity: number): Verdict {
  const { AdjustmentType, StepAdjustments = [] } = policy.properties.StepScalingPolicyConfiguration ?? {};
  const least = AdjustmentType === 'ExactCapacity' ? minCapacity : 0;
  return StepAdjustments.some(({ ScalingAdjustment = 0 }) => ScalingAdjustment > least)
    ? pass(`${nameOf(policy)} scales out in steps`)
    : fail(`${nameOf(policy)} has no step that scales out`);
}

function judgeStepAlarms(policy: Policy): Verdict {
  return statesOf(policy).some((state) => state.ActionsEnabled && actsFor(policy, state))
    ? pass()
    : fail(`no alarm acts for ${nameOf(policy)}`);
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
    : fail(`${nameOf(policy)} only forecasts: its Mode is ${mode}`);
}
