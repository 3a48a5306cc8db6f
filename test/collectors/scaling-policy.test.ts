import { describe, expect, test } from '@jest/globals';
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
    { AlarmName: 'TargetTracking-service/kiosk/web-AlarmLow-1', AlarmARN: 'arn:low' },
  ],
};
const policies = (...ScalingPolicies: object[]): Exchange => ({
  operation: 'application-autoscaling:DescribeScalingPolicies',
  input: { ServiceNamespace: 'ecs', MaxResults: 10 },
  output: { ScalingPolicies },
});
const high = {
  AlarmName: 'high',
  ActionsEnabled: true,
  AlarmActions: ['arn:cpu:createdBy/1'],
  Threshold: 60,
  ComparisonOperator: 'GreaterThanThreshold',
};
const alarms = (which: object, ...MetricAlarms: object[]): Exchange => ({
  operation: 'cloudwatch:DescribeAlarms',
  input: { ...which, MaxRecords: 100 },
  output: { MetricAlarms },
});
const low = {
  AlarmName: 'TargetTracking-service/kiosk/web-AlarmLow-1',
  ActionsEnabled: true,
  AlarmActions: [],
};
const named = alarms({ AlarmNames: ['high', low.AlarmName] }, high);
const again = (exchange: Exchange): Exchange => ({ ...exchange, again: true });
const policyAgain = (...ScalingPolicies: object[]): Exchange =>
  again({
    ...policies(...ScalingPolicies),
    input: {
      ServiceNamespace: 'ecs',
      ResourceId: 'service/kiosk/web',
      ScalableDimension: 'ecs:service:DesiredCount',
      PolicyNames: ['cpu'],
    },
  });
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
        {
          AlarmName: 'high',
          ActionsEnabled: true,
          AlarmActions: ['arn:cpu:createdBy/1'],
          Threshold: 60,
          ComparisonOperator: 'GreaterThanThreshold',
        },
      ],
    },
  });
});

