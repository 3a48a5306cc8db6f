import type {
  CapacityProviderStrategyItem,
  Cluster,
  Deployment,
  DeploymentConfiguration,
  LoadBalancer,
  Service,
  TaskSet,
} from '@aws-sdk/client-ecs';
import { type CloudFormationNames, toCloudFormationNames } from './cloudformation-names.ts';
import type { LaunchProof } from './ecs-launch-proof.ts';
import { primaryOf, unrestOf } from './ecs-service-condition.ts';
import type { TaskDefinition } from './ecs-task-definition.ts';
import type { RunningTask } from './ecs-tasks.ts';
import { iso } from './iso.ts';
import type { TargetGroupHealth } from './target-health.ts';

type StrategyItem = CloudFormationNames<CapacityProviderStrategyItem>;

export interface EcsService {
  readonly ServiceName: string;
  /** The cluster's ARN. */
  readonly Cluster: string;
  /** Absent where a capacity provider strategy decides. */
  readonly LaunchType?: string | undefined;
  readonly CapacityProviderStrategy?: readonly StrategyItem[] | undefined;
  readonly SchedulingStrategy: string;
  readonly DesiredCount?: number | undefined;
  readonly PlatformVersion?: string | undefined;
  /** An ARN. */
  readonly TaskDefinition?: string | undefined;
  readonly DeploymentController: { readonly Type: string };
  readonly NetworkConfiguration?:
    | {
        readonly AwsvpcConfiguration?:
          | {
              readonly Subnets?: readonly string[] | undefined;
              readonly SecurityGroups?: readonly string[] | undefined;
              readonly AssignPublicIp?: string | undefined;
            }
          | undefined;
      }
    | undefined;
  readonly LoadBalancers: readonly CloudFormationNames<LoadBalancer>[];
  readonly DeploymentConfiguration?: CloudFormationNames<DeploymentConfiguration> | undefined;
  readonly EnableExecuteCommand?: boolean | undefined;
  readonly AvailabilityZoneRebalancing: string;
  readonly EnableECSManagedTags?: boolean | undefined;
  readonly HealthCheckGracePeriodSeconds?: number | undefined;
  readonly PlacementConstraints?: CloudFormationNames<Service['placementConstraints']>;
  readonly PlacementStrategies?: CloudFormationNames<Service['placementStrategy']>;
  readonly PropagateTags?: string | undefined;
  readonly Role?: string | undefined;
  readonly ServiceConnectConfiguration?: CloudFormationNames<Deployment['serviceConnectConfiguration']>;
  readonly ServiceRegistries?: CloudFormationNames<Service['serviceRegistries']>;
  readonly VolumeConfigurations?: CloudFormationNames<Deployment['volumeConfigurations']>;
  readonly VpcLatticeConfigurations?: CloudFormationNames<Deployment['vpcLatticeConfigurations']>;
  readonly Live: EcsServiceLive;
}

export interface EcsServiceLive {
  readonly Status?: string | undefined;
  readonly RunningCount?: number | undefined;
  readonly PendingCount?: number | undefined;
  /** The primary deployment: only rolling updates have a state. */
  readonly Rollout?:
    | { readonly State?: string | undefined; readonly UpdatedAt?: string | undefined }
    | undefined;
  /** Since when ECS is at work on it, in ISO 8601: by the first event since it last called the service steady. */
  readonly UnsteadySince?: string | undefined;
  /** What serves under CodeDeploy or an external controller: the task set that the settings above are of. */
  readonly TaskSet?:
    | {
        readonly Status: string;
        readonly RunningCount?: number | undefined;
        readonly ComputedDesiredCount?: number | undefined;
      }
    | undefined;
  /** ARNs of those of other task sets, which traffic is shifted to, or from, during a deployment. */
  readonly OtherTargetGroups?: readonly string[] | undefined;
  readonly Cluster: {
    readonly ClusterName: string;
    /** What a service with neither launch type nor strategy was started with. */
    readonly DefaultCapacityProviderStrategy: readonly StrategyItem[];
  };
  /** The cluster's settings by their names. Undefined where no policy reads it, as is its configuration. */
  readonly ClusterSettings?: Readonly<Record<string, string>> | undefined;
  readonly ClusterConfiguration?: CloudFormationNames<Cluster['configuration']>;
  /** Only those that run. Undefined where no policy reads it. */
  readonly Tasks?: readonly RunningTask[] | undefined;
  /** Undefined where no policy reads it. */
  readonly TaskDefinition?: TaskDefinition | undefined;
  /** What its task definition was launched on, or is for. Undefined where no policy reads it, or nothing is to start on Fargate. */
  readonly LaunchProof?: LaunchProof | undefined;
  /** Of each target group that it is attached to, and that a deployment turns to. Undefined where no policy reads it. */
  readonly TargetHealth?: readonly TargetGroupHealth[] | undefined;
}

