// ECS leaves out what was not registered. Each of these maps to an option of `docker run` that is off unless it is
// given; an `essential` that is left out is true.
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html
export const containerDefaults = {
  DisableNetworking: false,
  Essential: true,
  Interactive: false,
  Privileged: false,
  PseudoTerminal: false,
  ReadonlyRootFilesystem: false,
};
