import { expect, test } from '@jest/globals';
import collector from '../../src/collectors/scaling-policy.ts';
import { collectAll, type Exchange, replayPlace } from '../support/replay.ts';

const policy = {
  PolicyARN: 'arn:cpu',
  PolicyName: 'cpu',
  PolicyType: 'TargetTrackingScaling',
  ServiceNamespace: 'ecs',
  ResourceId: 'service/kiosk/web',
  ScalableDimension: 'ecs:service:DesiredCount',
  TargetTrackingScalingPolicyConfiguration: { TargetValue: 60 },
  Alarms: [
    { AlarmName: 'high', AlarmARN: 'arn:high' },
    { AlarmName: 'low', AlarmARN: 'arn:low' },
  ],
};
const policies = (...ScalingPolicies: object[]): Exchange => ({
  operation: 'application-autoscaling:DescribeScalingPolicies',
  input: { ServiceNamespace: 'ecs', MaxResults: 10 },
  output: { ScalingPolicies },
});
const high = { AlarmName: 'high', AlarmActions: ['arn:cpu:createdBy/1'], Threshold: 60 };
const alarms = (which: object, ...MetricAlarms: object[]): Exchange => ({
  operation: 'cloudwatch:DescribeAlarms',
  input: { ...which, MaxRecords: 100 },
  output: { MetricAlarms },
});
const named = alarms({ AlarmNames: ['high', 'low'] }, high);
const refused = ({ operation, input }: Exchange): Exchange => ({
  operation,
  input,
  refusal: 'AccessDeniedException',
});

async function read(exchanges: readonly Exchange[], paths: readonly string[] = []) {
  const place = replayPlace(exchanges);
  const resources = await collectAll(collector, place, paths);
  expect(place.unasked()).toEqual([]);
  return resources;
}

test('a policy with the alarms it lists, and no question about them unless a policy reads them', async () => {
  expect(await read([policies(policy)])).toMatchObject([
    {
      id: 'arn:cpu',
      name: 'service/kiosk/web/cpu',
      properties: {
        PolicyType: 'TargetTrackingScaling',
        TargetTrackingScalingPolicyConfiguration: { TargetValue: 60 },
        Live: { Alarms: policy.Alarms, AlarmStates: undefined },
      },
    },
  ]);
});

test('every page of policies, and of alarms by name', async () => {
  const first = { ...policies(policy), output: { ScalingPolicies: [policy], NextToken: 'n' } };
  const other = { ...policy, PolicyARN: 'arn:memory' };
  const second = { ...policies(policy, other), input: { ...first.input, NextToken: 'n' } };
  const resources = await read([first, second, named], ['Live.AlarmStates']);
  expect(resources).toHaveLength(2);
});

test('the alarms that exist, each with what it acts on', async () => {
  const [resource] = await read([policies(policy), named], ['Live.AlarmStates']);
  expect(resource?.properties).toMatchObject({
    Live: {
      AlarmStates: [
        { AlarmName: 'high', ActionsEnabled: true, AlarmActions: ['arn:cpu:createdBy/1'], Threshold: 60 },
      ],
    },
  });
});

test('a step policy that lists no alarm is searched for one that acts for it', async () => {
  const steps = { ...policy, PolicyType: 'StepScaling', Alarms: undefined };
  const own = { ...high, ActionsEnabled: false, AlarmActions: ['arn:cpu'] };
  const exchanges = [policies(steps), alarms({ ActionPrefix: 'arn:cpu' }, own)];
  const [resource] = await read(exchanges, ['Live.AlarmStates']);
  expect(resource?.properties).toMatchObject({
    Live: { AlarmStates: [{ AlarmName: 'high', ActionsEnabled: false, AlarmActions: ['arn:cpu'] }] },
  });
});

test('a hundred names are one question, more are two', async () => {
  const names = Array.from({ length: 101 }, (_, index) => `alarm-${index}`);
  const many = { ...policy, Alarms: names.map((AlarmName) => ({ AlarmName })) };
  const exchanges = [
    policies(many),
    alarms({ AlarmNames: names.slice(0, 100) }),
    alarms({ AlarmNames: names.slice(100) }),
  ];
  expect(await read(exchanges, ['Live.AlarmStates'])).toHaveLength(1);
});

test('refused alarms are a gap of each policy', async () => {
  const [resource] = await read([policies(policy), refused(named)], ['Live.AlarmStates']);
  expect(resource?.gaps).toMatchObject([
    { property: 'Live.AlarmStates', permission: 'cloudwatch:DescribeAlarms' },
  ]);
});

test('refused policies are a blind spot', async () => {
  await expect(read([refused(policies())])).rejects.toMatchObject({
    refusal: { operation: 'application-autoscaling:DescribeScalingPolicies' },
  });
});
