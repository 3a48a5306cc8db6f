import ecsService from '../../../src/collectors/ecs-service.ts';
import { holdExpectations } from '../../support/expected.ts';
import type { Exchange } from '../../support/replay.ts';

const at = 'arn:aws:ecs:eu-west-1:111122223333';
const key = 'arn:aws:kms:eu-west-1:111122223333:key/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0';

// As DescribeServices answers of a Fargate service behind a load balancer.
const menu = {
  serviceArn: `${at}:service/kiosk/menu`,
  serviceName: 'menu',
  clusterArn: `${at}:cluster/kiosk`,
  loadBalancers: [{ targetGroupArn: 'arn:tg', containerName: 'app', containerPort: 8080 }],
  serviceRegistries: [],
  status: 'ACTIVE',
  desiredCount: 2,
  runningCount: 2,
  pendingCount: 0,
  launchType: 'FARGATE',
  platformVersion: 'LATEST',
  platformFamily: 'Linux',
  taskDefinition: `${at}:task-definition/menu:7`,
  deploymentConfiguration: {
    deploymentCircuitBreaker: { enable: true, rollback: true },
    maximumPercent: 200,
    minimumHealthyPercent: 100,
    strategy: 'ROLLING',
  },
  deployments: [
    {
      id: 'ecs-svc/1',
      status: 'PRIMARY',
      rolloutState: 'COMPLETED',
      volumeConfigurations: [
        {
          name: 'data',
          managedEBSVolume: {
            encrypted: true,
            kmsKeyId: key,
            filesystemType: 'xfs',
            tagSpecifications: [{ resourceType: 'volume', tags: [{ key: 'team', value: 'shop' }] }],
          },
        },
      ],
    },
  ],
  placementConstraints: [],
  placementStrategy: [],
  networkConfiguration: {
    awsvpcConfiguration: {
      subnets: ['subnet-2', 'subnet-1'],
      securityGroups: ['sg-1'],
      assignPublicIp: 'DISABLED',
    },
  },
  schedulingStrategy: 'REPLICA',
  deploymentController: { type: 'ECS' },
  enableECSManagedTags: false,
  enableExecuteCommand: false,
  availabilityZoneRebalancing: 'ENABLED',
  tags: [],
};
const task = {
  taskDefinitionArn: menu.taskDefinition,
  family: 'menu',
  revision: 7,
  status: 'ACTIVE',
  networkMode: 'awsvpc',
  requiresCompatibilities: ['FARGATE'],
  cpu: '512',
  memory: '1024',
  executionRoleArn: 'arn:aws:iam::111122223333:role/ecs/menu-execution',
  volumes: [
    { name: 'files', efsVolumeConfiguration: { fileSystemId: 'fs-1', rootDirectory: '/' } },
    { name: 'scratch', host: {} },
  ],
  containerDefinitions: [
    {
      name: 'app',
      image: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/menu:1',
      cpu: 0,
      essential: true,
      environment: [],
      mountPoints: [{ sourceVolume: 'files', containerPath: '/files' }],
      portMappings: [{ containerPort: 8080, hostPort: 8080, protocol: 'tcp' }],
      readonlyRootFilesystem: true,
      user: '1000:1000',
      logConfiguration: { logDriver: 'awslogs', options: { 'awslogs-group': 'sha256:x' } },
      linuxParameters: { capabilities: { drop: ['ALL'] }, initProcessEnabled: true },
    },
    { name: 'sidecar', image: 'public.ecr.aws/envoy:2', cpu: 0, essential: false, environment: [] },
  ],
};
const cluster = { clusterArn: menu.clusterArn, clusterName: 'kiosk', status: 'ACTIVE' };

