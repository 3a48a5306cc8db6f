import { expect, test } from '@jest/globals';
import { judgeScaleOut } from '../../../rules/judgements/scaling-policy.ts';
import { createInventory } from '../../../src/model/inventory.ts';
import { createResource } from '../../../src/model/resource.ts';
import { Unread } from '../../../src/model/unseen.ts';
import type { Verdict } from '../../../src/model/verdict.ts';

const group = 'targetgroup/web/0123456789abcdef';
const scaled = {
  minCapacity: 2,
  isBounded: true,
  targetGroups: [`arn:aws:elasticloadbalancing:sa-east-1:111122223333:${group}`],
  unlessDeploying: (judge: () => Verdict) => judge(),
};
const balancer = createResource({
  type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  id: 'arn:aws:elasticloadbalancing:sa-east-1:111122223333:loadbalancer/app/kiosk/fedcba9876543210',
  name: 'kiosk',
  account: '111122223333',
  region: 'sa-east-1',
  tags: {},
  properties: {} as never,
  gaps: [],
});
const inventory = createInventory([balancer]);

const alarm = { AlarmName: 'high', ActionsEnabled: true, AlarmActions: ['arn:policy:createdBy/1'] };

const policyOf = (properties: object, unreadable: readonly string[] = []) =>
  createResource({
    type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
    id: 'arn:policy',
    name: 'p',
    account: '111122223333',
    region: 'sa-east-1',
    tags: {},
    properties: {
      PolicyName: 'p',
      Live: { Alarms: [{ AlarmName: 'high' }], AlarmStates: [alarm] },
      ...properties,
    },
    gaps: unreadable.map((property) => ({
      property,
      operation: 'cloudwatch:DescribeAlarms',
      reason: 'AccessDenied',
      permission: 'cloudwatch:DescribeAlarms',
    })),
  } as never) as Parameters<typeof judgeScaleOut>[0];

const tracking = (TargetValue: number | undefined, more: object = {}) => ({
  PolicyType: 'TargetTrackingScaling',
  TargetTrackingScalingPolicyConfiguration: {
    TargetValue,
    PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' },
  },
  ...more,
});
const customised = (Namespace: string, MetricName: string, Statistic = 'Average') => ({
  ResourceId: 'service/kiosk/web',
  PolicyType: 'TargetTrackingScaling',
  TargetTrackingScalingPolicyConfiguration: {
    TargetValue: 100,
    CustomizedMetricSpecification: {
      Namespace,
      MetricName,
      Statistic,
      Dimensions: [{ Name: 'ServiceName', Value: 'web' }],
    },
  },
});
const steps = (AdjustmentType: string, ScalingAdjustment: number) => ({
  PolicyType: 'StepScaling',
  StepScalingPolicyConfiguration: { AdjustmentType, StepAdjustments: [{ ScalingAdjustment }] },
});
const above = (ComparisonOperator: string) => ({
  PolicyType: 'StepScaling',
  StepScalingPolicyConfiguration: {
    AdjustmentType: 'ChangeInCapacity',
    StepAdjustments: [{ MetricIntervalLowerBound: 0, ScalingAdjustment: 2 }],
  },
  ...alarms({ ...alarm, ComparisonOperator }),
});
const spelledOut = (Value: string) => ({
  PolicyType: 'TargetTrackingScaling',
  ResourceId: 'service/kiosk/web',
  TargetTrackingScalingPolicyConfiguration: {
    TargetValue: 100,
    CustomizedMetricSpecification: {
      Namespace: 'AWS/ECS',
      MetricName: 'CPUUtilization',
      Statistic: 'Average',
      Dimensions: [
        { Name: 'ClusterName', Value: 'kiosk' },
        { Name: 'ServiceName', Value },
      ],
    },
  },
});
const alarms = (...AlarmStates: readonly object[]) => ({
  Live: {
    Alarms: AlarmStates.length > 0 ? AlarmStates : [{ AlarmName: 'high' }],
    AlarmStates,
  },
});
const muted = (ComparisonOperator: string) => ({
  ...alarm,
  AlarmName: 'other',
  ActionsEnabled: false,
  ComparisonOperator,
});

