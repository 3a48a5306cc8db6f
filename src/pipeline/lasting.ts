/**
 * Properties that stay as they were when the resource was created: neither its API nor CloudFormation changes them in
 * place (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/, "Update requires: Replacement").
 */
export const lasting: Readonly<Record<string, readonly string[]>> = {
  'AWS::ECS::Service': ['Role', 'SchedulingStrategy'],
  'AWS::EFS::FileSystem': ['AvailabilityZoneName', 'Encrypted', 'KmsKeyId', 'PerformanceMode'],
  'AWS::ElastiCache::ReplicationGroup': [
    'AtRestEncryptionEnabled',
    'CacheSubnetGroupName',
    'DataTieringEnabled',
    'KmsKeyId',
    'NetworkType',
    'Port',
  ],
  'AWS::ElasticLoadBalancingV2::LoadBalancer': ['Scheme', 'Type'],
  'AWS::ElasticLoadBalancingV2::TargetGroup': [
    'IpAddressType',
    'Port',
    'Protocol',
    'ProtocolVersion',
    'TargetType',
    'VpcId',
  ],
  'AWS::RDS::DBCluster': [
    'AvailabilityZones',
    'DatabaseName',
    'DBSubnetGroupName',
    'KmsKeyId',
    'StorageEncrypted',
  ],
  'AWS::RDS::DBInstance': [
    'CharacterSetName',
    'DBName',
    'KmsKeyId',
    'MasterUsername',
    'NcharCharacterSetName',
    'StorageEncrypted',
    'Timezone',
  ],
  'AWS::WAFv2::WebACL': ['Scope'],
};