const answers = (service: object = {}, definition: object = {}): readonly Exchange[] => [
  {
    operation: 'ecs:ListClusters',
    input: { maxResults: 100 },
    output: { clusterArns: [cluster.clusterArn] },
  },
  {
    operation: 'ecs:DescribeClusters',
    input: { clusters: [cluster.clusterArn] },
    output: { clusters: [cluster] },
  },
  {
    operation: 'ecs:DescribeClusters',
    input: { clusters: [cluster.clusterArn], include: ['SETTINGS', 'CONFIGURATIONS'] },
    output: { clusters: [{ ...cluster, settings: [{ name: 'containerInsights', value: 'enhanced' }] }] },
  },
  {
    operation: 'ecs:ListServices',
    input: { cluster: cluster.clusterArn, maxResults: 100 },
    output: { serviceArns: [menu.serviceArn] },
  },
  {
    operation: 'ecs:DescribeServices',
    input: { cluster: cluster.clusterArn, services: [menu.serviceArn], include: ['TAGS'] },
    output: { services: [{ ...menu, ...service }] },
  },
  {
    operation: 'ecs:DescribeTaskDefinition',
    input: { taskDefinition: menu.taskDefinition },
    output: { taskDefinition: { ...task, ...definition } },
  },
];

holdExpectations('what can be expected of an ECS service', ecsService, answers(), [
  ['Cluster', 'kiosk', 'pass'],
  ['Cluster', cluster.clusterArn, 'pass'],
  ['Cluster', { not: 'kiosk' }, 'fail'],
  ['Cluster', 'kio', 'fail'],
  ['TaskDefinition', 'menu:7', 'pass'],
  ['TaskDefinition', 'menu', 'pass'],
  ['TaskDefinition', 'menu:8', 'fail'],
  ['TaskDefinition', { not: 'menu' }, 'fail'],
  ['LaunchType', 'FARGATE', 'pass'],
  ['CapacityProviderStrategy', { none: { CapacityProvider: 'FARGATE_SPOT' } }, 'pass'],
  ['CapacityProviderStrategy', { any: { CapacityProvider: 'FARGATE' } }, 'fail'],
  ['PlatformVersion', ['LATEST', '1.4.0'], 'pass'],
  // Which version LATEST stands for is not said.
  ['PlatformVersion', { atLeastVersion: '1.4.0' }, 'unknown'],
  ['PropagateTags', 'SERVICE', 'fail'],
  ['PropagateTags', 'NONE', 'pass'],
  ['PropagateTags', { not: 'NONE' }, 'fail'],
  ['HealthCheckGracePeriodSeconds', { atLeast: 30 }, 'fail'],
  ['Role', null, 'pass'],
  ['NetworkConfiguration', { AwsvpcConfiguration: { AssignPublicIp: 'DISABLED' } }, 'pass'],
  ['NetworkConfiguration.AwsvpcConfiguration.Subnets', ['subnet-1', 'subnet-2'], 'pass'],
  ['NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp', { not: 'ENABLED' }, 'pass'],
  ['DeploymentConfiguration.DeploymentCircuitBreaker', { Enable: true, Rollback: true }, 'pass'],
  ['DeploymentConfiguration.DeploymentCircuitBreaker.ThresholdConfiguration.Value', { atMost: 50 }, 'pass'],
  ['DeploymentConfiguration.DeploymentCircuitBreaker.ThresholdConfiguration.Type', { not: 'COUNT' }, 'pass'],
  [
    'DeploymentConfiguration',
    { not: { DeploymentCircuitBreaker: { ThresholdConfiguration: { Type: 'BOUNDED_PERCENT' } } } },
    'fail',
  ],
  ['DeploymentConfiguration.DeploymentCircuitBreaker.ResetOnHealthyTask', true, 'pass'],
  ['DeploymentConfiguration.Alarms.Enable', true, 'fail'],
  ['DeploymentConfiguration.Alarms', { not: null }, 'fail'],
  ['ServiceConnectConfiguration', null, 'pass'],
  ['ServiceConnectConfiguration.Enabled', true, 'fail'],
  ['ServiceRegistries', [], 'pass'],
  [
    'VolumeConfigurations',
    { every: { ManagedEBSVolume: { Encrypted: true, FilesystemType: 'xfs' } } },
    'pass',
  ],
  [
    'VolumeConfigurations',
    { every: { ManagedEBSVolume: { TagSpecifications: { any: { Tags: { any: { Key: 'team' } } } } } } },
    'pass',
  ],
  ['VpcLatticeConfigurations', [], 'pass'],
  ['Live.TaskSet', null, 'pass'],
  ['EnableExecuteCommand', false, 'pass'],
  ['Live.ClusterSettings.containerInsights', ['enabled', 'enhanced'], 'pass'],
  ['Live.ClusterConfiguration.ExecuteCommandConfiguration.Logging', { not: 'NONE' }, 'pass'],
  ['Live.ClusterConfiguration', { not: null }, 'fail'],
]);

