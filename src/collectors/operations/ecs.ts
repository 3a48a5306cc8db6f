import type {
  DescribeClustersCommandInput,
  DescribeClustersCommandOutput,
  DescribeServicesCommandInput,
  DescribeServicesCommandOutput,
  DescribeTaskDefinitionCommandInput,
  DescribeTaskDefinitionCommandOutput,
  DescribeTasksCommandInput,
  DescribeTasksCommandOutput,
  ListClustersCommandInput,
  ListClustersCommandOutput,
  ListServicesCommandInput,
  ListServicesCommandOutput,
  ListTasksCommandInput,
  ListTasksCommandOutput,
} from '@aws-sdk/client-ecs';
import { operation } from '../../model/operation.ts';

export const listClusters = operation<ListClustersCommandInput, ListClustersCommandOutput>({
  service: 'ecs',
  name: 'ListClusters',
  permissions: ['ecs:ListClusters'],
  answers: 'clusterArns',
});

export const describeClusters = operation<DescribeClustersCommandInput, DescribeClustersCommandOutput>({
  service: 'ecs',
  name: 'DescribeClusters',
  permissions: ['ecs:DescribeClusters'],
  answers: 'clusters',
  identity: ['clusterArn'],
  belongs: ({ clusterArn }, asked) => asked.clusters?.includes(String(clusterArn)) ?? false,
});

export const listServices = operation<ListServicesCommandInput, ListServicesCommandOutput>({
  service: 'ecs',
  name: 'ListServices',
  permissions: ['ecs:ListServices'],
  answers: 'serviceArns',
});

export const describeServices = operation<DescribeServicesCommandInput, DescribeServicesCommandOutput>({
  service: 'ecs',
  name: 'DescribeServices',
  permissions: ['ecs:DescribeServices'],
  answers: 'services',
  identity: ['serviceArn'],
  belongs: ({ serviceArn, serviceName }, asked) =>
    (asked.services?.includes(String(serviceArn)) ?? false) && String(serviceArn).endsWith(`/${serviceName}`),
});

export const listTasks = operation<ListTasksCommandInput, ListTasksCommandOutput>({
  service: 'ecs',
  name: 'ListTasks',
  permissions: ['ecs:ListTasks'],
  answers: 'taskArns',
});

export const describeTasks = operation<DescribeTasksCommandInput, DescribeTasksCommandOutput>({
  service: 'ecs',
  name: 'DescribeTasks',
  permissions: ['ecs:DescribeTasks'],
  answers: 'tasks',
  identity: ['taskArn'],
  ignores: ['containers', 'overrides'],
  belongs: ({ taskArn }, asked) => asked.tasks?.includes(String(taskArn)) ?? false,
});

export const describeTaskDefinition = operation<
  DescribeTaskDefinitionCommandInput,
  DescribeTaskDefinitionCommandOutput
>({
  service: 'ecs',
  name: 'DescribeTaskDefinition',
  permissions: ['ecs:DescribeTaskDefinition'],
  answers: 'taskDefinition',
  identity: ['taskDefinitionArn'],
  // A family without a revision is answered with its latest.
  belongs: ({ taskDefinitionArn }, asked) =>
    `${String(taskDefinitionArn)}:`.startsWith(`${asked.taskDefinition}:`),
});

/** The questions that answer for at most `size` items each. */
export function batchesOf<T>(items: readonly T[], size: number): T[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}
