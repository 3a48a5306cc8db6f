import { call, type Mutation } from './mutation.ts';

const target = (service: string) => ({
  ServiceNamespace: 'ecs',
  ResourceId: `service/kiosk/${service}`,
  ScalableDimension: 'ecs:service:DesiredCount',
});

const register = (more: object) =>
  call('application-autoscaling', 'RegisterScalableTarget', { ...target('menu'), ...more });

const deletePolicy = call('application-autoscaling', 'DeleteScalingPolicy', {
  ...target('menu'),
  PolicyName: 'menu-cpu',
});

const track = (PolicyName: string, TargetValue: number) =>
  call('application-autoscaling', 'PutScalingPolicy', {
    ...target('menu'),
    PolicyName,
    PolicyType: 'TargetTrackingScaling',
    TargetTrackingScalingPolicyConfiguration: {
      TargetValue,
      PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' },
    },
  });

const step = call('application-autoscaling', 'PutScalingPolicy', {
  ...target('menu'),
  PolicyName: 'menu-step',
  PolicyType: 'StepScaling',
  StepScalingPolicyConfiguration: {
    AdjustmentType: 'ChangeInCapacity',
    StepAdjustments: [{ MetricIntervalLowerBound: 0, ScalingAdjustment: 2 }],
  },
});

/** Horizontal autoscaling of each service's own. */
export const scalingMutations: readonly Mutation[] = [
  {
    name: 'one service of six loses its scalable target',
    breaks: 'services/autoscaling',
    calls: [call('application-autoscaling', 'DeregisterScalableTarget', target('notify'))],
  },
  {
    name: 'MaxCapacity falls to 3',
    breaks: 'services/autoscaling',
    calls: [register({ MaxCapacity: 3 })],
  },
  { name: 'MinCapacity falls to 1', breaks: 'services/autoscaling', calls: [register({ MinCapacity: 1 })] },
  { name: 'MinCapacity falls to 0', breaks: 'services/autoscaling', calls: [register({ MinCapacity: 0 })] },
  {
    name: 'a target with no room: 2 to 2',
    breaks: 'services/autoscaling',
    calls: [register({ MinCapacity: 2, MaxCapacity: 2 })],
  },
  {
    name: 'the only policy is deleted and the target stays',
    breaks: 'services/autoscaling',
    calls: [deletePolicy],
  },
  {
    name: 'tracking 100 % CPU, which never scales out',
    breaks: 'services/autoscaling',
    calls: [track('menu-cpu', 100)],
  },
  {
    name: 'scaling out is suspended',
    breaks: 'services/autoscaling',
    calls: [register({ SuspendedState: { DynamicScalingOutSuspended: true } })],
  },
  {
    name: 'a step policy that no alarm calls, in place of tracking',
    breaks: 'services/autoscaling',
    calls: [deletePolicy, step],
  },
  { name: 'MinCapacity rises to 3', breaks: 'none', calls: [register({ MinCapacity: 3 })] },
  { name: 'MaxCapacity rises to 40', breaks: 'none', calls: [register({ MaxCapacity: 40 })] },
  {
    name: 'the tracking policy has a new name',
    breaks: 'none',
    calls: [deletePolicy, track('menu-cpu-v2', 60)],
  },
  { name: 'a step policy beside tracking', breaks: 'none', calls: [step] },
  {
    name: 'a suspension is given, and lifts everything',
    breaks: 'none',
    calls: [
      register({
        SuspendedState: {
          DynamicScalingInSuspended: false,
          DynamicScalingOutSuspended: false,
          ScheduledScalingSuspended: false,
        },
      }),
    ],
  },
];
