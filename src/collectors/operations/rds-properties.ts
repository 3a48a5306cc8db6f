import type {
  DBCluster,
  DBInstance,
  MasterUserSecret,
  VpcSecurityGroupMembership,
} from '@aws-sdk/client-rds';

// `AvailabilityZones` is left out on purpose: it says where instances may be, never where they are.
/** What CloudFormation calls the settings of a DB cluster. */
export const clusterSettingsOf = (cluster: DBCluster) => ({
  DBClusterIdentifier: cluster.DBClusterIdentifier,
  Engine: cluster.Engine,
  EngineVersion: cluster.EngineVersion,
  /** `serverless` is Serverless v1; v2 is `provisioned`. */
  EngineMode: cluster.EngineMode,
  EngineLifecycleSupport: cluster.EngineLifecycleSupport,
  /** In ACUs; 0 lets the cluster pause. */
  ServerlessV2ScalingConfiguration: cluster.ServerlessV2ScalingConfiguration,
  ScalingConfiguration: cluster.ScalingConfigurationInfo,
  ClusterScalabilityType: cluster.ClusterScalabilityType,
  StorageEncrypted: cluster.StorageEncrypted,
  KmsKeyId: cluster.KmsKeyId,
  StorageType: storageTypeOf(cluster),
  /** In GiB, of a Multi-AZ DB cluster; Aurora's grows by itself and reads as 1. */
  AllocatedStorage: cluster.AllocatedStorage,
  Iops: cluster.Iops,
  DeletionProtection: cluster.DeletionProtection,
  /** In days. */
  BackupRetentionPeriod: cluster.BackupRetentionPeriod,
  /** In seconds. */
  BacktrackWindow: cluster.BacktrackWindow,
  PreferredBackupWindow: cluster.PreferredBackupWindow,
  PreferredMaintenanceWindow: cluster.PreferredMaintenanceWindow,
  /** Only of a Multi-AZ DB cluster that is not Aurora. */
  DBClusterInstanceClass: cluster.DBClusterInstanceClass,
  DBClusterParameterGroupName: cluster.DBClusterParameterGroup,
  DBSubnetGroupName: cluster.DBSubnetGroup,
  DBSystemId: cluster.DBSystemId,
  DatabaseName: cluster.DatabaseName,
  MasterUsername: cluster.MasterUsername,
  ...managedPasswordOf(cluster),
  Port: cluster.Port,
  NetworkType: cluster.NetworkType,
  PubliclyAccessible: cluster.PubliclyAccessible,
  VpcSecurityGroupIds: securityGroupsOf(cluster.VpcSecurityGroups),
  AssociatedRoles: cluster.AssociatedRoles?.map(({ FeatureName, RoleArn }) => ({ FeatureName, RoleArn })),
  Domain: cluster.DomainMemberships?.[0]?.Domain,
  DomainIAMRoleName: cluster.DomainMemberships?.[0]?.IAMRoleName,
  AutoMinorVersionUpgrade: cluster.AutoMinorVersionUpgrade,
  CopyTagsToSnapshot: cluster.CopyTagsToSnapshot,
  EnableIAMDatabaseAuthentication: cluster.IAMDatabaseAuthenticationEnabled,
  EnableCloudwatchLogsExports: cluster.EnabledCloudwatchLogsExports,
  EnableHttpEndpoint: cluster.HttpEndpointEnabled,
  EnableGlobalWriteForwarding: cluster.GlobalWriteForwardingRequested,
  EnableLocalWriteForwarding: isForwarding(cluster.LocalWriteForwardingStatus),
  GlobalClusterIdentifier: cluster.GlobalClusterIdentifier,
  ReplicationSourceIdentifier: cluster.ReplicationSourceIdentifier,
  ...monitoringOf(cluster),
  PerformanceInsightsEnabled: cluster.PerformanceInsightsEnabled,
  PerformanceInsightsKmsKeyId: cluster.PerformanceInsightsKMSKeyId,
});

