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
import { launchProofOf } from './operations/ecs-launch-proof.ts';
import { conditionOf } from './operations/ecs-service-condition.ts';
import {
  type EcsService,
  liveOf,
  propertiesOf,
  type TaskDefinition,
} from './operations/ecs-service-properties.ts';
import { type RunningTask, runningTasks } from './operations/ecs-tasks.ts';

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
    { operation: listTasks, for: ['Live.Tasks', 'Live.LaunchProof'] },
    { operation: describeTasks, for: ['Live.Tasks', 'Live.LaunchProof'] },
    { operation: describeTaskDefinition, for: ['Live.TaskDefinition', 'Live.LaunchProof'] },
  ],
  selectors: {
    cluster: { description: 'The name of the cluster: `kiosk`.', property: 'Live.Cluster.ClusterName' },
    launchType: {
      description: 'The launch type. A service with a capacity provider strategy has none.',
      values: ['EC2', 'EXTERNAL', 'FARGATE', 'MANAGED_INSTANCES'],
      property: 'LaunchType',
    },
  },
  volatile: {
    DesiredCount:
      'the autoscaler sets it between the bounds of the scalable target, which are watched themselves',
    TaskDefinition: 'every deployment sets another revision',
    'Live.Status': 'AWS moves it through its states',
    'Live.RunningCount': 'tasks come and go with scaling, deployments and repairs',
    'Live.PendingCount': 'tasks come and go with scaling, deployments and repairs',
    'Live.Rollout': 'the state and time of the deployment at hand',
    'Live.TaskSet': 'the state and counts of the deployment at hand',
    'Live.Tasks': 'tasks come and go with scaling, deployments and repairs, each with another ARN',
    'Live.TaskDefinition': 'every deployment sets another revision',
    'Live.LaunchProof': 'follows from the task definition and the tasks that run',
    'LoadBalancers.TargetGroupArn': 'a blue/green deployment moves the service between its target groups',
    'LoadBalancers.AdvancedConfiguration':
      'a blue/green deployment moves the service between its target groups',
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
  const readsTasks = wanted.has('Live.Tasks') || wanted.has('Live.LaunchProof');
  const [batches, tasks] = await Promise.all([
    Promise.all(batchesOf(arns, 10).map((batch) => describe(place, clusterArn, batch))),
    readsTasks ? attempt('Live.Tasks', runningTasks(place, clusterArn)) : undefined,
  ]);
  return Promise.all(
    batches.flat().map(async (service) => {
      const own = tasks?.gap ? tasks : tasks && { value: tasks.value.get(service.serviceName ?? '') ?? [] };
      return toResource(place, service, cluster, await detailsOf(place, wanted, service, cluster, own));
    }),
  );
}

/** Those that exist: a deleted service drains, then stays describable as INACTIVE. */
async function describe(place: Place, cluster: string, batch: string[]): Promise<Service[]> {
  const answer = await place.ask(describeServices, { cluster, services: batch, include: ['TAGS'] });
  refuseFailures(describeServices, answer.failures);
  return (answer.services ?? []).filter(({ status }) => status !== 'INACTIVE' && status !== 'DRAINING');
}

/** What is not in the answer about the service itself. */
interface Details {
  readonly tasks?: Attempt<readonly RunningTask[]> | undefined;
  readonly definition?: Attempt<TaskDefinition> | undefined;
  readonly proof?: Awaited<ReturnType<typeof launchProofOf>>;
}

async function detailsOf(
  place: Place,
  wanted: Wanted,
  service: Service,
  cluster: Cluster,
  tasks: Details['tasks'],
): Promise<Details> {
  const settings = propertiesOf(service);
  const [definition, proof] = await Promise.all([
    wanted.has('Live.TaskDefinition') ? definitionOf(place, settings) : undefined,
    wanted.has('Live.LaunchProof') ? launchProofOf(place, settings, cluster, tasks) : undefined,
  ]);
  return { tasks: wanted.has('Live.Tasks') ? tasks : undefined, definition, proof };
}

async function definitionOf(
  place: Place,
  { TaskDefinition }: Omit<EcsService, 'Live'>,
): Promise<Attempt<TaskDefinition>> {
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
  cluster: Cluster,
  { tasks, definition, proof }: Details,
): Resource<'AWS::ECS::Service'> {
  const { clusterName, clusterArn = '', defaultCapacityProviderStrategy = [] } = cluster;
  // Only the cluster has its name in the ARN for sure: old service ARNs lack it.
  const ClusterName = clusterName ?? clusterArn.split('/').at(-1) ?? '';
  const { serviceName = '', serviceArn = '', tags = [] } = service;
  return createResource({
    type: 'AWS::ECS::Service',
    id: serviceArn,
    name: `${ClusterName}/${serviceName}`,
    condition: conditionOf(service, cluster),
    account,
    region,
    tags: Object.fromEntries(tags.map(({ key = '', value = '' }) => [key, value])),
    properties: {
      ...propertiesOf(service),
      Live: {
        ...liveOf(service),
        Cluster: {
          ClusterName,
          DefaultCapacityProviderStrategy: toCloudFormationNames(defaultCapacityProviderStrategy),
        },
        Tasks: told(tasks),
        TaskDefinition: told(definition),
        LaunchProof: told(proof),
      },
    },
    gaps: gapsOf(tasks, definition, proof),
  });
}
