import rule from '../../../rules/ecs-service/autoscaling.ts';
import { createResource } from '../../../src/model/resource.ts';
import { acting, ecsService, scalableTarget, scalingPolicy, tracking } from '../../support/ecs.ts';
import { testRule } from '../../support/test-rule.ts';

// Of what is asked of a service here are only the policies that move its target.
const given = ecsService();
const target = scalableTarget();
const group = 'arn:aws:elasticloadbalancing:sa-east-1:111122223333:targetgroup';
const behind = ecsService({
  LoadBalancers: [
    {
      TargetGroupArn: `${group}/web/1`,
      AdvancedConfiguration: { AlternateTargetGroupArn: `${group}/web-green/2` },
    } as never,
  ],
});
const counting = (ResourceLabel: string) => ({
  TargetTrackingScalingPolicyConfiguration: {
    TargetValue: 1000,
    PredefinedMetricSpecification: { PredefinedMetricType: 'ALBRequestCountPerTarget', ResourceLabel },
  } as const,
});
const balancer = createResource({
  type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  id: 'arn:aws:elasticloadbalancing:sa-east-1:111122223333:loadbalancer/app/kiosk/3',
  name: 'kiosk',
  account: '111122223333',
  region: 'sa-east-1',
  tags: {},
  properties: {} as never,
  gaps: [],
});
const steps = (ScalingAdjustment: number, AdjustmentType: 'ChangeInCapacity' | 'ExactCapacity') => ({
  PolicyType: 'StepScaling',
  TargetTrackingScalingPolicyConfiguration: undefined,
  StepScalingPolicyConfiguration: {
    AdjustmentType,
    StepAdjustments: [{ MetricIntervalLowerBound: 0, ScalingAdjustment }],
  },
});
const predictive = (Mode: 'ForecastOnly' | 'ForecastAndScale' | undefined) => ({
  PolicyType: 'PredictiveScaling',
  TargetTrackingScalingPolicyConfiguration: undefined,
  PredictiveScalingPolicyConfiguration: { MetricSpecifications: [], Mode },
});
const withPolicy = (...given: Parameters<typeof scalingPolicy>) => [target, scalingPolicy(...given)];
const connected = { LabelledLoadBalancers: [balancer.id] };
const denied = 'test:Read answered AccessDeniedException';

