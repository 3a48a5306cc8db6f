import type {
  Cluster,
  DeploymentControllerType,
  LaunchType,
  SchedulingStrategy,
  Service,
} from '@aws-sdk/client-ecs';
import type { Place } from '../../model/ports.ts';
import { createResource, type Resource } from '../../model/resource.ts';
import type { Gap, Refused } from '../../model/unseen.ts';
import { describeServices } from './ecs.ts';
import { propertiesOf } from './ecs-service-properties.ts';
import { type Known, unknownValues } from './unknown-values.ts';

/** What AWS has come to say of a service since this version was made. */
export const strange = (service: Service): Gap[] => {
  const { LaunchType, SchedulingStrategy, DeploymentController } = propertiesOf(service);
  return unknownValues(
    describeServices,
    ['LaunchType', LaunchType, launchTypes],
    ['SchedulingStrategy', SchedulingStrategy, strategies],
    ['DeploymentController', DeploymentController.Type, controllers],
  );
};

const launchTypes: Known<LaunchType> = { EC2: true, EXTERNAL: true, FARGATE: true, MANAGED_INSTANCES: true };
const strategies: Known<SchedulingStrategy> = { DAEMON: true, REPLICA: true };
const controllers: Known<DeploymentControllerType> = { CODE_DEPLOY: true, ECS: true, EXTERNAL: true };

// Only the cluster has its name in the ARN for sure: old service ARNs lack it.
export const nameOfCluster = ({ clusterName, clusterArn = '' }: Cluster): string =>
  clusterName ?? clusterArn.split('/').at(-1) ?? '';

/** A service of which nothing but its name is known. */
export function unreadService(
  { account, region }: Place,
  cluster: Cluster,
  arn: string,
  { unseen }: Refused,
): Resource<'AWS::ECS::Service'> {
  const ClusterName = nameOfCluster(cluster);
  const ServiceName = arn.split('/').at(-1) ?? arn;
  return createResource({
    type: 'AWS::ECS::Service',
    id: arn,
    name: `${ClusterName}/${ServiceName}`,
    awsName: ServiceName,
    account,
    region,
    tags: {},
    properties: {
      ...propertiesOf({ serviceName: ServiceName, clusterArn: cluster.clusterArn }),
      Live: { Cluster: { ClusterName, DefaultCapacityProviderStrategy: [] } },
    },
    gaps: ['tags', ...described].map((property) => ({ ...unseen, property })),
  });
}

/** What only the answer of DescribeServices tells. */
const described: readonly string[] = [
  'LaunchType',
  'CapacityProviderStrategy',
  'SchedulingStrategy',
  'DesiredCount',
  'PlatformVersion',
  'TaskDefinition',
  'DeploymentController',
  'NetworkConfiguration',
  'LoadBalancers',
  'DeploymentConfiguration',
  'EnableExecuteCommand',
  'AvailabilityZoneRebalancing',
  'EnableECSManagedTags',
  'HealthCheckGracePeriodSeconds',
  'PlacementConstraints',
  'PlacementStrategies',
  'PropagateTags',
  'Role',
  'ServiceConnectConfiguration',
  'ServiceRegistries',
  'VolumeConfigurations',
  'VpcLatticeConfigurations',
  'Live',
];
