import { ANY, type UnsetProperties } from '../../model/meaning.ts';

/** What ECS leaves out of a service and its cluster. */
export const serviceUnset: readonly UnsetProperties[] = [
  {
    source: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Service.html',
    where: { CapacityProviderStrategy: ANY },
    none: ['LaunchType'],
  },
  {
    source: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Service.html',
    where: { LaunchType: ANY },
    empty: ['CapacityProviderStrategy'],
  },
  {
    source: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Service.html',
    where: { LaunchType: ['EC2', 'EXTERNAL'] },
    none: ['PlatformVersion'],
  },
  // Under other controllers task sets have them.
  {
    source: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Service.html',
    where: { 'DeploymentController.Type': 'ECS' },
    none: ['NetworkConfiguration', 'Live.TaskSet'],
    empty: ['ServiceRegistries'],
  },
  {
    source: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html',
    none: ['Role', 'NetworkConfiguration.AwsvpcConfiguration'],
    empty: ['PlacementConstraints', 'PlacementStrategies'],
    is: { PropagateTags: 'NONE', HealthCheckGracePeriodSeconds: 0 },
  },
  {
    source: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AwsVpcConfiguration.html',
    decidedBy: {
      'NetworkConfiguration.AwsvpcConfiguration.SecurityGroups': "the VPC's default security group",
    },
  },
  {
    source: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityProviderStrategyItem.html',
    is: { 'CapacityProviderStrategy[].Base': 0, 'CapacityProviderStrategy[].Weight': 0 },
  },
  {
    source: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LoadBalancer.html',
    none: [
      'LoadBalancers[].TargetGroupArn',
      'LoadBalancers[].LoadBalancerName',
      'LoadBalancers[].AdvancedConfiguration',
    ],
  },
  {
    source: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html',
    none: [
      'DeploymentConfiguration.Alarms',
      'DeploymentConfiguration.DeploymentCircuitBreaker',
      'DeploymentConfiguration.LinearConfiguration',
      'DeploymentConfiguration.CanaryConfiguration',
      'DeploymentConfiguration.EarlySuccessCriteria',
    ],
    empty: ['DeploymentConfiguration.LifecycleHooks'],
  },
  // What is not configured is not in use.
  {
    source: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentCircuitBreaker.html',
    throughout: true,
    is: {
      'DeploymentConfiguration.DeploymentCircuitBreaker.Enable': false,
      'DeploymentConfiguration.DeploymentCircuitBreaker.Rollback': false,
    },
  },
  {
    source: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentCircuitBreaker.html',
    none: ['DeploymentConfiguration.DeploymentCircuitBreaker.ThresholdConfiguration'],
    is: { 'DeploymentConfiguration.DeploymentCircuitBreaker.ResetOnHealthyTask': true },
  },
  {
    source: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ThresholdConfiguration.html',
    throughout: true,
    is: {
      'DeploymentConfiguration.DeploymentCircuitBreaker.ThresholdConfiguration.Type': 'BOUNDED_PERCENT',
      'DeploymentConfiguration.DeploymentCircuitBreaker.ThresholdConfiguration.Value': 50,
    },
  },
  {
    source: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentLifecycleHook.html',
    none: ['DeploymentConfiguration.LifecycleHooks[].TimeoutConfiguration'],
    is: { 'DeploymentConfiguration.LifecycleHooks[].TargetType': 'AWS_LAMBDA' },
  },
  {
    source:
      'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentLifecycleHookTimeoutConfiguration.html',
    throughout: true,
    is: {
      'DeploymentConfiguration.LifecycleHooks[].TimeoutConfiguration.TimeoutInMinutes': 1440,
      'DeploymentConfiguration.LifecycleHooks[].TimeoutConfiguration.Action': 'ROLLBACK',
    },
  },
  {
    source: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentAlarms.html',
    throughout: true,
    empty: ['DeploymentConfiguration.Alarms.AlarmNames'],
    is: { 'DeploymentConfiguration.Alarms.Enable': false, 'DeploymentConfiguration.Alarms.Rollback': false },
  },
  {
    source:
      'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentEarlySuccessCriteria.html',
    throughout: true,
    is: { 'DeploymentConfiguration.EarlySuccessCriteria.Enable': false },
  },
  {
    source: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectConfiguration.html',
    throughout: true,
    is: { 'ServiceConnectConfiguration.Enabled': false },
  },
  // They are of the primary deployment, which only rolling updates have.
  {
    source: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Deployment.html',
    where: { 'Live.Rollout': ANY },
    none: ['ServiceConnectConfiguration'],
    empty: ['VolumeConfigurations', 'VpcLatticeConfigurations'],
  },
  {
    source: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Cluster.html',
    none: ['Live.ClusterConfiguration', 'Live.ClusterConfiguration.ManagedStorageConfiguration'],
  },
  {
    source: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ExecuteCommandConfiguration.html',
    throughout: true,
    none: ['Live.ClusterConfiguration.ExecuteCommandConfiguration'],
    is: { 'Live.ClusterConfiguration.ExecuteCommandConfiguration.Logging': 'DEFAULT' },
  },
];