test.each([
  ['a target that can be passed', tracking(60), 'pass'],
  ['a target that is never passed', tracking(100), 'fail'],
  ['a target that the metric of ECS itself never passes', customised('AWS/ECS', 'CPUUtilization'), 'fail'],
  ['a target for what its tasks add up to', customised('AWS/ECS', 'CPUUtilization', 'Sum'), 'pass'],
  ['a target for a metric that can be anything', customised('Kiosk', 'CPUUtilization'), 'pass'],
  ['a target for how much an instance has reserved', customised('AWS/ECS', 'CPUReservation'), 'pass'],
  ['no target', tracking(undefined), 'unknown'],
  ['no alarm', tracking(60, { Live: { Alarms: [], AlarmStates: [] } }), 'fail'],
  ['an alarm that was deleted', tracking(60, alarms()), 'fail'],
  ['an alarm that is muted', tracking(60, alarms({ ...alarm, ActionsEnabled: false })), 'fail'],
  ['an alarm of another policy', tracking(60, alarms({ ...alarm, AlarmActions: ['arn:policy2'] })), 'fail'],
  ['a step that adds', steps('ChangeInCapacity', 1), 'pass'],
  ['a step that only removes', steps('ChangeInCapacity', -1), 'fail'],
  ['a step to more than the least', steps('ExactCapacity', 3), 'pass'],
  ['a step to the least', steps('ExactCapacity', 2), 'fail'],
  ['a step above the threshold of an alarm for more', above('GreaterThanThreshold'), 'pass'],
  ['a step above the threshold of an alarm for less', above('LessThanThreshold'), 'fail'],
  ['a step at the threshold of an alarm for as much or less', above('LessThanOrEqualToThreshold'), 'pass'],
  ['a step for an alarm of a band', above('GreaterThanUpperThreshold'), 'pass'],
  ['a target that is never passed, by the name CloudWatch has for it', spelledOut('web'), 'fail'],
  ['the same of another service', spelledOut('other'), 'pass'],
  ['a forecast that is acted on', prediction('ForecastAndScale'), 'pass'],
  ['a forecast alone', prediction('ForecastOnly'), 'fail'],
  ['a type that is not known', { PolicyType: 'New' }, 'unknown'],
  ['requests of its own target group', counting(`app/kiosk/fedcba9876543210/${group}`), 'pass'],
  [
    'requests through a load balancer that routes it none',
    unconnected(`app/kiosk/fedcba9876543210/${group}`),
    'fail',
  ],
  ['requests of another target group', counting('app/kiosk/fedcba9876543210/targetgroup/old/1'), 'fail'],
  ['requests of one by the same name', counting('app/kiosk/fedcba9876543210/targetgroup/web/1'), 'fail'],
  ['requests through a load balancer that is gone', counting(`app/old/1/${group}`), 'fail'],
  ['requests of nothing', counting(undefined), 'fail'],
  ['a muted alarm beside, which scales in', tracking(60, alarms(alarm, muted('LessThanThreshold'))), 'pass'],
  [
    'a muted alarm beside, which scales out',
    tracking(60, alarms(alarm, muted('GreaterThanThreshold'))),
    'fail',
  ],
  [
    'an alarm for scaling in only',
    tracking(60, alarms({ ...alarm, ComparisonOperator: 'LessThanThreshold' })),
    'fail',
  ],
  [
    'requests of a target group of which nobody read what routes to it',
    unread(`${balancer.id.split('loadbalancer/')[1]}/${group}`),
    'unknown',
  ],
  ['an alarm for scaling in that was deleted', tracking(60, deleted('AlarmLow')), 'pass'],
  ['an alarm for scaling out that was deleted', tracking(60, deleted('AlarmHigh')), 'fail'],
])('%s: %j is a %s', (_, properties, status) => {
  expect(judgeScaleOut(policyOf(properties), scaled, inventory).status).toBe(status);
});

test('what its alarms do may be unread', () => {
  expect(judgeScaleOut(policyOf(tracking(60), ['Live.AlarmStates']), scaled, inventory)).toMatchObject({
    status: 'unknown',
  });
  expect(() =>
    judgeScaleOut(policyOf(steps('ChangeInCapacity', 1), ['PolicyType']), scaled, inventory),
  ).toThrow(Unread);
});

test.each([
  ['CPU', true, 'fail'],
  ['CPU', false, 'pass'],
  ['Memory', true, 'fail'],
  ['Memory', false, 'unknown'],
] as const)('more than all reserved %s, where tasks are bounded: %s', (resource, isBounded, status) => {
  const PredefinedMetricSpecification = {
    PredefinedMetricType: `ECSServiceAverage${resource}Utilization`,
  };
  const policy = policyOf(
    tracking(60, {
      TargetTrackingScalingPolicyConfiguration: { TargetValue: 120, PredefinedMetricSpecification },
    }),
  );
  expect(judgeScaleOut(policy, { ...scaled, isBounded }, inventory).status).toBe(status);
});

function unconnected(ResourceLabel: string) {
  const counted = counting(ResourceLabel);
  return { ...counted, Live: { ...counted.Live, LabelledLoadBalancers: [] } };
}

function unread(ResourceLabel: string) {
  const counted = counting(ResourceLabel);
  return { ...counted, Live: { ...counted.Live, LabelledLoadBalancers: undefined } };
}

function counting(ResourceLabel: string | undefined) {
  const PredefinedMetricSpecification = { PredefinedMetricType: 'ALBRequestCountPerTarget', ResourceLabel };
  const config = { TargetValue: 500, PredefinedMetricSpecification };
  return {
    ...tracking(60, { TargetTrackingScalingPolicyConfiguration: config }),
    Live: { Alarms: [{ AlarmName: 'high' }], AlarmStates: [alarm], LabelledLoadBalancers: [balancer.id] },
  };
}

function deleted(which: string) {
  const AlarmName = `TargetTracking-service/kiosk/web-${which}-0d1e`;
  return { Live: { Alarms: [{ AlarmName: 'high' }, { AlarmName }], AlarmStates: [alarm] } };
}

function prediction(Mode: string) {
  return { PolicyType: 'PredictiveScaling', PredictiveScalingPolicyConfiguration: { Mode } };
}
