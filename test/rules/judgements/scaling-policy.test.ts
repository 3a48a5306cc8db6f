import { expect, test } from '@jest/globals';
import { judgeScaleOut } from '../../../rules/judgements/scaling-policy.ts';
import { createResource } from '../../../src/model/resource.ts';
import { Unread } from '../../../src/model/unseen.ts';

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
const steps = (AdjustmentType: string, ScalingAdjustment: number) => ({
  PolicyType: 'StepScaling',
  StepScalingPolicyConfiguration: { AdjustmentType, StepAdjustments: [{ ScalingAdjustment }] },
});
const alarms = (...AlarmStates: readonly object[]) => ({
  Live: { Alarms: [{ AlarmName: 'high' }], AlarmStates },
});

test.each([
  ['a target that can be passed', tracking(60), 'pass'],
  ['a target that is never passed', tracking(100), 'fail'],
  ['no target', tracking(undefined), 'fail'],
  ['no alarm', tracking(60, { Live: { Alarms: [], AlarmStates: [] } }), 'fail'],
  ['an alarm that was deleted', tracking(60, alarms()), 'fail'],
  ['an alarm that is muted', tracking(60, alarms({ ...alarm, ActionsEnabled: false })), 'fail'],
  ['an alarm of another policy', tracking(60, alarms({ ...alarm, AlarmActions: ['arn:policy2'] })), 'fail'],
  ['a step that adds', steps('ChangeInCapacity', 1), 'pass'],
  ['a step that only removes', steps('ChangeInCapacity', -1), 'fail'],
  ['a step to more than the least', steps('ExactCapacity', 3), 'pass'],
  ['a step to the least', steps('ExactCapacity', 2), 'fail'],
  ['a forecast that is acted on', prediction('ForecastAndScale'), 'pass'],
  ['a forecast alone', prediction('ForecastOnly'), 'fail'],
  ['a type that is not known', { PolicyType: 'New' }, 'fail'],
])('%s: %j is a %s', (_, properties, status) => {
  expect(judgeScaleOut(policyOf(properties), 2).status).toBe(status);
});

test('what its alarms do may be unread', () => {
  expect(judgeScaleOut(policyOf(tracking(60), ['Live.AlarmStates']), 2)).toMatchObject({ status: 'unknown' });
  expect(() => judgeScaleOut(policyOf(steps('ChangeInCapacity', 1), ['PolicyType']), 2)).toThrow(Unread);
});

function prediction(Mode: string) {
  return { PolicyType: 'PredictiveScaling', PredictiveScalingPolicyConfiguration: { Mode } };
}
