/** What `name` is of each type: what AWS keeps unique, or the id. */
const nameMeans: Readonly<Record<string, string>> = {
  'AWS::ApplicationAutoScaling::ScalableTarget': 'What it scales: `service/kiosk/menu`.',
  'AWS::ApplicationAutoScaling::ScalingPolicy': 'What it scales and its name: `service/kiosk/menu/cpu`.',
  'AWS::EC2::Subnet': 'Its id, or its Name tag.',
  'AWS::ECS::Service': 'The cluster and the service, or the service: `kiosk/menu`, `menu`.',
  'AWS::EFS::FileSystem': 'Its id, or its Name tag.',
  'AWS::EFS::MountTarget': 'Its id.',
  'AWS::ElastiCache::ReplicationGroup': 'Its id.',
  'AWS::ElasticLoadBalancingV2::Listener': 'The load balancer and the port: `edge:443`.',
  'AWS::RDS::DBCluster': 'Its identifier.',
  'AWS::RDS::DBInstance': 'Its identifier.',
};

/** What every type is selected by, and what that is of this one. */
export const commonSelectors = (type: string) => ({
  name: { description: nameMeans[type] ?? 'Its name.' },
  arn: { description: 'Its ARN, or its id where it has none.' },
  tags: { description: 'Its tags, each by its key.' },
});
