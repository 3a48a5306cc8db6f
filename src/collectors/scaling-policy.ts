import type {
  AdjustmentType,
  Alarm,
  DescribeScalingPoliciesCommandInput,
  DescribeScalingPoliciesCommandOutput,
  PolicyType,
  PredictiveScalingMode,
  ScalingPolicy,
} from '@aws-sdk/client-application-auto-scaling';
import { operation } from '../model/operation.ts';
import { defineCollector, type Place } from '../model/ports.ts';
import type { Gap } from '../model/refusal.ts';
import { createResource, type Resource } from '../model/resource.ts';
import { type Attempt, attempt, gapsOf, told } from './operations/attempt.ts';
import { type AlarmState, alarmsActingFor, alarmsNamed, describeAlarms } from './operations/cloudwatch.ts';
import { type Known, unknownValues } from './operations/unknown-values.ts';

declare module '../model/resource.ts' {
  interface ResourceTypes {
    'AWS::ApplicationAutoScaling::ScalingPolicy': ScalingPolicyProperties;
  }
}

interface ScalingPolicyProperties {
  readonly PolicyName: string;
  readonly PolicyType: string;
  readonly ServiceNamespace: string;
  readonly ResourceId: string;
  readonly ScalableDimension: string;
  readonly TargetTrackingScalingPolicyConfiguration?: ScalingPolicy['TargetTrackingScalingPolicyConfiguration'];
  readonly StepScalingPolicyConfiguration?: ScalingPolicy['StepScalingPolicyConfiguration'];
  readonly PredictiveScalingPolicyConfiguration?: ScalingPolicy['PredictiveScalingPolicyConfiguration'];
  readonly Live: {
    /** As the policy lists them; they may have been deleted since. */
    readonly Alarms: readonly Alarm[];
    /** Those alarms that exist, and others that act for the policy. Undefined where no policy reads it. */
    readonly AlarmStates?: readonly AlarmState[] | undefined;
  };
}

const describeScalingPolicies = operation<
  DescribeScalingPoliciesCommandInput,
  DescribeScalingPoliciesCommandOutput
>({
  service: 'application-autoscaling',
  name: 'DescribeScalingPolicies',
  permissions: ['application-autoscaling:DescribeScalingPolicies'],
  answers: 'ScalingPolicies',
  identity: ['PolicyARN'],
  belongs: ({ ServiceNamespace }, asked) => ServiceNamespace === asked.ServiceNamespace,
});

/** The scaling policies of ECS services. */
export default defineCollector({
  type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
  asks: [{ operation: describeScalingPolicies }, { operation: describeAlarms, for: ['Live.AlarmStates'] }],
  async *collect(place, wanted) {
    const policies: ScalingPolicy[] = [];
    // 10 is the largest page (botocore application-autoscaling model, and its guide).
    const question = { ServiceNamespace: 'ecs', MaxResults: 10 } as const;
    const paging = { input: 'NextToken', output: 'NextToken' } as const;
    for await (const page of place.pages(describeScalingPolicies, question, paging))
      policies.push(...(page.ScalingPolicies ?? []));
    const named = wanted.has('Live.AlarmStates')
      ? await attempt('Live.AlarmStates', alarmsNamed(place, policies.flatMap(alarmNamesOf)))
      : undefined;
    for (const policy of policies) yield toResource(place, policy, await statesOf(place, policy, named));
  },
});

const alarmNamesOf = ({ Alarms = [] }: ScalingPolicy): string[] =>
  Alarms.flatMap(({ AlarmName }) => AlarmName ?? []);

/** A step policy is set off by alarms of someone's own. Where it lists none, we ask before we believe it. */
async function statesOf(
  place: Place,
  policy: ScalingPolicy,
  named: Attempt<readonly AlarmState[]> | undefined,
): Promise<Attempt<readonly AlarmState[]> | undefined> {
  if (!named || named.gap) return named;
  const names = alarmNamesOf(policy);
  if (names.length === 0 && policy.PolicyType === 'StepScaling' && policy.PolicyARN)
    return attempt('Live.AlarmStates', alarmsActingFor(place, policy.PolicyARN));
  return { value: named.value.filter(({ AlarmName }) => names.includes(AlarmName)) };
}

const strange = (policy: ScalingPolicy): Gap[] =>
  unknownValues(
    describeScalingPolicies,
    ['PolicyType', policy.PolicyType ?? '', policyTypes],
    ['StepScalingPolicyConfiguration', policy.StepScalingPolicyConfiguration?.AdjustmentType, adjustments],
    ['PredictiveScalingPolicyConfiguration', policy.PredictiveScalingPolicyConfiguration?.Mode, modes],
  );

const policyTypes: Known<PolicyType> = {
  PredictiveScaling: true,
  StepScaling: true,
  TargetTrackingScaling: true,
};

const adjustments: Known<AdjustmentType> = {
  ChangeInCapacity: true,
  ExactCapacity: true,
  PercentChangeInCapacity: true,
};
const modes: Known<PredictiveScalingMode> = { ForecastAndScale: true, ForecastOnly: true };

function toResource(
  { account, region }: Place,
  policy: ScalingPolicy,
  states: Attempt<readonly AlarmState[]> | undefined,
): Resource<'AWS::ApplicationAutoScaling::ScalingPolicy'> {
  const { PolicyARN = '', PolicyName = '', ResourceId = '' } = policy;
  return createResource({
    type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
    id: PolicyARN,
    name: `${ResourceId}/${PolicyName}`,
    account,
    region,
    tags: {},
    properties: {
      PolicyName,
      PolicyType: policy.PolicyType ?? '',
      ServiceNamespace: policy.ServiceNamespace ?? '',
      ResourceId,
      ScalableDimension: policy.ScalableDimension ?? '',
      TargetTrackingScalingPolicyConfiguration: policy.TargetTrackingScalingPolicyConfiguration,
      StepScalingPolicyConfiguration: policy.StepScalingPolicyConfiguration,
      PredictiveScalingPolicyConfiguration: policy.PredictiveScalingPolicyConfiguration,
      Live: { Alarms: policy.Alarms ?? [], AlarmStates: told(states) },
    },
    gaps: [...strange(policy), ...gapsOf(states)],
  });
}
