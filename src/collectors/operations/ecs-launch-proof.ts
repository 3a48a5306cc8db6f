import type { Cluster } from '@aws-sdk/client-ecs';
import type { Place } from '../../model/ports.ts';
import { type Attempt, attempt, told } from './attempt.ts';
import { describeTaskDefinition } from './ecs.ts';
import type { RunningTask } from './ecs-tasks.ts';

/** What a task definition can be launched on. */
export type LaunchProof =
  /** A task of it runs there: that proves it, and saves the question. */
  | { readonly kind: 'task'; readonly LaunchType: string }
  | {
      readonly kind: 'definition';
      /** Absent where nobody said. */
      readonly RequiresCompatibilities?: readonly string[] | undefined;
      /** What ECS found it fit for. */
      readonly Compatibilities?: readonly string[] | undefined;
      readonly NetworkMode?: string | undefined;
    };

interface Settings {
  readonly LaunchType?: string | undefined;
  readonly CapacityProviderStrategy?:
    | readonly { readonly CapacityProvider: string | undefined }[]
    | undefined;
  readonly TaskDefinition?: string | undefined;
}

/** Looked into only where tasks are to start on Fargate: what needs instances is told by the launch type already. */
export async function launchProofOf(
  place: Place,
  { LaunchType, CapacityProviderStrategy, TaskDefinition }: Settings,
  { defaultCapacityProviderStrategy = [] }: Cluster,
  tasks: Attempt<readonly RunningTask[]> | undefined,
): Promise<Attempt<LaunchProof> | undefined> {
  const inherited = defaultCapacityProviderStrategy.map(({ capacityProvider }) => capacityProvider);
  const strategy = CapacityProviderStrategy?.map(({ CapacityProvider }) => CapacityProvider);
  const launch = strategy ?? (LaunchType ? [LaunchType] : inherited);
  if (!TaskDefinition || !launch.some((name) => name?.startsWith('FARGATE'))) return undefined;
  const isProof = (task: RunningTask) =>
    task.TaskDefinition === TaskDefinition && task.LaunchType === 'FARGATE';
  if (told(tasks)?.some(isProof)) return { value: { kind: 'task', LaunchType: 'FARGATE' } };
  return attempt('Live.LaunchProof', definitionOf(place, TaskDefinition));
}

async function definitionOf(place: Place, taskDefinition: string): Promise<LaunchProof> {
  const { taskDefinition: found = {} } = await place.ask(describeTaskDefinition, { taskDefinition });
  return {
    kind: 'definition',
    RequiresCompatibilities: found.requiresCompatibilities,
    Compatibilities: found.compatibilities,
    NetworkMode: found.networkMode,
  };
}
