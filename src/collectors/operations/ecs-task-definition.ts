import type { TaskDefinition as EcsTaskDefinition } from '@aws-sdk/client-ecs';
import type { Place } from '../../model/ports.ts';
import { type Attempt, attempt } from './attempt.ts';
import { type CloudFormationNames, toCloudFormationNames } from './cloudformation-names.ts';
import { containerDefaults } from './container-defaults.ts';
import { describeServices, describeTaskDefinition } from './ecs.ts';
import { unreadable } from './unreadable.ts';

export type TaskDefinition = CloudFormationNames<EcsTaskDefinition>;

/** The task definition of an ARN, with the defaults that AWS documents. */
export async function taskDefinitionOf(
  place: Place,
  taskDefinition: string | undefined,
): Promise<Attempt<TaskDefinition>> {
  return attempt('Live.TaskDefinition', read(place, taskDefinition));
}

async function read(place: Place, taskDefinition: string | undefined): Promise<TaskDefinition> {
  if (!taskDefinition)
    throw unreadable(describeServices, 'the answer does not say which task definition it runs');
  const { taskDefinition: found = {} } = await place.ask(describeTaskDefinition, { taskDefinition });
  // None can be registered without, and of no container anything can be said.
  if (!found.containerDefinitions?.length)
    throw unreadable(describeTaskDefinition, `the answer shows no container of ${taskDefinition}`);
  return withDefaults(toCloudFormationNames(found));
}

const withDefaults = (definition: TaskDefinition): TaskDefinition => ({
  ...definition,
  ...(definition.ContainerDefinitions && {
    ContainerDefinitions: definition.ContainerDefinitions.map((container) => ({
      ...containerDefaults,
      ...container,
    })),
  }),
});
