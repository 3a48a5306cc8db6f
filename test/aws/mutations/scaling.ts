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

const count = (ResourceLabel: string) =>
  call('application-autoscaling', 'PutScalingPolicy', {
    ...target('menu'),
    PolicyName: 'menu-requests',
    PolicyType: 'TargetTrackingScaling',
    TargetTrackingScalingPolicyConfiguration: {
      TargetValue: 500,
      PredefinedMetricSpecification: { PredefinedMetricType: 'ALBRequestCountPerTarget', ResourceLabel },
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
  {
    name: 'requests of another target group are counted',
    breaks: 'services/autoscaling',
    calls: [deletePolicy, count('app/kiosk/50dc6c495c0c9188/targetgroup/gone/6d0ecf831eec9f09')],
  },
  // AWS lifts the desired count to the bounds; moto does not.
  {
    name: 'MinCapacity rises to 3, and with it what is desired',
    breaks: 'none',
    calls: [
      register({ MinCapacity: 3 }),
      call('ecs', 'UpdateService', { cluster: 'kiosk', service: 'menu', desiredCount: 3 }),
    ],
  },
  {
    name: 'a scheduled action that is over',
    breaks: 'none',
    calls: [
      call('application-autoscaling', 'PutScheduledAction', {
        ...target('menu'),
        ScheduledActionName: 'sale',
        Schedule: 'cron(0 22 * * ? *)',
        StartTime: new Date('2024-11-20T00:00:00Z'),
        EndTime: new Date('2024-12-01T00:00:00Z'),
        ScalableTargetAction: { MinCapacity: 0 },
      }),
    ],
  },
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