testRule(rule, {
  passes: {
    'CPU is followed above 100 %, which tasks on instances may use': {
      given: ecsService({ LaunchType: 'EC2' }),
      alongside: withPolicy({
        TargetTrackingScalingPolicyConfiguration: {
          TargetValue: 1000,
          PredefinedMetricSpecification: {
            PredefinedMetricType: 'ECSServiceAverageCPUUtilization',
          },
        },
      }),
    },
    'an alarm sets off steps out': { given, alongside: withPolicy(steps(2, 'ChangeInCapacity')) },
    'the forecast scales': {
      given,
      alongside: withPolicy(predictive('ForecastAndScale'), { Alarms: [], AlarmStates: [] }),
    },
    'requests are counted that a deployment turns to its other target group': {
      given: behind,
      alongside: [balancer, ...withPolicy(counting('app/kiosk/3/targetgroup/web-green/2'), connected)],
    },
  },
  fails: {
    'requests are counted of a target group that is not its own': {
      given: behind,
      alongside: [balancer, ...withPolicy(counting('app/kiosk/3/targetgroup/menu/9'))],
      because:
        'policy cpu counts the requests of targetgroup/menu/9, which is no target group of the service',
    },
    'requests are counted that come through a load balancer that is gone': {
      given: behind,
      alongside: [balancer, ...withPolicy(counting('app/old/8/targetgroup/web/1'))],
      because: 'policy cpu counts the requests that come through app/old/8, which does not exist',
    },
    'requests are counted that come through a load balancer that routes it none': {
      given: behind,
      alongside: [
        balancer,
        ...withPolicy(counting('app/kiosk/3/targetgroup/web/1'), { LabelledLoadBalancers: [] }),
      ],
      because:
        'policy cpu counts the requests that come through app/kiosk/3, which routes nothing to targetgroup/web/1',
    },
    'the policy waits for more than 100 % of CPU': {
      given,
      alongside: withPolicy({ TargetTrackingScalingPolicyConfiguration: tracking(100) }),
      because: 'policy cpu keeps ECSServiceAverageCPUUtilization at 100 %, which it never exceeds',
      fix: 'Lower the target value of policy cpu below 100, or add a target tracking policy.',
    },
    'the alarms of the policy were deleted': {
      given,
      alongside: withPolicy({}, { AlarmStates: [] }),
      because: 'alarm high of policy cpu does not exist',
      fix: 'Put policy cpu again, which makes its alarms anew, or add a target tracking policy.',
      path: 'AWS::ApplicationAutoScaling::ScalingPolicy',
    },
    'the policy has no alarms': {
      given,
      alongside: withPolicy({}, { Alarms: [] }),
      because: 'policy cpu has no alarm',
    },
    'the actions of an alarm are disabled': {
      given,
      alongside: withPolicy({}, { AlarmStates: [{ ...acting, ActionsEnabled: false }] }),
      because: 'alarm high does not act for policy cpu',
      fix: 'Enable the actions of alarm high, or add a target tracking policy.',
    },
    'an alarm acts for another policy': {
      given,
      alongside: withPolicy({}, { AlarmStates: [{ ...acting, AlarmActions: ['arn:other'] }] }),
      because: 'alarm high does not act for policy cpu',
    },
    'no alarm sets off the steps': {
      given,
      alongside: withPolicy(steps(2, 'ChangeInCapacity'), { Alarms: [], AlarmStates: [] }),
      because: 'no alarm acts for policy cpu',
      fix: 'Have an alarm whose actions are enabled act for policy cpu, or add a target tracking policy.',
    },
    'the steps only go in': {
      given,
      alongside: withPolicy(steps(-1, 'ChangeInCapacity')),
      because: 'policy cpu has no step that scales out',
    },
    'the steps set the least there is anyway': {
      given,
      alongside: withPolicy(steps(2, 'ExactCapacity')),
      because: 'policy cpu has no step that scales out',
    },
    'the policy only forecasts, which is the default': {
      given,
      alongside: withPolicy(predictive(undefined)),
      because: 'policy cpu only forecasts: its Mode is ForecastOnly',
      fix: 'Set the Mode of policy cpu to ForecastAndScale, or add a target tracking policy.',
    },
  },
  isUnknown: {
    'the target group is out of the listener during a deployment': {
      given: behind,
      condition: { state: 'in a rollout', serves: true, moving: true, since: '2026-11-24T11:59:00.000Z' },
      alongside: [
        balancer,
        ...withPolicy(counting('app/kiosk/3/targetgroup/web/1'), { LabelledLoadBalancers: [] }),
      ],
      because:
        'policy cpu counts the requests that come through app/kiosk/3, which routes nothing to targetgroup/web/1, while the-name is in a rollout',
    },
    'what routes to the target group is not known': {
      given: behind,
      alongside: [
        balancer,
        ...withPolicy(counting('app/kiosk/3/targetgroup/web/1'), {}, 'Live.LabelledLoadBalancers'),
      ],
      because: `could not read Live.LabelledLoadBalancers: ${denied}`,
    },
    'the load balancers are hidden, and requests are counted': {
      given: behind,
      alongside: withPolicy(counting('app/kiosk/3/targetgroup/web/1')),
      blind: ['AWS::ElasticLoadBalancingV2::LoadBalancer'],
      because: `could not read the list of AWS::ElasticLoadBalancingV2::LoadBalancer: ${denied}`,
    },
    'the policy is of a type that nobody knows': {
      given,
      alongside: withPolicy({ PolicyType: 'Guessing' }),
      because: 'policy cpu is of type Guessing',
    },
    'the alarms are hidden': {
      given,
      alongside: withPolicy({}, {}, 'Live.AlarmStates'),
      because: `could not read Live.AlarmStates: ${denied}`,
    },
    'the alarms of one policy are hidden and another is inert': {
      given,
      alongside: [...withPolicy({}, {}, 'Live.AlarmStates'), scalingPolicy({}, { AlarmStates: [] })],
      because: `could not read Live.AlarmStates: ${denied}`,
    },
  },
});
