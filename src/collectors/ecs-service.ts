import type {
  Cluster,
  DeploymentControllerType,
  DescribeClustersCommandOutput,
  DescribeServicesCommandOutput,
  LaunchType,
  SchedulingStrategy,
  Service,
} from '@aws-sdk/client-ecs';
import { defineCollector, type Place, type Wanted } from '../model/ports.ts';
import { type Gap, Refused } from '../model/refusal.ts';
import { createResource, type Resource } from '../model/resource.ts';
import { askAgain, isGoneNow } from './operations/ask-again.ts';
import { type Attempt, attempt, eachOf, gapsOf, told } from './operations/attempt.ts';
import { toCloudFormationNames } from './operations/cloudformation-names.ts';
import {
  describeClusters,
  describeServices,
  describeTaskDefinition,
  describeTasks,
  listClusters,
  listServices,
  listTasks,
} from './operations/ecs.ts';
import { type Described, describeAll } from './operations/ecs-describe.ts';
import { type EcsService, propertiesOf, type TaskDefinition } from './operations/ecs-service-properties.ts';
import { runningTasks, type TasksByService } from './operations/ecs-tasks.ts';
import { type Known, unknownValues } from './operations/unknown-values.ts';

declare module '../model/resource.ts' {
  interface ResourceTypes {
    'AWS::ECS::Service': EcsService;
  }
}

export default defineCollector({
  type: 'AWS::ECS::Service',
  asks: [
    { operation: listClusters },
    { operation: describeClusters },
    { operation: listServices },
    { operation: describeServices },
    { operation: listTasks, for: ['Live.Tasks'] },
    { operation: describeTasks, for: ['Live.Tasks'] },
    { operation: describeTaskDefinition, for: ['Live.TaskDefinition'] },
  ],
  selectors: {
    cluster: { description: 'The name of the cluster: `kiosk`.', property: 'Live.Cluster.ClusterName' },
    launchType: {
      description: 'The launch type. A service with a capacity provider strategy has none.',
      values: ['EC2', 'EXTERNAL', 'FARGATE', 'MANAGED_INSTANCES'],
      property: 'LaunchType',
    },
  },
  async *collect(place, wanted) {
    const { found, unread } = await clustersOf(place);
    for await (const services of eachOf(found, (cluster) => servicesOf(place, wanted, cluster)))
      yield* services;
    // The services of a cluster that was listed and not described are not known.
    if (unread[0]) throw unread[0].why;
  },
});

// A deleted cluster stays in the list as INACTIVE for a while, and what is left in it does not run.
// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Cluster.html
async function clustersOf(place: Place): Promise<Described<Cluster>> {
  const arns: string[] = [];
  const paging = { input: 'nextToken', output: 'nextToken' } as const;
  for await (const { clusterArns = [] } of place.pages(listClusters, { maxResults: 100 }, paging))
    arns.push(...clusterArns);
  const { found, unread } = await describeAll(place, describingClusters, arns);
  return { found: found.filter(isActive), unread };
}

const isActive = ({ status }: Cluster): boolean => status !== 'INACTIVE';

const describingClusters = {
  operation: describeClusters,
  most: 100,
  question: (clusters: string[]) => ({ clusters }),
  items: ({ clusters }: DescribeClustersCommandOutput) => clusters,
  arnOf: ({ clusterArn }: Cluster) => clusterArn,
};

type Resources = readonly Resource<'AWS::ECS::Service'>[];

async function servicesOf(place: Place, wanted: Wanted, cluster: Cluster): Promise<Resources> {
  try {
    return await servicesIn(place, wanted, cluster);
  } catch (error) {
    if (error instanceof Refused && (await isGone(place, cluster, error))) return [];
    throw error;
  }
}

/** Whether the cluster was deleted since it was listed. One that is described as before leaves a contradiction. */
async function isGone(place: Place, { clusterArn = '' }: Cluster, refused: Refused): Promise<boolean> {
  if (refused.refusal.reason !== 'ClusterNotFoundException') return false;
  return isGoneNow(async () => {
    const { clusters = [] } = await askAgain(place, describeClusters, { clusters: [clusterArn] });
    return clusters.some(isActive);
  });
}

