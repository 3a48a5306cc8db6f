import {
  anything,
  integer,
  listOf,
  mapOf,
  members,
  oneOf,
  PATH_SIGNS,
  quotedInteger,
  type Shows,
  text,
  time,
} from '../../model/property.ts';
import { containerDefaults } from '../operations/container-defaults.ts';
import { serviceUnset } from './service-unset.ts';
import { taskDefinitionUnset } from './task-definition-unset.ts';

const targetState = oneOf(
  'draining',
  'healthy',
  'initial',
  'unavailable',
  'unhealthy',
  'unhealthy.draining',
  'unused',
);

export const shows = {
  cloudFormation: {
    ServiceName: true,
    Cluster: true,
    LaunchType: { type: oneOf('EC2', 'EXTERNAL', 'FARGATE', 'MANAGED_INSTANCES') },
    CapacityProviderStrategy: true,
    SchedulingStrategy: true,
    DesiredCount: true,
    PlatformVersion: true,
    TaskDefinition: true,
    DeploymentController: true,
    NetworkConfiguration: true,
    LoadBalancers: true,
    DeploymentConfiguration: true,
    EnableExecuteCommand: true,
    AvailabilityZoneRebalancing: { type: oneOf('DISABLED', 'ENABLED') },
    EnableECSManagedTags: true,
    HealthCheckGracePeriodSeconds: true,
    PlacementConstraints: true,
    PlacementStrategies: true,
    PropagateTags: { type: oneOf('NONE', 'SERVICE', 'TASK_DEFINITION') },
    Role: true,
    ServiceConnectConfiguration: true,
    ServiceRegistries: true,
    VolumeConfigurations: true,
    VpcLatticeConfigurations: true,
  },
  live: {
    Status: { type: oneOf('ACTIVE', 'DRAINING', 'INACTIVE'), about: 'What ECS says of the service.' },
    RunningCount: { type: integer, about: 'How many tasks run.' },
    PendingCount: { type: integer, about: 'How many tasks are being started.' },
    Rollout: {
      type: members({ State: oneOf('COMPLETED', 'FAILED', 'IN_PROGRESS'), UpdatedAt: time }),
      about: 'The deployment at hand; only rolling updates have a state.',
    },
    TaskSet: {
      type: members({ Status: text, RunningCount: integer, ComputedDesiredCount: integer }),
      about: 'What serves under CodeDeploy or an external controller.',
    },
    OtherTargetGroups: {
      type: listOf(text),
      about: 'ARNs of the target groups of other task sets, during a deployment.',
    },
    Cluster: {
      type: members({
        ClusterName: text,
        DefaultCapacityProviderStrategy: listOf(
          members({ CapacityProvider: text, Weight: integer, Base: integer }),
        ),
      }),
      about: 'The cluster it stands in.',
    },
    ClusterSettings: {
      type: members({ containerInsights: oneOf('disabled', 'enabled', 'enhanced') }),
      about: "The cluster's settings by their names.",
    },
    ClusterConfiguration: {
      resource: 'AWS::ECS::Cluster.Configuration',
      about: 'How commands are executed in the cluster, and what encrypts its storage.',
    },
    Tasks: {
      type: listOf(
        members({
          TaskArn: text,
          AvailabilityZone: text,
          SubnetId: text,
          LastStatus: text,
          LaunchType: text,
          TaskDefinition: text,
        }),
      ),
      about: 'The tasks that run.',
    },
    TaskDefinition: {
      resource: 'AWS::ECS::TaskDefinition',
      about: 'The task definition that it runs, with its containers.',
      more: {
        Cpu: quotedInteger,
        Memory: quotedInteger,
        TaskDefinitionArn: text,
        Revision: integer,
        Status: text,
        Compatibilities: listOf(text),
        RequiresAttributes: listOf(mapOf(text)),
        RegisteredAt: time,
        DeregisteredAt: time,
        DeleteRequestedAt: time,
        RegisteredBy: text,
      },
    },
    TargetHealth: {
      type: listOf(
        members({
          TargetGroupArn: text,
          Targets: listOf(members({ Id: text, Port: integer, State: targetState, Reason: text })),
        }),
      ),
      about: 'What is registered with its target groups, and whether it passes their health checks.',
    },
    LaunchProof: {
      type: members({
        kind: text,
        LaunchType: text,
        RequiresCompatibilities: listOf(text),
        Compatibilities: listOf(text),
        NetworkMode: text,
      }),
      about: 'What its task definition was launched on, or is for.',
    },
  },
  // Nobody may read in a report what containers get as environment, and what stands there is a digest.
  omits: [
    'ContainerDefinition.Command',
    'ContainerDefinition.DockerLabels',
    'ContainerDefinition.EntryPoint',
    'DockerVolumeConfiguration.DriverOpts',
    'DockerVolumeConfiguration.Labels',
    'FirelensConfiguration.Options',
    'HealthCheck.Command',
    'KeyValuePair.Value',
    'LogConfiguration.Options',
  ],
  adds: {
    'EBSTagSpecification.PropagateTags': oneOf('NONE', 'SERVICE', 'TASK_DEFINITION'),
    'ResourceRequirement.SharingStrategy': anything,
    'ServiceConnectConfiguration.ContainerConfigurations': anything,
    'VpcLatticeConfiguration.AdvancedConfiguration': anything,
  },
  fallbacks: Object.fromEntries(
    Object.entries(containerDefaults).map(([name, value]) => [`ContainerDefinition.${name}`, value]),
  ),
  elsewhere: {
    ContainerDefinitions: '`Live.TaskDefinition.ContainerDefinitions` shows it',
    Monitoring: 'no call of ECS shows it',
  },
  begins: { 'sg-': ['AwsVpcConfiguration.SecurityGroups'], 'subnet-': ['AwsVpcConfiguration.Subnets'] },
  signs: {
    any: [
      'FSxWindowsFileServerVolumeConfiguration.RootDirectory',
      'ServiceConnectTestTrafficRulesHeaderValue.Exact',
      'SystemControl.Value',
      'Tag.Value',
    ],
    [PATH_SIGNS]: [
      'ContainerDefinition.WorkingDirectory',
      'Device.ContainerPath',
      'Device.HostPath',
      'EFSVolumeConfiguration.RootDirectory',
      'ExecuteCommandLogConfiguration.CloudWatchLogGroupName',
      'ExecuteCommandLogConfiguration.S3KeyPrefix',
      'HostVolumeProperties.SourcePath',
      'MountPoint.ContainerPath',
      'S3FilesVolumeConfiguration.RootDirectory',
      'Tmpfs.ContainerPath',
    ],
    '.': [
      'ContainerDefinition.DnsSearchDomains',
      'ContainerDefinition.Hostname',
      'ContainerDefinition.Image',
      'HostEntry.Hostname',
      'Live.TargetHealth.Targets.Reason',
      'Live.TaskDefinition.RequiresAttributes',
      'ServiceConnectClientAlias.DnsName',
      'ServiceConnectConfiguration.Namespace',
      'SystemControl.Namespace',
    ],
  },
  unset: [...taskDefinitionUnset, ...serviceUnset],
  forms: {
    literal: ['PlacementConstraints[].Expression', 'Live.TaskDefinition.PlacementConstraints[].Expression'],
    ARN: [
      'Cluster',
      'ServiceConnectConfiguration.Namespace',
      'Role',
      'TaskDefinition',
      'VolumeConfigurations[].ManagedEBSVolume.KmsKeyId',
      'Live.ClusterConfiguration.ExecuteCommandConfiguration.KmsKeyId',
      'Live.ClusterConfiguration.ManagedStorageConfiguration.KmsKeyId',
      'Live.ClusterConfiguration.ManagedStorageConfiguration.FargateEphemeralStorageKmsKeyId',
      'Live.TaskDefinition.TaskRoleArn',
      'Live.TaskDefinition.ExecutionRoleArn',
    ],
  },
} satisfies Shows;
