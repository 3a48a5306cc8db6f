import type { ReplicationGroup } from '@aws-sdk/client-elasticache';

/** Settings that no rule needs, by CloudFormation's names. */
export const otherSettingsOf = (group: ReplicationGroup) => ({
  SnapshotWindow: group.SnapshotWindow,
  SnapshottingClusterId: group.SnapshottingClusterId,
  ReplicationGroupDescription: group.Description,
  AutoMinorVersionUpgrade: group.AutoMinorVersionUpgrade,
  DataTieringEnabled: isEnabled(group.DataTiering),
  Durability: group.Durability,
  GlobalReplicationGroupId: group.GlobalReplicationGroupInfo?.GlobalReplicationGroupId,
  IpDiscovery: group.IpDiscovery,
  NetworkType: group.NetworkType,
  LogDeliveryConfigurations: group.LogDeliveryConfigurations,
  NumCacheClusters: group.MemberClusters?.length,
  Port: (group.ConfigurationEndpoint ?? group.NodeGroups?.[0]?.PrimaryEndpoint)?.Port,
  UserGroupIds: group.UserGroupIds,
});

/** Undefined while it is being enabled. */
export function isEnabled(status: string | undefined): boolean | undefined {
  if (status === 'enabled') return true;
  return status === 'disabled' || status === 'disabling' ? false : undefined;
}
