import type {
  Cluster,
  DescribeClustersCommandOutput,
  DescribeServicesCommandOutput,
  Service,
} from '@aws-sdk/client-ecs';
import { defineCollector, type Place, type Wanted } from '../model/ports.ts';
import { createResource, type Resource } from '../model/resource.ts';
import { Refused, reasonOf } from '../model/unseen.ts';
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
import { type ClusterSettings, clusterSettingsOf } from './operations/ecs-cluster-settings.ts';
import { type Described, describeAll } from './operations/ecs-describe.ts';
import { launchProofOf } from './operations/ecs-launch-proof.ts';
import { conditionOf } from './operations/ecs-service-condition.ts';
import {
  type EcsService,
  liveOf,
  propertiesOf,
  targetGroupsOf,
} from './operations/ecs-service-properties.ts';
import { nameOfCluster, strange, unreadService } from './operations/ecs-service-unread.ts';
import { type TaskDefinition, taskDefinitionOf } from './operations/ecs-task-definition.ts';
import { type RunningTask, runningTasks } from './operations/ecs-tasks.ts';
import { describeTargetHealth, type TargetGroupHealth, targetHealthOf } from './operations/target-health.ts';
import { shows } from './shows/ecs-service.ts';

declare module '../model/resource.ts' {
  interface ResourceTypes {
    'AWS::ECS::Service': EcsService;
  }
}

const settingsPaths = ['Live.ClusterSettings', 'Live.ClusterConfiguration'];

export default defineCollector({
  type: 'AWS::ECS::Service',
  shows,
  asks: [
    { operation: listClusters },
    { operation: describeClusters },
    { operation: describeClusters, for: settingsPaths },
    { operation: listServices },
    { operation: describeServices },
    { operation: listTasks, for: ['Live.Tasks', 'Live.LaunchProof'] },
    { operation: describeTasks, for: ['Live.Tasks', 'Live.LaunchProof'] },
    { operation: describeTaskDefinition, for: ['Live.TaskDefinition', 'Live.LaunchProof'] },
    { operation: describeTargetHealth, for: ['Live.TargetHealth'] },
  ],
  selectors: {
    cluster: { description: 'The name of the cluster: `kiosk`.', property: 'Live.Cluster.ClusterName' },
    launchType: {
      description: 'The launch type. A service with a capacity provider strategy has none.',
      values: ['EC2', 'EXTERNAL', 'FARGATE', 'MANAGED_INSTANCES'],
      property: 'LaunchType',
      optional: true,
    },
  },
  volatile: {
    DesiredCount: {
      why: 'the autoscaler sets it between the bounds of the scalable target, which are watched themselves, and ECS that of a daemon',
      where: [
        {
          type: 'AWS::ApplicationAutoScaling::ScalableTarget',
          property: 'ResourceId',
          is: 'service/{name}',
        },
        { property: 'SchedulingStrategy', is: 'DAEMON' },
      ],
    },
    TaskDefinition: 'every deployment sets another revision',
    'Live.Status': 'AWS moves it through its states',
    'Live.RunningCount': 'tasks come and go with scaling, deployments and repairs',
    'Live.PendingCount': 'tasks come and go with scaling, deployments and repairs',
    'Live.Rollout': 'the state and time of the deployment at hand',
    'Live.UnsteadySince': 'tasks come and go with scaling, deployments and repairs',
    'Live.TaskSet': 'the state and counts of the deployment at hand',
    'Live.OtherTargetGroups': 'a blue/green deployment moves the service between its target groups',
    'Live.Tasks': 'tasks come and go with scaling, deployments and repairs, each with another ARN',
    'Live.TargetHealth': 'targets come and go with tasks, and their health checks go one way or the other',
    'Live.TaskDefinition': 'every deployment sets another revision',
    'Live.LaunchProof': 'follows from the task definition and the tasks that run',
    'LoadBalancers.TargetGroupArn': 'a blue/green deployment moves the service between its target groups',
    'LoadBalancers.AdvancedConfiguration':
      'a blue/green deployment moves the service between its target groups',
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
  if (reasonOf(refused) !== 'ClusterNotFoundException') return false;
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
  const readsTasks = wanted.has('Live.Tasks') || wanted.has('Live.LaunchProof');
  const [{ found, unread }, tasks, settings] = await Promise.all([
    describeAll(place, describingServices(clusterArn), arns),
    readsTasks ? attempt('Live.Tasks', runningTasks(place, clusterArn)) : undefined,
    settingsPaths.some(wanted.has) ? clusterSettingsOf(place, cluster) : undefined,
  ]);
  const resources = await Promise.all(
    found.filter(exists).map(async (service) => {
      const own = tasks?.gap ? tasks : tasks && { value: tasks.value.get(service.serviceName ?? '') ?? [] };
      const details = await detailsOf(place, wanted, service, cluster, own);
      return toResource(place, service, cluster, { ...details, settings });
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

/** What is not in the answer about the service itself. */
interface Details {
  readonly tasks?: Attempt<readonly RunningTask[]> | undefined;
  readonly definition?: Attempt<TaskDefinition> | undefined;
  readonly proof?: Awaited<ReturnType<typeof launchProofOf>>;
  readonly health?: Attempt<readonly TargetGroupHealth[]> | undefined;
  readonly settings?: Attempt<ClusterSettings> | undefined;
}

async function detailsOf(
  place: Place,
  wanted: Wanted,
  service: Service,
  cluster: Cluster,
  tasks: Details['tasks'],
): Promise<Details> {
  const settings = propertiesOf(service);
  const [definition, proof, health] = await Promise.all([
    wanted.has('Live.TaskDefinition') ? taskDefinitionOf(place, settings.TaskDefinition) : undefined,
    wanted.has('Live.LaunchProof') ? launchProofOf(place, settings, cluster, tasks) : undefined,
    wanted.has('Live.TargetHealth')
      ? attempt('Live.TargetHealth', targetHealthOf(place, targetGroupsOf(settings)))
      : undefined,
  ]);
  return { tasks: wanted.has('Live.Tasks') ? tasks : undefined, definition, proof, health };
}

function toResource(
  { account, region }: Place,
  service: Service,
  cluster: Cluster,
  { tasks, definition, proof, health, settings }: Details,
): Resource<'AWS::ECS::Service'> {
  const { defaultCapacityProviderStrategy = [] } = cluster;
  const ClusterName = nameOfCluster(cluster);
  const { serviceName = '', serviceArn = '', tags = [] } = service;
  return createResource({
    type: 'AWS::ECS::Service',
    id: serviceArn,
    name: `${ClusterName}/${serviceName}`,
    awsName: serviceName,
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
        ...told(settings),
        Tasks: told(tasks),
        TaskDefinition: told(definition),
        LaunchProof: told(proof),
        TargetHealth: told(health),
      },
    },
    gaps: [
      ...strange(service),
      ...gapsOf(tasks, definition, proof, health),
      ...gapsOf(settings).flatMap((gap) => settingsPaths.map((property) => ({ ...gap, property }))),
    ],
  });
}
