import type {
  CapacityProviderStrategyItem,
  DeploymentConfiguration,
  TaskDefinition as EcsTaskDefinition,
  LoadBalancer,
  Service,
} from '@aws-sdk/client-ecs';
import { type CloudFormationNames, toCloudFormationNames } from './cloudformation-names.ts';
import type { RunningTask } from './ecs-tasks.ts';

type StrategyItem = CloudFormationNames<CapacityProviderStrategyItem>;
export type TaskDefinition = CloudFormationNames<EcsTaskDefinition>;

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
  readonly AvailabilityZoneRebalancing?: string | undefined;
  readonly Live: {
    readonly Status?: string | undefined;
    readonly RunningCount?: number | undefined;
    readonly Cluster: {
      readonly ClusterName: string;
      /** What a service with neither launch type nor strategy was started with. */
      readonly DefaultCapacityProviderStrategy: readonly StrategyItem[];
    };
    /** Only those that run. Undefined where no policy reads it. */
    readonly Tasks?: readonly RunningTask[] | undefined;
    /** Undefined where no policy reads it. */
    readonly TaskDefinition?: TaskDefinition | undefined;
  };
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
    AvailabilityZoneRebalancing: service.availabilityZoneRebalancing,
  };
}

// Under CodeDeploy or an external controller what runs is told by task sets, and the service's own members are absent.
// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Service.html
function runningSettings(service: Service) {
  const controller = service.deploymentController?.type ?? 'ECS';
  const primary = service.taskSets?.find(({ status }) => status === 'PRIMARY');
  if (controller === 'ECS' || !primary) return { controller, running: service };
  return {
    controller,
    running: {
      launchType: primary.launchType ?? service.launchType,
      capacityProviderStrategy: primary.capacityProviderStrategy ?? service.capacityProviderStrategy,
      platformVersion: primary.platformVersion ?? service.platformVersion,
      taskDefinition: primary.taskDefinition ?? service.taskDefinition,
      networkConfiguration: primary.networkConfiguration ?? service.networkConfiguration,
      loadBalancers: primary.loadBalancers ?? service.loadBalancers,
    },
  };
}

/** A family, with or without revision, is completed from the service's own ARN. */
function taskDefinitionArn(given: string, { serviceArn = '' }: Service): string {
  return given.startsWith('arn:') ? given : serviceArn.replace(/:service\/.*$/, `:task-definition/${given}`);
}
