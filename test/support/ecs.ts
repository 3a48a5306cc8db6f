import { createResource, type Resource, type ResourceTypes } from '../../src/model/resource.ts';

const place = { account: '111122223333', region: 'sa-east-1', tags: {} } as const;
const refusal = {
  kind: 'refused',
  operation: 'test:Read',
  reason: 'AccessDeniedException',
  permission: 'test:Read',
} as const;

type EcsService = ResourceTypes['AWS::ECS::Service'];
type Target = ResourceTypes['AWS::ApplicationAutoScaling::ScalableTarget'];
type Policy = ResourceTypes['AWS::ApplicationAutoScaling::ScalingPolicy'];

export const clusterArn = 'arn:aws:ecs:sa-east-1:111122223333:cluster/kiosk';

/** A Fargate service `kiosk/web`, as the collector gives it. */
export function ecsService(
  changes: Partial<EcsService> = {},
  live: Partial<EcsService['Live']> = {},
): EcsService {
  return {
    ServiceName: 'web',
    Cluster: clusterArn,
    LaunchType: 'FARGATE',
    SchedulingStrategy: 'REPLICA',
    DeploymentController: { Type: 'ECS' },
    DesiredCount: 2,
    LoadBalancers: [],
    AvailabilityZoneRebalancing: 'ENABLED',
    ...changes,
    Live: { Cluster: { ClusterName: 'kiosk', DefaultCapacityProviderStrategy: [] }, ...live },
  };
}

const dimension = { ScalableDimension: 'ecs:service:DesiredCount', ServiceNamespace: 'ecs' } as const;

export function scalableTarget(
  changes: Partial<Target> = {},
  gap?: string,
): Resource<'AWS::ApplicationAutoScaling::ScalableTarget'> {
  const ResourceId = changes.ResourceId ?? 'service/kiosk/web';
  return createResource({
    type: 'AWS::ApplicationAutoScaling::ScalableTarget',
    id: `${ResourceId}|ecs:service:DesiredCount|ecs`,
    name: ResourceId,
    ...place,
    properties: {
      ...dimension,
      ResourceId,
      MinCapacity: 2,
      MaxCapacity: 10,
      SuspendedState: {
        DynamicScalingInSuspended: false,
        DynamicScalingOutSuspended: false,
        ScheduledScalingSuspended: false,
      },
      ScheduledActions: [],
      Live: {},
      ...changes,
    },
    gaps: gap ? [{ property: gap, ...refusal }] : [],
  });
}

const policyArn =
  'arn:aws:autoscaling:sa-east-1:111122223333:scalingPolicy:1:resource/ecs/web:policyName/cpu';
export const alarm = { AlarmName: 'high', AlarmARN: 'arn:high' } as const;
export const acting = {
  AlarmName: 'high',
  ActionsEnabled: true,
  AlarmActions: [`${policyArn}:createdBy/0d1e`],
} as const;

/** Follows 60 % CPU by one alarm. */
export function scalingPolicy(
  changes: Partial<Policy> = {},
  live: Partial<Policy['Live']> = {},
  gap?: string,
): Resource<'AWS::ApplicationAutoScaling::ScalingPolicy'> {
  return createResource({
    type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
    id: policyArn,
    name: 'service/kiosk/web/cpu',
    ...place,
    properties: {
      ...dimension,
      PolicyName: 'cpu',
      PolicyType: 'TargetTrackingScaling',
      ResourceId: 'service/kiosk/web',
      TargetTrackingScalingPolicyConfiguration: tracking(60),
      ...changes,
      Live: { Alarms: [alarm], AlarmStates: [acting], ...live },
    },
    gaps: gap ? [{ property: gap, ...refusal }] : [],
  });
}

export const tracking = (TargetValue: number) =>
  ({
    TargetValue,
    PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' },
  }) as const;

export function subnet(
  SubnetId: string,
  zone: string,
  more: Partial<ResourceTypes['AWS::EC2::Subnet']> = {},
): Resource<'AWS::EC2::Subnet'> {
  return createResource({
    type: 'AWS::EC2::Subnet',
    id: SubnetId,
    name: SubnetId,
    ...place,
    properties: {
      SubnetId,
      VpcId: 'vpc-1',
      AvailabilityZone: `sa-east-1${zone}`,
      AvailabilityZoneId: `sae1-az${zone.charCodeAt(0) - 96}`,
      ...more,
    },
    gaps: [],
  });
}
