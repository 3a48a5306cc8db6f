import {
  CreateCacheSubnetGroupCommand,
  CreateReplicationGroupCommand,
  type CreateReplicationGroupMessage,
} from '@aws-sdk/client-elasticache';
import type { Clients } from './clients.ts';
import type { Network } from './network.ts';
import { tags } from './tags.ts';
import type { Variant } from './variant.ts';

const id = 'kiosk-sessions';

/** Redis in cluster mode: three shards, each with a primary and a replica in different zones. */
export async function buildSessions({ cache }: Clients, network: Network, variant: Variant['sessions']) {
  await cache.send(
    new CreateCacheSubnetGroupCommand({
      CacheSubnetGroupName: id,
      CacheSubnetGroupDescription: id,
      SubnetIds: network.privateSubnets,
    }),
  );
  const group: CreateReplicationGroupMessage = {
    ReplicationGroupId: id,
    ReplicationGroupDescription: 'sessions',
    Engine: 'redis',
    EngineVersion: '7.1',
    CacheNodeType: 'cache.r7g.large',
    CacheParameterGroupName: 'default.redis7.cluster.on',
    ClusterMode: 'enabled',
    NumNodeGroups: 3,
    ReplicasPerNodeGroup: 1,
    NodeGroupConfiguration: network.zones.map((zone, index) => ({
      NodeGroupId: `000${index + 1}`,
      ReplicaCount: 1,
      // Left out, moto puts the nodes of every region into us-east-1.
      PrimaryAvailabilityZone: zone,
      ReplicaAvailabilityZones: network.zones.slice((index + 1) % 3, ((index + 1) % 3) + 1),
    })),
    AutomaticFailoverEnabled: true,
    MultiAZEnabled: true,
    AtRestEncryptionEnabled: true,
    TransitEncryptionEnabled: true,
    TransitEncryptionMode: 'required',
    CacheSubnetGroupName: id,
    SecurityGroupIds: [network.groups.sessions],
    Tags: tags,
  };
  await cache.send(new CreateReplicationGroupCommand({ ...group, ...variant }));
  return { id, subnetGroup: id };
}