/** What CloudFormation calls the settings of a DB instance. */
export const instanceSettingsOf = (instance: DBInstance) => ({
  DBInstanceIdentifier: instance.DBInstanceIdentifier,
  /** Absent of an instance that stands alone. */
  DBClusterIdentifier: instance.DBClusterIdentifier,
  DBInstanceClass: instance.DBInstanceClass,
  Engine: instance.Engine,
  EngineVersion: instance.EngineVersion,
  EngineLifecycleSupport: instance.EngineLifecycleSupport,
  LicenseModel: instance.LicenseModel,
  /** Absent until the instance has been placed. */
  AvailabilityZone: instance.AvailabilityZone,
  MultiAZ: instance.MultiAZ,
  PromotionTier: instance.PromotionTier,
  PubliclyAccessible: instance.PubliclyAccessible,
  Port: instance.Endpoint?.Port,
  NetworkType: instance.NetworkType,
  ...groupsOf(instance),
  DBName: instance.DBName,
  DBSystemId: instance.DBSystemId,
  CharacterSetName: instance.CharacterSetName,
  NcharCharacterSetName: instance.NcharCharacterSetName,
  Timezone: instance.Timezone,
  MasterUsername: instance.MasterUsername,
  ...managedPasswordOf(instance),
  ...storageOf(instance),
  ...domainOf(instance),
  DeletionProtection: instance.DeletionProtection,
  /** In days; 0 is off. */
  BackupRetentionPeriod: instance.BackupRetentionPeriod,
  BackupTarget: instance.BackupTarget,
  PreferredBackupWindow: instance.PreferredBackupWindow,
  PreferredMaintenanceWindow: instance.PreferredMaintenanceWindow,
  AutoMinorVersionUpgrade: instance.AutoMinorVersionUpgrade,
  CopyTagsToSnapshot: instance.CopyTagsToSnapshot,
  CACertificateIdentifier: instance.CertificateDetails?.CAIdentifier ?? instance.CACertificateIdentifier,
  CustomIAMInstanceProfile: instance.CustomIamInstanceProfile,
  EnableIAMDatabaseAuthentication: instance.IAMDatabaseAuthenticationEnabled,
  EnableCloudwatchLogsExports: instance.EnabledCloudwatchLogsExports,
  EnablePerformanceInsights: instance.PerformanceInsightsEnabled,
  PerformanceInsightsKMSKeyId: instance.PerformanceInsightsKMSKeyId,
  ...monitoringOf(instance),
  ProcessorFeatures: instance.ProcessorFeatures,
  AssociatedRoles: instance.AssociatedRoles?.map(({ FeatureName, RoleArn }) => ({ FeatureName, RoleArn })),
  ReplicaMode: instance.ReplicaMode,
  SourceDBInstanceIdentifier: instance.ReadReplicaSourceDBInstanceIdentifier,
  SourceDBClusterIdentifier: instance.ReadReplicaSourceDBClusterIdentifier,
});

const groupsOf = (instance: DBInstance) => ({
  VPCSecurityGroups: securityGroupsOf(instance.VpcSecurityGroups),
  DBSecurityGroups: instance.DBSecurityGroups?.flatMap(
    ({ DBSecurityGroupName }) => DBSecurityGroupName ?? [],
  ),
  DBSubnetGroupName: instance.DBSubnetGroup?.DBSubnetGroupName,
  DBParameterGroupName: instance.DBParameterGroups?.[0]?.DBParameterGroupName,
  OptionGroupName: instance.OptionGroupMemberships?.[0]?.OptionGroupName,
});

const monitoringOf = (monitored: DBCluster | DBInstance) => ({
  /** In seconds; 0 is off. */
  MonitoringInterval: monitored.MonitoringInterval,
  MonitoringRoleArn: monitored.MonitoringRoleArn,
  DatabaseInsightsMode: monitored.DatabaseInsightsMode,
  /** In days. */
  PerformanceInsightsRetentionPeriod: monitored.PerformanceInsightsRetentionPeriod,
});

const storageOf = (instance: DBInstance) => ({
  StorageEncrypted: instance.StorageEncrypted,
  KmsKeyId: instance.KmsKeyId,
  StorageType: instance.StorageType,
  /** In GiB. */
  AllocatedStorage: instance.AllocatedStorage,
  /** In GiB; absent where the storage does not grow by itself. */
  MaxAllocatedStorage: instance.MaxAllocatedStorage,
  Iops: instance.Iops,
  /** In MiB a second. */
  StorageThroughput: instance.StorageThroughput,
  DedicatedLogVolume: instance.DedicatedLogVolume,
  TdeCredentialArn: instance.TdeCredentialArn,
});

const domainOf = ({ DomainMemberships }: DBInstance) => ({
  Domain: DomainMemberships?.[0]?.Domain,
  DomainFqdn: DomainMemberships?.[0]?.FQDN,
  DomainIAMRoleName: DomainMemberships?.[0]?.IAMRoleName,
  DomainOu: DomainMemberships?.[0]?.OU,
  DomainAuthSecretArn: DomainMemberships?.[0]?.AuthSecretArn,
  DomainDnsIps: DomainMemberships?.[0]?.DnsIps,
});

// "The storage type isn't returned when you set it to aurora."
// https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html
const storageTypeOf = ({ StorageType, Engine = '' }: DBCluster): string | undefined =>
  StorageType ?? (Engine.startsWith('aurora') ? 'aurora' : undefined);

/** AWS names the secret of a password that it manages, and no other. */
const managedPasswordOf = ({
  MasterUserSecret: secret,
}: {
  readonly MasterUserSecret?: MasterUserSecret | undefined;
}) => ({
  ManageMasterUserPassword: secret !== undefined,
  MasterUserSecret: secret && { SecretArn: secret.SecretArn, KmsKeyId: secret.KmsKeyId },
});

const securityGroupsOf = (groups: readonly VpcSecurityGroupMembership[] | undefined) =>
  groups?.flatMap(({ VpcSecurityGroupId }) => VpcSecurityGroupId ?? []);

function isForwarding(status: string | undefined): boolean | undefined {
  if (status === 'enabled' || status === 'enabling' || status === 'requested') return true;
  return status === 'disabled' || status === 'disabling' ? false : undefined;
}
