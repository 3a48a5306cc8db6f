import type { Cluster, Service } from '@aws-sdk/client-ecs';
import { defineCollector, type Place, type Wanted } from '../model/ports.ts';
import { createResource, type Resource } from '../model/resource.ts';
import { type Attempt, attempt, eachOf, gapsOf, told } from './operations/attempt.ts';
import { toCloudFormationNames } from './operations/cloudformation-names.ts';
import {
  batchesOf,
  describeClusters,
  describeServices,
  describeTaskDefinition,
  describeTasks,
  listClusters,
  listServices,
  listTasks,
  refuseFailures,
} from './operations/ecs.ts';
import { type EcsService, propertiesOf, type TaskDefinition } from './operations/ecs-service-properties.ts';
import { runningTasks, type TasksByService } from './operations/ecs-tasks.ts';

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
    const clusters = await liveClusters(place);
    for await (const services of eachOf(clusters, (cluster) => servicesOf(place, wanted, cluster)))
      yield* services;
  },
});

// A deleted cluster stays in the list as INACTIVE for a while, and what is left in it does not run.
// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Cluster.html
async function liveClusters(place: Place): Promise<Cluster[]> {
  const arns: string[] = [];
  const paging = { input: 'nextToken', output: 'nextToken' } as const;
  for await (const { clusterArns = [] } of place.pages(listClusters, { maxResults: 100 }, paging))
    arns.push(...clusterArns);
  const described = await Promise.all(
    batchesOf(arns, 100).map(async (batch) => {
      const { clusters = [], failures } = await place.ask(describeClusters, { clusters: batch });
      refuseFailures(describeClusters, failures);
      return clusters;
    }),
  );
  return described.flat().filter(({ status }) => status !== 'INACTIVE');
}

type Resources = readonly Resource<'AWS::ECS::Service'>[];

async function servicesOf(place: Place, wanted: Wanted, cluster: Cluster): Promise<Resources> {
  const clusterArn = cluster.clusterArn ?? '';
  const arns: string[] = [];
  const question = { cluster: clusterArn, maxResults: 100 };
  const paging = { input: 'nextToken', output: 'nextToken' } as const;
  for await (const { serviceArns = [] } of place.pages(listServices, question, paging))
    arns.push(...serviceArns);
  if (arns.length === 0) return [];
  const [batches, tasks] = await Promise.all([
    Promise.all(batchesOf(arns, 10).map((batch) => describe(place, clusterArn, batch))),
    wanted.has('Live.Tasks') ? attempt('Live.Tasks', runningTasks(place, clusterArn)) : undefined,
  ]);
  return Promise.all(
    batches.flat().map(async (service) => {
      const definition = wanted.has('Live.TaskDefinition') ? definitionOf(place, service) : undefined;
      return toResource(place, service, cluster, tasks, await definition);
    }),
  );
}

/** Those that exist: a deleted service drains, then stays describable as INACTIVE. */
async function describe(place: Place, cluster: string, batch: string[]): Promise<Service[]> {
  const answer = await place.ask(describeServices, { cluster, services: batch, include: ['TAGS'] });
  refuseFailures(describeServices, answer.failures);
  return (answer.services ?? []).filter(({ status }) => status !== 'INACTIVE' && status !== 'DRAINING');
}

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
  // Only the cluster has its name in the ARN for sure: old service ARNs lack it.
  const ClusterName = clusterName ?? clusterArn.split('/').at(-1) ?? '';
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
    gaps: gapsOf(tasks, definition),
  });
}
