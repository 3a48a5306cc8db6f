import type { DescribeTasksCommandOutput, Task } from '@aws-sdk/client-ecs';
import type { Place } from '../../model/ports.ts';
import { reasonOf } from '../../model/unseen.ts';
import { describeTasks, listTasks } from './ecs.ts';
import { describeAll } from './ecs-describe.ts';
import { iso } from './iso.ts';

export interface RunningTask {
  readonly TaskArn: string;
  readonly AvailabilityZone?: string | undefined;
  readonly SubnetId?: string | undefined;
  readonly LastStatus: string;
  readonly LaunchType?: string | undefined;
  /** An ARN. */
  readonly TaskDefinition?: string | undefined;
  readonly PlatformVersion?: string | undefined;
  readonly CapacityProviderName?: string | undefined;
  /** What the health checks of its essential containers say: `HEALTHY`, `UNHEALTHY` or `UNKNOWN`. */
  readonly HealthStatus?: string | undefined;
  /** When it came to run, in ISO 8601. */
  readonly StartedAt?: string | undefined;
  /** Of its own network interface, IPv4 and IPv6; none where it uses that of its instance. */
  readonly Addresses?: readonly string[] | undefined;
}

export type TasksByService = ReadonlyMap<string, readonly RunningTask[]>;

/** The running tasks of a cluster by the name of the service that started them. One list for all services of the cluster. */
export async function runningTasks(place: Place, cluster: string): Promise<TasksByService> {
  const arns: string[] = [];
  const question = { cluster, desiredStatus: 'RUNNING', maxResults: 100 } as const;
  const paging = { input: 'nextToken', output: 'nextToken' } as const;
  for await (const { taskArns = [] } of place.pages(listTasks, question, paging)) arns.push(...taskArns);
  const { found, unread } = await describeAll(place, describingTasks(cluster), arns);
  // A task that is MISSING even when asked for again has stopped and runs no more. Of any other that is left out nobody
  // knows which service started it: its ARN does not say.
  const hidden = unread.find(({ why }) => reasonOf(why) !== 'MISSING');
  if (hidden) throw hidden.why;
  return groupByService(found);
}

const describingTasks = (cluster: string) => ({
  operation: describeTasks,
  most: 100,
  question: (tasks: string[]) => ({ cluster, tasks }),
  items: ({ tasks }: DescribeTasksCommandOutput) => tasks,
  arnOf: ({ taskArn }: Task) => taskArn,
});

// The scheduler names a task's group after its service; tasks that people ran have others.
// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Task.html
const serviceGroup = 'service:';

function groupByService(tasks: readonly Task[]): TasksByService {
  const groups = new Map<string, RunningTask[]>();
  for (const task of tasks) {
    // A task that should run may still be starting: then it has no place yet.
    if (task.lastStatus !== 'RUNNING' || !task.group?.startsWith(serviceGroup)) continue;
    const name = task.group.slice(serviceGroup.length);
    const group = groups.get(name);
    if (group) group.push(toRunningTask(task));
    else groups.set(name, [toRunningTask(task)]);
  }
  return groups;
}

function toRunningTask(task: Task): RunningTask {
  const details = (task.attachments ?? []).flatMap((attachment) => attachment.details ?? []);
  return {
    TaskArn: task.taskArn ?? '',
    AvailabilityZone: task.availabilityZone,
    SubnetId: details.find(({ name }) => name === 'subnetId')?.value,
    LastStatus: 'RUNNING',
    LaunchType: task.launchType,
    TaskDefinition: task.taskDefinitionArn,
    PlatformVersion: task.platformVersion,
    CapacityProviderName: task.capacityProviderName,
    HealthStatus: task.healthStatus,
    StartedAt: iso(task.startedAt),
    Addresses: addressesOf(task),
  };
}

// The interface is told as an attachment of the task, and with each of its containers.
// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_NetworkInterface.html
function addressesOf({ attachments = [], containers = [] }: Task): readonly string[] {
  const attached = attachments
    .flatMap(({ details = [] }) => details)
    .flatMap(({ name, value }) => (/^(privateIPv4|ipv6)Address$/i.test(name ?? '') ? (value ?? []) : []));
  const own = containers
    .flatMap(({ networkInterfaces = [] }) => networkInterfaces)
    .flatMap(({ privateIpv4Address, ipv6Address }) => [privateIpv4Address ?? [], ipv6Address ?? []].flat());
  return [...new Set([...attached, ...own])].filter(Boolean);
}