/** What ECS says of the service itself, with its documented defaults. */
export function propertiesOf(service: Service): Omit<EcsService, 'Live'> {
  const { controller, running } = runningSettings(service);
  const strategy = running.capacityProviderStrategy ?? [];
  return {
    ServiceName: service.serviceName ?? '',
    Cluster: service.clusterArn ?? '',
    // One excludes the other; where an answer holds both, the strategy is what places tasks.
    LaunchType: strategy.length > 0 ? undefined : running.launchType,
    CapacityProviderStrategy: strategy.length > 0 ? toCloudFormationNames(strategy) : undefined,
    // The examples of DescribeServices in AWS's reference leave it out of services that are no daemons.
    SchedulingStrategy: service.schedulingStrategy ?? 'REPLICA',
    DesiredCount: service.desiredCount,
    PlatformVersion: running.platformVersion,
    TaskDefinition: running.taskDefinition && taskDefinitionArn(running.taskDefinition, service),
    DeploymentController: { Type: controller },
    NetworkConfiguration: running.networkConfiguration && toCloudFormationNames(running.networkConfiguration),
    LoadBalancers: toCloudFormationNames(running.loadBalancers ?? []),
    DeploymentConfiguration:
      service.deploymentConfiguration && toCloudFormationNames(service.deploymentConfiguration),
    EnableExecuteCommand: service.enableExecuteCommand,
    // "If the service never had a value set, Amazon ECS treats this as DISABLED."
    // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html
    AvailabilityZoneRebalancing: service.availabilityZoneRebalancing ?? 'DISABLED',
    ...otherSettingsOf(service),
  };
}

function otherSettingsOf(service: Service) {
  const { serviceConnectConfiguration, volumeConfigurations, vpcLatticeConfigurations } =
    primaryOf(service) ?? {};
  return {
    EnableECSManagedTags: service.enableECSManagedTags,
    HealthCheckGracePeriodSeconds: service.healthCheckGracePeriodSeconds,
    PlacementConstraints: service.placementConstraints && toCloudFormationNames(service.placementConstraints),
    PlacementStrategies: service.placementStrategy && toCloudFormationNames(service.placementStrategy),
    PropagateTags: service.propagateTags,
    Role: service.roleArn,
    ServiceConnectConfiguration:
      serviceConnectConfiguration && toCloudFormationNames(serviceConnectConfiguration),
    ServiceRegistries: service.serviceRegistries && toCloudFormationNames(service.serviceRegistries),
    VolumeConfigurations: volumeConfigurations && toCloudFormationNames(volumeConfigurations),
    VpcLatticeConfigurations: vpcLatticeConfigurations && toCloudFormationNames(vpcLatticeConfigurations),
  };
}

/** ARNs of those that its tasks are registered with, and that a deployment turns to. */
export const targetGroupsOf = ({ LoadBalancers }: Pick<EcsService, 'LoadBalancers'>): readonly string[] =>
  LoadBalancers.flatMap(({ TargetGroupArn, AdvancedConfiguration }) =>
    [TargetGroupArn, AdvancedConfiguration?.AlternateTargetGroupArn].flatMap((arn) => arn ?? []),
  );

/** What it does, as far as the answer about the service itself tells. */
export function liveOf(
  service: Service,
): Pick<
  EcsServiceLive,
  'Status' | 'RunningCount' | 'PendingCount' | 'Rollout' | 'UnsteadySince' | 'TaskSet' | 'OtherTargetGroups'
> {
  const primary = primaryOf(service);
  const set = judgedSet(service);
  return {
    Status: service.status,
    RunningCount: service.runningCount,
    PendingCount: service.pendingCount,
    Rollout: primary && { State: primary.rolloutState, UpdatedAt: iso(primary.updatedAt) },
    UnsteadySince: unrestOf(service).began,
    TaskSet: set && {
      Status: set.status ?? '',
      RunningCount: set.runningCount,
      ComputedDesiredCount: set.computedDesiredCount,
    },
    OtherTargetGroups: (service.taskSets ?? [])
      .filter((other) => other !== set && other.status === 'ACTIVE')
      .flatMap(({ loadBalancers = [] }) => loadBalancers.flatMap((one) => one.targetGroupArn ?? [])),
  };
}

// "If a service is using the ECS deployment controller, the deploymentController […] will not be returned."
// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html
const controllerOf = ({ deploymentController }: Service): string => deploymentController?.type ?? 'ECS';

// Under CodeDeploy or an external controller what runs is told by task sets, and the service's own members are absent.
// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Service.html
function runningSettings(service: Service) {
  const controller = controllerOf(service);
  const set = judgedSet(service);
  if (!set) {
    // ECS shows launch type EC2 on a service that an external controller has not given a task set.
    const nowhere = { launchType: undefined, capacityProviderStrategy: undefined };
    return { controller, running: controller === 'EXTERNAL' ? { ...service, ...nowhere } : service };
  }
  const isOwn = controller === 'EXTERNAL' || set.launchType || set.capacityProviderStrategy?.length;
  const { launchType, capacityProviderStrategy } = isOwn ? set : service;
  return {
    controller,
    running: {
      launchType,
      capacityProviderStrategy,
      platformVersion: set.platformVersion ?? service.platformVersion,
      taskDefinition: set.taskDefinition ?? service.taskDefinition,
      networkConfiguration: set.networkConfiguration ?? service.networkConfiguration,
      loadBalancers: set.loadBalancers ?? service.loadBalancers,
    },
  };
}

// An external controller need not make any of its task sets the primary: then the largest of the active ones is meant.
function judgedSet(service: Service): TaskSet | undefined {
  const [controller, sets] = [controllerOf(service), service.taskSets ?? []];
  if (controller === 'ECS') return undefined;
  const primary = sets.find(({ status }) => status === 'PRIMARY');
  if (primary || controller !== 'EXTERNAL') return primary;
  const active = sets.filter(({ status }) => status === 'ACTIVE');
  return active.sort((a, b) => (b.scale?.value ?? 0) - (a.scale?.value ?? 0))[0];
}

/** A family, with or without revision, is completed from the service's own ARN. */
function taskDefinitionArn(given: string, { serviceArn = '' }: Service): string {
  return given.startsWith('arn:') ? given : serviceArn.replace(/:service\/.*$/, `:task-definition/${given}`);
}
