import type { Task } from '@aws-sdk/client-ecs';
import type { Place } from '../../model/ports.ts';
import { batchesOf, describeTasks, listTasks, refuseFailures } from './ecs.ts';

export interface RunningTask {
  readonly TaskArn: string;
  readonly AvailabilityZone?: string | undefined;
  readonly SubnetId?: string | undefined;
  readonly LastStatus: string;
  readonly LaunchType?: string | undefined;
  /** An ARN. */
  readonly TaskDefinition?: string | undefined;
}

export type TasksByService = ReadonlyMap<string, readonly RunningTask[]>;

/** The running tasks of a cluster by the name of the service that started them. One list for all services of the cluster. */
export async function runningTasks(place: Place, cluster: string): Promise<TasksByService> {
  const arns: string[] = [];
  const question = { cluster, desiredStatus: 'RUNNING', maxResults: 100 } as const;
  const paging = { input: 'nextToken', output: 'nextToken' } as const;
  for await (const { taskArns = [] } of place.pages(listTasks, question, paging)) arns.push(...taskArns);
  const batches = await Promise.all(batchesOf(arns, 100).map((tasks) => describe(place, cluster, tasks)));
  return groupByService(batches.flat());
}

async function describe(place: Place, cluster: string, arns: string[]): Promise<readonly Task[]> {
  const { tasks = [], failures } = await place.ask(describeTasks, { cluster, tasks: arns });
  refuseFailures(describeTasks, failures);
  return tasks;
}

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
  };
}
