import rule from '../../../rules/ecs-service/autoscaling.ts';
import { ecsService, scalableTarget, scalingPolicy } from '../../support/ecs.ts';
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
const action = (more: object) => ({
  ScheduledActions: [
    {
      ScheduledActionName: 'sale',
      Schedule: 'cron(0 22 * * ? *)',
      ScalableTargetAction: { MinCapacity: 0 },
      ...more,
    },
  ],
});
const whileSuspended = { SuspendedState: { ...suspended, ScheduledScalingSuspended: true } };
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
    'a scheduled action keeps within the bounds': {
      given,
      alongside: [scalableTarget(nightly({ MinCapacity: 4 })), policy],
    },
    'a scheduled action is over': {
      given,
      alongside: [scalableTarget(action({ EndTime: '2026-11-24T12:00:00.000Z' })), policy],
    },
    'a scheduled action is to begin': {
      given,
      alongside: [scalableTarget(action({ StartTime: '2026-11-24T12:00:00.001Z' })), policy],
    },
    'a scheduled action was for one moment, or will be': {
      given,
      alongside: [scalableTarget(action({ Schedule: 'at(2026-11-20T00:00:00)' })), policy],
    },
    'a scheduled action that is over is suspended': {
      given,
      alongside: [
        scalableTarget({ ...action({ EndTime: '2024-12-01T00:00:00.000Z' }), ...whileSuspended }),
        policy,
      ],
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
      fix: 'Register service/kiosk/web as a scalable target with a MinCapacity of at least 2 and a MaxCapacity of at least 4, and give it a target tracking policy.',
      expected: 'a scalable target from at least 2 to at least 4 tasks',
      actual: null,
    },
    'fewer tasks are wanted than the policy asks for': {
      given: ecsService({ DesiredCount: 0 }),
      alongside: [target, policy],
      because: 'DesiredCount is 0',
      expected: 'at least 2',
      actual: 0,
      path: 'DesiredCount',
    },
    'fewer tasks are wanted than a target allows that was registered long ago': {
      given: ecsService({ DesiredCount: 1 }),
      alongside: [scalableTarget({ Live: { CreationTime: '2026-11-24T11:45:00.000Z' } }), policy],
      because: 'DesiredCount is 1',
    },
    'a target was just registered that allows too few': {
      given: ecsService({ DesiredCount: 1 }),
      alongside: [
        scalableTarget({ MinCapacity: 1, Live: { CreationTime: '2026-11-24T11:59:00.000Z' } }),
        policy,
      ],
      because: 'DesiredCount is 1; MinCapacity is 1',
    },
    'both bounds are wrong': {
      given,
      alongside: [scalableTarget({ MinCapacity: 1, MaxCapacity: 1 }), policy],
      because: 'MinCapacity is 1; MaxCapacity is 1',
      path: 'MinCapacity',
    },
    'everything is wrong at once': {
      given: ecsService({ DesiredCount: 1 }),
      alongside: [
        scalableTarget({
          MinCapacity: 1,
          SuspendedState: { ...suspended, DynamicScalingOutSuspended: true },
        }),
      ],
      because: 'DesiredCount is 1; MinCapacity is 1; scaling out is suspended; no scaling policy',
    },
    'no task is wanted, and the targets are hidden': {
      given: ecsService({ DesiredCount: 0 }),
      blind: ['AWS::ApplicationAutoScaling::ScalableTarget'],
      because: 'DesiredCount is 0',
    },
    'one task may be all': {
      given,
      alongside: [scalableTarget({ MinCapacity: 1 }), policy],
      because: 'MinCapacity is 1',
      fix: 'Raise MinCapacity of the scalable target to at least 2.',
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
      fix: 'Resume scaling out by `aws application-autoscaling register-scalable-target --region sa-east-1 --service-namespace ecs --scalable-dimension ecs:service:DesiredCount --resource-id service/kiosk/web --suspended-state DynamicScalingOutSuspended=false`.',
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
    'its target was just registered, and is to lift how many tasks are wanted': {
      given: ecsService({ DesiredCount: 1 }),
      alongside: [scalableTarget({ Live: { CreationTime: '2026-11-24T11:59:00.000Z' } }), policy],
      because: 'DesiredCount is 1, while its scalable target is registered',
    },
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
    'the answer does not say how many tasks are wanted': {
      given: ecsService({ DesiredCount: undefined }),
      alongside: [target, policy],
      because: 'the answer does not say how many tasks are desired',
    },
    'the answer does not say how far it grows': {
      given,
      alongside: [scalableTarget({ MaxCapacity: undefined }), policy],
      because: 'the answer does not say between which bounds it scales',
    },
    'the scheduling strategy is hidden': {
      given,
      unreadable: ['SchedulingStrategy'],
      because: `could not read SchedulingStrategy: ${denied}`,
    },
  },
});