const containers = 'Live.TaskDefinition.ContainerDefinitions';
holdExpectations('what can be expected of its task definition', ecsService, answers(), [
  ['Live.TaskDefinition.NetworkMode', 'awsvpc', 'pass'],
  ['Live.TaskDefinition.NetworkMode', { not: 'host' }, 'pass'],
  ['Live.TaskDefinition.PidMode', { not: 'host' }, 'pass'],
  ['Live.TaskDefinition.PidMode', 'task', 'fail'],
  ['Live.TaskDefinition.IpcMode', { not: 'host' }, 'pass'],
  ['Live.TaskDefinition.IpcMode', null, 'pass'],
  ['Live.TaskDefinition.ExecutionRoleArn', 'menu-execution', 'pass'],
  ['Live.TaskDefinition.ExecutionRoleArn', 'ecs/menu-execution', 'pass'],
  ['Live.TaskDefinition.TaskRoleArn', { not: null }, 'fail'],
  ['Live.TaskDefinition.RuntimePlatform', null, 'pass'],
  // Fargate takes X86_64 where none is named, and 20 GiB: what it is not is not told by what was registered.
  ['Live.TaskDefinition.RuntimePlatform.CpuArchitecture', { not: 'X86_64' }, 'unknown'],
  ['Live.TaskDefinition.RuntimePlatform.CpuArchitecture', 'ARM64', 'fail'],
  ['Live.TaskDefinition.EphemeralStorage.SizeInGiB', { not: 20 }, 'unknown'],
  ['Live.TaskDefinition.EnableFaultInjection', false, 'pass'],
  ['Live.TaskDefinition.Cpu', '512', 'pass'],
  ['Live.TaskDefinition.Cpu', 512, 'pass'],
  ['Live.TaskDefinition.Memory', { atLeast: 512, atMost: 2048 }, 'pass'],
  ['Live.TaskDefinition.Volumes', { none: { Host: { SourcePath: '*' } } }, 'pass'],
  [
    'Live.TaskDefinition.Volumes',
    {
      every: [{ EFSVolumeConfiguration: null }, { EFSVolumeConfiguration: { TransitEncryption: 'ENABLED' } }],
    },
    'fail',
  ],
  [
    'Live.TaskDefinition.Volumes',
    { none: { EFSVolumeConfiguration: { TransitEncryption: 'DISABLED' } } },
    'fail',
  ],
  [
    'Live.TaskDefinition.Volumes',
    { none: { EFSVolumeConfiguration: { AuthorizationConfig: { IAM: 'ENABLED' } } } },
    'pass',
  ],
  [containers, { none: { Privileged: true } }, 'pass'],
  [containers, { every: { ReadonlyRootFilesystem: true } }, 'fail'],
  [containers, { every: { User: { not: ['root', '0', '0:0'] } } }, 'unknown'],
  [containers, { every: { User: { not: null } } }, 'fail'],
  [containers, { any: { User: '1000:1000' } }, 'pass'],
  [containers, { none: { User: 'root' } }, 'unknown'],
  [containers, { every: { LogConfiguration: { not: null } } }, 'fail'],
  [containers, { every: { LogConfiguration: { LogDriver: 'awslogs' } } }, 'fail'],
  [containers, { none: { Environment: { any: { Name: '*SECRET*' } } } }, 'pass'],
  [containers, { none: { Secrets: { any: { Name: 'TOKEN' } } } }, 'pass'],
  [containers, { every: { HealthCheck: { not: null } } }, 'fail'],
  [containers, { none: { LinuxParameters: { Capabilities: { Add: { any: 'SYS_ADMIN' } } } } }, 'pass'],
  [containers, { any: { LinuxParameters: { Capabilities: { Drop: ['ALL'] } } } }, 'pass'],
  [containers, { every: { MountPoints: { every: { ReadOnly: true } } } }, 'fail'],
  [containers, { every: { PortMappings: { none: { HostPort: 22 } } } }, 'pass'],
  [containers, { every: { Image: { not: '*:latest' } } }, 'pass'],
  [containers, { every: { DockerSecurityOptions: { includes: ['no-new-privileges'] } } }, 'fail'],
  [containers, { every: { StopTimeout: { atMost: 60 } } }, 'fail'],
  [containers, { none: { StopTimeout: { atLeast: 60 } } }, 'unknown'],
  [containers, { every: { VersionConsistency: 'enabled' } }, 'pass'],
]);