test('an alarm that does not say whether it acts is unread', async () => {
  const { ActionsEnabled: _, ...vague } = high;
  const exchanges = [policies(policy), alarms({ AlarmNames: ['high', low.AlarmName] }, vague)];
  const [resource] = await read(exchanges, ['Live.AlarmStates']);
  const message = 'the answer does not say ActionsEnabled of high';
  expect(resource?.gaps).toMatchObject([{ property: 'Live.AlarmStates', message }]);
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

test('a step policy whose alarms are gone is searched for another', async () => {
  const steps = { ...policy, PolicyType: 'StepScaling', Alarms: [{ AlarmName: 'high' }] };
  const own = { ...high, AlarmName: 'other', AlarmActions: ['arn:cpu'] };
  const exchanges = [
    policies(steps),
    alarms({ AlarmNames: ['high'] }),
    alarms({ ActionPrefix: 'arn:cpu' }, own),
  ];
  const [resource] = await read(exchanges, ['Live.AlarmStates']);
  expect(resource?.properties).toMatchObject({ Live: { AlarmStates: [{ AlarmName: 'other' }] } });
});

describe('a policy whose alarm for scaling out does not exist', () => {
  const missing = [policies(policy), alarms({ AlarmNames: ['high', low.AlarmName] }, low)];

  test('is put anew with other alarms', async () => {
    const anew = { ...policy, Alarms: [{ AlarmName: 'high-2' }] };
    const alarmsAnew = again(alarms({ AlarmNames: ['high-2'] }, { ...high, AlarmName: 'high-2' }));
    const [resource] = await read([...missing, policyAgain(anew), alarmsAnew], ['Live.AlarmStates']);
    expect(resource?.properties).toMatchObject({
      Live: { Alarms: [{ AlarmName: 'high-2' }], AlarmStates: [{ AlarmName: 'high-2' }] },
    });
  });
  test('has lost it for good', async () => {
    const alarmsAgain = again(alarms({ AlarmNames: ['high', low.AlarmName] }, low));
    const [resource] = await read([...missing, policyAgain(policy), alarmsAgain], ['Live.AlarmStates']);
    expect(resource?.properties).toMatchObject({ Live: { AlarmStates: [{ AlarmName: low.AlarmName }] } });
  });
  test('has no alarm left to ask for', async () => {
    const bare = { ...policy, Alarms: [] };
    const [resource] = await read([...missing, policyAgain(bare)], ['Live.AlarmStates']);
    expect(resource?.properties).toMatchObject({ Live: { Alarms: [], AlarmStates: [] } });
  });
  test('is gone itself', async () => {
    expect(await read([...missing, policyAgain()], ['Live.AlarmStates'])).toEqual([]);
  });
  test.each([
    ['application-autoscaling:DescribeScalingPolicies', [refused(policyAgain())]],
    [
      'cloudwatch:DescribeAlarms',
      [policyAgain(policy), refused(again(alarms({ AlarmNames: ['high', low.AlarmName] })))],
    ],
  ])('is unread where %s is refused the second time', async (operation, exchanges) => {
    const [resource] = await read([...missing, ...exchanges.map(again)], ['Live.AlarmStates']);
    expect(resource?.gaps).toMatchObject([{ property: 'Live.AlarmStates', operation }]);
  });
});

test('a hundred names are one question, more are two', async () => {
  const existing = (AlarmName: string) => ({ ...high, AlarmName });
  const names = Array.from({ length: 101 }, (_, index) => `alarm-${index}`);
  const many = { ...policy, Alarms: names.map((AlarmName) => ({ AlarmName })) };
  const exchanges = [
    policies(many),
    alarms({ AlarmNames: names.slice(0, 100) }, ...names.slice(0, 100).map(existing)),
    alarms({ AlarmNames: names.slice(100) }, ...names.slice(100).map(existing)),
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
    unseen: { operation: 'application-autoscaling:DescribeScalingPolicies' },
  });
});

describe('a policy that counts the requests of a target group', () => {
  const label = 'app/kiosk/50dc/targetgroup/web/73e2';
  const arn = 'arn:aws:elasticloadbalancing:sa-east-1:111122223333:targetgroup/web/73e2';
  const counting = {
    ...policy,
    TargetTrackingScalingPolicyConfiguration: {
      TargetValue: 500,
      PredefinedMetricSpecification: {
        PredefinedMetricType: 'ALBRequestCountPerTarget',
        ResourceLabel: label,
      },
    },
  };
  const groups = (answer: Partial<Exchange>): Exchange => ({
    operation: 'elasticloadbalancing:DescribeTargetGroups',
    input: { PageSize: 400 },
    ...answer,
  });
  const path = 'Live.LabelledLoadBalancers';

  test.each([
    ['the load balancer that routes to it', [{ TargetGroupArn: arn, LoadBalancerArns: ['lb'] }], ['lb']],
    ['that none does', [{ TargetGroupArn: arn, LoadBalancerArns: [] }], []],
    ['that it does not exist', [], []],
  ])('tells %s', async (_, TargetGroups, expected) => {
    const [resource] = await read([policies(counting), groups({ output: { TargetGroups } })], [path]);
    expect(resource?.properties).toMatchObject({ Live: { LabelledLoadBalancers: expected } });
  });

  test.each([
    ['is refused', { refusal: 'AccessDenied' }, 'AccessDenied'],
    [
      'does not say what routes to it',
      { output: { TargetGroups: [{ TargetGroupArn: arn }] } },
      'UnreadableAnswer',
    ],
  ])('is a gap where the answer %s', async (_, answer, reason) => {
    const [resource] = await read([policies(counting), groups(answer)], [path]);
    expect(resource?.gaps).toMatchObject([{ property: path, reason }]);
  });

  test('any other asks nothing of target groups', async () => {
    const [resource] = await read([policies(policy)], [path]);
    expect(resource?.gaps).toEqual([]);
  });
});
