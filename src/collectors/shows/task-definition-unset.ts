import type { UnsetProperties } from '../../model/meaning.ts';

const api = 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference';
const guide = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html';

const inside = (path: string, names: readonly string[]): string[] => names.map((name) => `${path}.${name}`);

const daemon = "the Docker daemon's own setting";

const task = 'Live.TaskDefinition';
const container = `${task}.ContainerDefinitions[]`;
const volume = `${task}.Volumes[]`;

/** ECS shows a task definition as it was registered: what nobody registered is left out. */
export const taskDefinitionUnset: readonly UnsetProperties[] = [
  {
    source: `${api}/API_TaskDefinition.html`,
    none: inside(task, ['Cpu', 'Memory', 'TaskRoleArn', 'ExecutionRoleArn', 'PidMode', 'ProxyConfiguration']),
    empty: inside(task, [
      'Volumes',
      'PlacementConstraints',
      'RequiresCompatibilities',
      'InferenceAccelerators',
    ]),
    is: { [`${task}.EnableFaultInjection`]: false },
  },
  // Fargate takes none.
  { source: `${api}/API_TaskDefinition.html`, where: { LaunchType: 'FARGATE' }, none: [`${task}.IpcMode`] },
  {
    source: `${api}/API_TaskDefinition.html`,
    decidedBy: {
      [`${task}.IpcMode`]: daemon,
      [`${task}.NetworkMode`]: 'the operating system',
    },
  },
  {
    source: `${api}/API_Volume.html`,
    none: inside(volume, [
      'Host',
      'DockerVolumeConfiguration',
      'EFSVolumeConfiguration',
      'FSxWindowsFileServerVolumeConfiguration',
      'S3FilesVolumeConfiguration',
    ]),
    is: { [`${volume}.ConfiguredAtLaunch`]: false },
  },
  { source: `${api}/API_HostVolumeProperties.html`, none: [`${volume}.Host.SourcePath`] },
  {
    source: `${api}/API_EFSVolumeConfiguration.html`,
    none: [`${volume}.EFSVolumeConfiguration.AuthorizationConfig`],
    is: {
      [`${volume}.EFSVolumeConfiguration.TransitEncryption`]: 'DISABLED',
      [`${volume}.EFSVolumeConfiguration.RootDirectory`]: '/',
    },
  },
  {
    source: `${api}/API_EFSAuthorizationConfig.html`,
    throughout: true,
    none: [`${volume}.EFSVolumeConfiguration.AuthorizationConfig.AccessPointId`],
    is: { [`${volume}.EFSVolumeConfiguration.AuthorizationConfig.IAM`]: 'DISABLED' },
  },
  {
    source: `${api}/API_ContainerDefinition.html`,
    none: inside(container, [
      'HealthCheck',
      'LinuxParameters',
      'FirelensConfiguration',
      'RepositoryCredentials',
      'RestartPolicy',
      'Memory',
      'MemoryReservation',
      'Cpu',
    ]),
    empty: inside(container, [
      'CredentialSpecs',
      'DependsOn',
      'DockerSecurityOptions',
      'Environment',
      'EnvironmentFiles',
      'ExtraHosts',
      'Links',
      'MountPoints',
      'PortMappings',
      'ResourceRequirements',
      'Secrets',
      'SystemControls',
      'VolumesFrom',
    ]),
    is: {
      [`${container}.VersionConsistency`]: 'enabled',
      [`${container}.MountPoints[].ReadOnly`]: false,
      [`${container}.PortMappings[].Protocol`]: 'tcp',
    },
  },
  // They modify what Docker does by default.
  {
    source: `${api}/API_LinuxParameters.html`,
    throughout: true,
    none: [`${container}.LinuxParameters.Capabilities`],
    empty: inside(`${container}.LinuxParameters`, [
      'Capabilities.Add',
      'Capabilities.Drop',
      'Devices',
      'Tmpfs',
    ]),
    // `dockerd --init` gives one to every container.
    decidedBy: { [`${container}.LinuxParameters.InitProcessEnabled`]: daemon },
  },
  {
    source: `${api}/API_ContainerRestartPolicy.html`,
    throughout: true,
    empty: [`${container}.RestartPolicy.IgnoredExitCodes`],
    is: { [`${container}.RestartPolicy.Enabled`]: false },
  },
  {
    source: guide,
    decidedBy: {
      // Fargate takes Linux on X86_64 and 20 GiB, an instance what it has.
      [`${task}.RuntimePlatform`]: 'what the task runs on',
      [`${task}.EphemeralStorage`]: 'what the task runs on',
      [`${container}.User`]: 'the image',
      [`${container}.WorkingDirectory`]: 'the image',
      [`${container}.Hostname`]: 'the container agent',
      [`${container}.StartTimeout`]: 'the container agent',
      [`${container}.StopTimeout`]: 'the container agent',
      [`${container}.DnsSearchDomains`]: daemon,
      [`${container}.DnsServers`]: daemon,
      [`${container}.LogConfiguration`]: daemon,
      [`${container}.Ulimits`]: daemon,
    },
  },
];
