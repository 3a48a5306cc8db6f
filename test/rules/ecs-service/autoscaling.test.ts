import rule from '../../../rules/ecs-service/autoscaling.ts';
import { acting, ecsService, scalableTarget, scalingPolicy, tracking } from '../../support/ecs.ts';
import { testRule } from '../../support/test-rule.ts';

const given = ecsService();
const target = scalableTarget();
const policy = scalingPolicy();
const suspended = {
  DynamicScalingInSuspended: false,
  DynamicScalingOutSuspended: false,
  ScheduledScalingSuspended: false,
};
const nightly = (ScalableTargetAction: object) => ({
  ScheduledActions: [{ ScheduledActionName: 'night', Schedule: 'cron(0 22 * * ? *)', ScalableTargetAction }],
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
const denied = 'test:Read answered AccessDeniedException';

testRule(rule, {
  passes: {
    'the target and its policy do what is asked': {
      given,
      alongside: [target, policy],
      seeing: 'from 2 to 10 tasks; policy cpu keeps ECSServiceAverageCPUUtilization at 60',
    },
    'one of two policies is effective': {
      given,
      alongside: [target, scalingPolicy({}, { AlarmStates: [] }), policy],
    },
    'an effective policy was seen, and there may be more': {
      given,
      alongside: [target, policy],
      blind: ['AWS::ApplicationAutoScaling::ScalingPolicy', 'AWS::ApplicationAutoScaling::ScalableTarget'],
    },
    'a metric without an upper end is followed above 100': {
      given,
      alongside: withPolicy({
        TargetTrackingScalingPolicyConfiguration: {
          TargetValue: 1000,
          PredefinedMetricSpecification: { PredefinedMetricType: 'ALBRequestCountPerTarget' },
        },
      }),
    },
    'an alarm sets off steps out': { given, alongside: withPolicy(steps(2, 'ChangeInCapacity')) },
    'the forecast scales': {
      given,
      alongside: withPolicy(predictive('ForecastAndScale'), { Alarms: [], AlarmStates: [] }),
    },
    'a scheduled action keeps within the bounds': {
      given,
      alongside: [scalableTarget(nightly({ MinCapacity: 4 })), policy],
    },
    'scheduled actions are suspended, and there are none': {
      given,
      alongside: [
        scalableTarget({ SuspendedState: { ...suspended, ScheduledScalingSuspended: true } }),
        policy,
      ],
    },
    'only scaling in is suspended': {
      given,
      alongside: [
        scalableTarget({ SuspendedState: { ...suspended, DynamicScalingInSuspended: true } }),
        policy,
      ],
    },
  },
  fails: {
    'no target is registered, whatever policies are left': {
      given,
      alongside: [scalableTarget({ ResourceId: 'service/kiosk/web-2' }), policy],
      because: 'no scalable target',
      expected: 'service/kiosk/web',
      actual: null,
    },
    'one task may be all': {
      given,
      alongside: [scalableTarget({ MinCapacity: 1 }), policy],
      because: 'MinCapacity is 1',
      expected: 'at least 2',
      actual: 1,
      path: 'MinCapacity',
    },
    'it may not grow enough': {
      given,
      alongside: [scalableTarget({ MaxCapacity: 3 }), policy],
      because: 'MaxCapacity is 3',
      expected: 'at least 4',
      actual: 3,
      path: 'MaxCapacity',
    },
    'it may not grow at all': {
      given,
      alongside: [scalableTarget({ MinCapacity: 10 }), policy],
      because: 'MaxCapacity is 10, and so is MinCapacity',
      expected: 'more than 10',
    },
    'a scheduled action undercuts the least': {
      given,
      alongside: [scalableTarget(nightly({ MinCapacity: 0 })), policy],
      because: 'MinCapacity is 0 after scheduled action night',
      path: 'ScheduledActions',
    },
    'a scheduled action caps the most': {
      given,
      alongside: [scalableTarget(nightly({ MaxCapacity: 2 })), policy],
      because: 'MaxCapacity is 2 after scheduled action night',
    },
    'scaling out is suspended': {
      given,
      alongside: [
        scalableTarget({ SuspendedState: { ...suspended, DynamicScalingOutSuspended: true } }),
        policy,
      ],
      because: 'scaling out is suspended',
      path: 'SuspendedState.DynamicScalingOutSuspended',
    },
    'its scheduled actions are suspended': {
      given,
      alongside: [
        scalableTarget({
          ...nightly({ MinCapacity: 4 }),
          SuspendedState: { ...suspended, ScheduledScalingSuspended: true },
        }),
        policy,
      ],
      because: 'its scheduled actions are suspended',
    },
    'no policy moves the target': { given, alongside: [target], because: 'no scaling policy', actual: null },
    'the policy waits for more than 100 % of CPU': {
      given,
      alongside: withPolicy({ TargetTrackingScalingPolicyConfiguration: tracking(100) }),
      because: 'policy cpu keeps ECSServiceAverageCPUUtilization at 100 %, which it never exceeds',
    },
    'the alarms of the policy were deleted': {
      given,
      alongside: withPolicy({}, { AlarmStates: [] }),
      because: 'alarm high of policy cpu does not exist',
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
    },
    'the bounds are wrong, though the policies are hidden': {
      given,
      alongside: [scalableTarget({ MinCapacity: 1 })],
      blind: ['AWS::ApplicationAutoScaling::ScalingPolicy'],
      because: 'MinCapacity is 1',
    },
  },
  doesNotApply: {
    'it is a daemon': {
      given: ecsService({ SchedulingStrategy: 'DAEMON' }),
      because: 'SchedulingStrategy is DAEMON, which has no count to scale',
    },
  },
  isUnknown: {
    'the targets are hidden': {
      given,
      blind: ['AWS::ApplicationAutoScaling::ScalableTarget'],
      because: `could not read the list of AWS::ApplicationAutoScaling::ScalableTarget: ${denied}`,
    },
    'the policies are hidden': {
      given,
      alongside: [target],
      blind: ['AWS::ApplicationAutoScaling::ScalingPolicy'],
      because: `could not read the list of AWS::ApplicationAutoScaling::ScalingPolicy: ${denied}`,
    },
    'the scheduled actions are hidden': {
      given,
      alongside: [scalableTarget({}, 'ScheduledActions'), policy],
      because: `could not read ScheduledActions: ${denied}`,
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
    'the scheduling strategy is hidden': {
      given,
      unreadable: ['SchedulingStrategy'],
      because: `could not read SchedulingStrategy: ${denied}`,
    },
  },
});
