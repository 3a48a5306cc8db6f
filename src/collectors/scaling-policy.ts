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
import { createResource, type Resource } from '../model/resource.ts';
import type { Gap } from '../model/unseen.ts';
import { type Attempt, attempt, gapsOf, told } from './operations/attempt.ts';
import {
  type AlarmState,
  alarmsActingFor,
  alarmsNamed,
  alarmsNamedAgain,
  describeAlarms,
} from './operations/cloudwatch.ts';
import { balancersByTargetGroup, describeTargetGroups } from './operations/target-groups.ts';
import { type Known, unknownValues } from './operations/unknown-values.ts';
import { shows } from './shows/scaling-policy.ts';

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
    /**
     * ARNs of the load balancers that route to the target group of its `ResourceLabel`. Undefined where it has none, or
     * no policy reads it.
     */
    readonly LabelledLoadBalancers?: readonly string[] | undefined;
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
  shows,
  asks: [
    { operation: describeScalingPolicies },
    { operation: describeAlarms, for: ['Live.AlarmStates'] },
    { operation: describeTargetGroups, for: ['Live.LabelledLoadBalancers'] },
  ],
  volatile: {
    'Live.Alarms': 'AWS makes the alarms of a target tracking policy anew under other names',
    'Live.AlarmStates': 'an alarm changes its state with every load',
    'Live.LabelledLoadBalancers': 'a blue/green deployment moves target groups between listeners',
  },
  async *collect(place, wanted) {
    const policies: ScalingPolicy[] = [];
    // 10 is the largest page (botocore application-autoscaling model, and its guide).
    const question = { ServiceNamespace: 'ecs', MaxResults: 10 } as const;
    const paging = { input: 'NextToken', output: 'NextToken' } as const;
    for await (const page of place.pages(describeScalingPolicies, question, paging))
      policies.push(...(page.ScalingPolicies ?? []));
    const named = wanted.has('Live.AlarmStates')
      ? await attempt('Live.AlarmStates', alarmsByName(place, policies))
      : undefined;
    const isRead = wanted.has('Live.LabelledLoadBalancers') && policies.some(groupOfLabel);
    const balancers = isRead
      ? await attempt('Live.LabelledLoadBalancers', balancersByTargetGroup(place))
      : undefined;
    for (const policy of policies) {
      const { current, states } = await statesOf(place, policy, named);
      if (current) yield toResource(place, current, states, labelledBy(current, balancers));
    }
  },
});

/** `targetgroup/<name>/<id>`, of a policy that counts the requests of a target group. */
const groupOfLabel = ({ TargetTrackingScalingPolicyConfiguration: tracking }: ScalingPolicy) =>
  /targetgroup\/.*$/.exec(tracking?.PredefinedMetricSpecification?.ResourceLabel ?? '')?.[0];

function labelledBy(
  policy: ScalingPolicy,
  balancers: Attempt<ReadonlyMap<string, readonly string[]>> | undefined,
): Attempt<readonly string[]> | undefined {
  const group = groupOfLabel(policy);
  if (!balancers || group === undefined) return undefined;
  return balancers.gap ? balancers : { value: balancers.value.get(group) ?? [] };
}

async function alarmsByName(
  place: Place,
  policies: readonly ScalingPolicy[],
): Promise<ReadonlyMap<string, AlarmState>> {
  const states = await alarmsNamed(place, policies.flatMap(alarmNamesOf));
  return new Map(states.map((state) => [state.AlarmName, state]));
}

const alarmNamesOf = ({ Alarms = [] }: ScalingPolicy): string[] =>
  Alarms.flatMap(({ AlarmName }) => AlarmName ?? []);

interface Acting {
  /** Undefined where it was deleted between two questions. */
  readonly current: ScalingPolicy | undefined;
  readonly states?: Attempt<readonly AlarmState[]> | undefined;
}

async function statesOf(
  place: Place,
  policy: ScalingPolicy,
  named: Attempt<ReadonlyMap<string, AlarmState>> | undefined,
): Promise<Acting> {
  if (!named) return { current: policy };
  if (named.gap) return { current: policy, states: named };
  const names = alarmNamesOf(policy);
  const found = names.flatMap((name) => named.value.get(name) ?? []);
  const lacks = names.filter((name) => !named.value.has(name));
  if (policy.PolicyType === 'TargetTrackingScaling' && lacks.some(mayScaleOut))
    return statesAgain(place, policy);
  // A step policy is set off by alarms of someone's own. Where it lists none that exists, we ask before we believe it.
  if (policy.PolicyType === 'StepScaling' && found.length === 0 && policy.PolicyARN)
    return {
      current: policy,
      states: await attempt('Live.AlarmStates', alarmsActingFor(place, policy.PolicyARN)),
    };
  return { current: policy, states: { value: found } };
}

// That one for scaling in is missing is not worth a question: nothing that is judged hangs on it.
const mayScaleOut = (name: string): boolean => !name.includes('-AlarmLow-');

/** Who puts a target tracking policy anew has its alarms made anew, under other names. Both are asked once more. */
async function statesAgain(place: Place, policy: ScalingPolicy): Promise<Acting> {
  const { ServiceNamespace, ResourceId, ScalableDimension, PolicyName = '', PolicyARN } = policy;
  const question = { ServiceNamespace, ResourceId, ScalableDimension, PolicyNames: [PolicyName] };
  const reading = place.again(describeScalingPolicies, question);
  const read = await attempt('Live.AlarmStates', reading);
  if (read.gap) return { current: policy, states: read };
  const current = read.value.ScalingPolicies?.find((candidate) => candidate.PolicyARN === PolicyARN);
  if (!current) return { current };
  const states = await attempt('Live.AlarmStates', alarmsNamedAgain(place, alarmNamesOf(current)));
  return { current, states };
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
  labelled: Attempt<readonly string[]> | undefined,
): Resource<'AWS::ApplicationAutoScaling::ScalingPolicy'> {
  const { PolicyARN = '', PolicyName = '', ResourceId = '' } = policy;
  return createResource({
    type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
    id: PolicyARN,
    name: `${ResourceId}/${PolicyName}`,
    awsName: PolicyName,
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
      Live: {
        Alarms: policy.Alarms ?? [],
        AlarmStates: told(states),
        LabelledLoadBalancers: told(labelled),
      },
    },
    gaps: [...strange(policy), ...gapsOf(states, labelled)],
  });
}