holdExpectations(
  'of containers whose init process the daemon decides',
  ecsService,
  answers(
    {},
    { containerDefinitions: [{ name: 'app', image: 'a:1', linuxParameters: {} }, { name: 'log' }] },
  ),
  [
    [containers, { every: { LinuxParameters: { InitProcessEnabled: true } } }, 'fail'],
    [containers, { every: { LinuxParameters: { InitProcessEnabled: false } } }, 'fail'],
    [containers, { none: { LinuxParameters: { InitProcessEnabled: true } } }, 'unknown'],
    [containers, { none: { LinuxParameters: { InitProcessEnabled: false } } }, 'unknown'],
    [containers, { every: { LinuxParameters: { InitProcessEnabled: { not: false } } } }, 'unknown'],
  ],
);

holdExpectations(
  'of a service that a strategy places',
  ecsService,
  answers({ launchType: undefined, capacityProviderStrategy: [{ capacityProvider: 'FARGATE', weight: 1 }] }),
  [
    ['LaunchType', { not: 'EC2' }, 'pass'],
    ['LaunchType', 'FARGATE', 'fail'],
    ['CapacityProviderStrategy', { every: { Base: 0 } }, 'pass'],
  ],
);

holdExpectations(
  'of a service of which AWS says neither launch type nor strategy',
  ecsService,
  answers({ launchType: undefined }),
  [
    ['LaunchType', { not: 'EC2' }, 'unknown'],
    ['CapacityProviderStrategy', { none: { CapacityProvider: 'FARGATE_SPOT' } }, 'unknown'],
  ],
);

holdExpectations(
  'of a service whose answer shows no primary deployment',
  ecsService,
  answers({ deployments: [] }),
  [
    ['ServiceConnectConfiguration', null, 'unknown'],
    ['VolumeConfigurations', { none: { Name: 'data' } }, 'unknown'],
  ],
);

holdExpectations(
  'of a service that an external controller has given no task set',
  ecsService,
  answers({ deploymentController: { type: 'EXTERNAL' }, networkConfiguration: undefined, taskSets: [] }),
  [
    ['NetworkConfiguration', null, 'unknown'],
    ['NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp', { not: 'ENABLED' }, 'unknown'],
  ],
);

holdExpectations('of a task that runs on instances', ecsService, answers({ launchType: 'EC2' }), [
  ['Live.TaskDefinition.IpcMode', { not: 'host' }, 'unknown'],
  ['Live.TaskDefinition.IpcMode', 'task', 'fail'],
  ['PlatformVersion', 'LATEST', 'pass'],
]);

const namespace = 'arn:aws:servicediscovery:eu-west-1:111122223333:namespace/ns-abc';
holdExpectations(
  'of a service in a namespace that AWS shows by its id',
  ecsService,
  answers({
    deployments: [{ id: '1', status: 'PRIMARY', serviceConnectConfiguration: { enabled: true, namespace } }],
  }),
  [
    ['ServiceConnectConfiguration.Namespace', namespace, 'pass'],
    ['ServiceConnectConfiguration.Namespace', 'ns-abc', 'pass'],
    ['ServiceConnectConfiguration.Namespace', 'ns-def', 'fail'],
    ['ServiceConnectConfiguration.Namespace', 'internal', 'unknown'],
    ['ServiceConnectConfiguration.Namespace', { not: 'internal' }, 'unknown'],
  ],
);