async function servicesIn(place: Place, wanted: Wanted, cluster: Cluster): Promise<Resources> {
  const clusterArn = cluster.clusterArn ?? '';
  const arns: string[] = [];
  const question = { cluster: clusterArn, maxResults: 100 };
  const paging = { input: 'nextToken', output: 'nextToken' } as const;
  for await (const { serviceArns = [] } of place.pages(listServices, question, paging))
    arns.push(...serviceArns);
  if (arns.length === 0) return [];
  const [{ found, unread }, tasks] = await Promise.all([
    describeAll(place, describingServices(clusterArn), arns),
    wanted.has('Live.Tasks') ? attempt('Live.Tasks', runningTasks(place, clusterArn)) : undefined,
  ]);
  const resources = await Promise.all(
    found.filter(exists).map(async (service) => {
      const definition = wanted.has('Live.TaskDefinition') ? definitionOf(place, service) : undefined;
      return toResource(place, service, cluster, tasks, await definition);
    }),
  );
  return [...resources, ...unread.map(({ arn, why }) => unreadService(place, cluster, arn, why))];
}

// A deleted service drains, then stays describable as INACTIVE.
const exists = ({ status }: Service): boolean => status !== 'INACTIVE' && status !== 'DRAINING';

const describingServices = (cluster: string) => ({
  operation: describeServices,
  most: 10,
  question: (services: string[]) => ({ cluster, services, include: ['TAGS' as const] }),
  items: ({ services }: DescribeServicesCommandOutput) => services,
  arnOf: ({ serviceArn }: Service) => serviceArn,
});

async function definitionOf(place: Place, service: Service): Promise<Attempt<TaskDefinition>> {
  const { TaskDefinition } = propertiesOf(service);
  if (!TaskDefinition) return { value: {} };
  const reading = place.ask(describeTaskDefinition, { taskDefinition: TaskDefinition });
  return attempt(
    'Live.TaskDefinition',
    reading.then(({ taskDefinition = {} }) => toCloudFormationNames(taskDefinition)),
  );
}

function toResource(
  { account, region }: Place,
  service: Service,
  { clusterName, clusterArn = '', defaultCapacityProviderStrategy = [] }: Cluster,
  tasks: Attempt<TasksByService> | undefined,
  definition: Attempt<TaskDefinition> | undefined,
): Resource<'AWS::ECS::Service'> {
  const ClusterName = nameOfCluster({ clusterName, clusterArn });
  const { serviceName = '', serviceArn = '', status, runningCount, tags = [] } = service;
  return createResource({
    type: 'AWS::ECS::Service',
    id: serviceArn,
    name: `${ClusterName}/${serviceName}`,
    account,
    region,
    tags: Object.fromEntries(tags.map(({ key = '', value = '' }) => [key, value])),
    properties: {
      ...propertiesOf(service),
      Live: {
        Status: status,
        RunningCount: runningCount,
        Cluster: {
          ClusterName,
          DefaultCapacityProviderStrategy: toCloudFormationNames(defaultCapacityProviderStrategy),
        },
        Tasks: tasks && (told(tasks)?.get(serviceName) ?? []),
        TaskDefinition: told(definition),
      },
    },
    gaps: [...strange(service), ...gapsOf(tasks, definition)],
  });
}

const strange = (service: Service): Gap[] => {
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
const nameOfCluster = ({ clusterName, clusterArn = '' }: Cluster): string =>
  clusterName ?? clusterArn.split('/').at(-1) ?? '';

/** A service of which nothing but its name is known. */
function unreadService(
  { account, region }: Place,
  cluster: Cluster,
  arn: string,
  { refusal }: Refused,
): Resource<'AWS::ECS::Service'> {
  const ClusterName = nameOfCluster(cluster);
  const ServiceName = arn.split('/').at(-1) ?? arn;
  return createResource({
    type: 'AWS::ECS::Service',
    id: arn,
    name: `${ClusterName}/${ServiceName}`,
    account,
    region,
    tags: {},
    properties: {
      ...propertiesOf({ serviceName: ServiceName, clusterArn: cluster.clusterArn }),
      Live: { Cluster: { ClusterName, DefaultCapacityProviderStrategy: [] } },
    },
    gaps: ['tags', ...described].map((property) => ({ ...refusal, property })),
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
  'Live',
];
