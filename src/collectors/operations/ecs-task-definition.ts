import type { TaskDefinition as EcsTaskDefinition } from '@aws-sdk/client-ecs';
import type { Place } from '../../model/ports.ts';
import { type Attempt, attempt } from './attempt.ts';
import { type CloudFormationNames, toCloudFormationNames } from './cloudformation-names.ts';
import { containerDefaults } from './container-defaults.ts';
import { describeTaskDefinition } from './ecs.ts';

export type TaskDefinition = CloudFormationNames<EcsTaskDefinition>;

/** The task definition of an ARN, with the defaults that AWS documents. */
export async function taskDefinitionOf(
  place: Place,
  taskDefinition: string | undefined,
): Promise<Attempt<TaskDefinition>> {
  if (!taskDefinition) return { value: {} };
  const reading = place.ask(describeTaskDefinition, { taskDefinition });
  return attempt(
    'Live.TaskDefinition',
    reading.then(({ taskDefinition: found = {} }) => withDefaults(toCloudFormationNames(found))),
  );
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
