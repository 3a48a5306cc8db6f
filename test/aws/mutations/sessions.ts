import { call, type Mutation } from './mutation.ts';

const shard = (number: number, primary: string, ...replicas: readonly string[]) => ({
  NodeGroupId: `000${number}`,
  ReplicaCount: replicas.length,
  PrimaryAvailabilityZone: primary,
  ReplicaAvailabilityZones: replicas,
});

/** The emulator cannot modify a replication group: each is built as a change would leave it. */
export const sessionMutations: readonly Mutation[] = [
  {
    name: 'cluster mode is off',
    breaks: 'sessions/cluster-mode',
    variant: {
      sessions: {
        ClusterMode: 'disabled',
        NumNodeGroups: 1,
        CacheParameterGroupName: 'default.redis7',
        NodeGroupConfiguration: [shard(1, '$zones.0', '$zones.1')],
      },
    },
  },
  {
    name: 'three shards become one',
    breaks: 'sessions/cluster-mode',
    variant: { sessions: { NumNodeGroups: 1, NodeGroupConfiguration: [shard(1, '$zones.0', '$zones.1')] } },
  },
  {
    name: 'no shard has a replica',
    breaks: 'sessions/cluster-mode',
    variant: {
      sessions: {
        ReplicasPerNodeGroup: 0,
        NodeGroupConfiguration: [shard(1, '$zones.0'), shard(2, '$zones.1'), shard(3, '$zones.2')],
      },
    },
  },
  {
    name: 'Multi-AZ and automatic failover are off',
    breaks: 'sessions/multi-az',
    variant: { sessions: { AutomaticFailoverEnabled: false, MultiAZEnabled: false } },
  },
  {
    name: 'Multi-AZ is off and failover stays on',
    breaks: 'sessions/multi-az',
    variant: { sessions: { MultiAZEnabled: false } },
  },
  {
    name: 'one shard has primary and replica in one zone',
    breaks: 'sessions/multi-az',
    variant: {
      sessions: {
        NodeGroupConfiguration: [
          shard(1, '$zones.0', '$zones.1'),
          shard(2, '$zones.1', '$zones.1'),
          shard(3, '$zones.2', '$zones.0'),
        ],
      },
    },
  },
  {
    name: 'sessions are not encrypted at rest',
    breaks: 'sessions/encrypted-at-rest',
    variant: { sessions: { AtRestEncryptionEnabled: false } },
  },
  {
    name: 'sessions are not encrypted in transit',
    breaks: 'sessions/encrypted-in-transit',
    variant: { sessions: { TransitEncryptionEnabled: false, TransitEncryptionMode: undefined } },
  },
  {
    name: 'encryption in transit is only preferred',
    breaks: 'sessions/encrypted-in-transit',
    variant: { sessions: { TransitEncryptionMode: 'preferred' } },
  },
  {
    name: 'sessions move to Valkey',
    breaks: 'none',
    variant: {
      sessions: {
        Engine: 'valkey',
        EngineVersion: '8.0',
        CacheParameterGroupName: 'default.valkey8.cluster.on',
      },
    },
  },
  {
    name: 'two replicas for each shard',
    breaks: 'none',
    variant: {
      sessions: {
        ReplicasPerNodeGroup: 2,
        NodeGroupConfiguration: [
          shard(1, '$zones.0', '$zones.1', '$zones.2'),
          shard(2, '$zones.1', '$zones.2', '$zones.0'),
          shard(3, '$zones.2', '$zones.0', '$zones.1'),
        ],
      },
    },
  },
  {
    name: 'a bigger node type and a longer snapshot retention',
    breaks: 'none',
    variant: { sessions: { CacheNodeType: 'cache.r7g.xlarge', SnapshotRetentionLimit: 14 } },
  },
  {
    name: 'a Memcached cluster beside the sessions',
    breaks: 'none',
    calls: [
      call('elasticache', 'CreateCacheCluster', {
        CacheClusterId: 'pages',
        Engine: 'memcached',
        CacheNodeType: 'cache.t4g.small',
        NumCacheNodes: 2,
        CacheSubnetGroupName: '$sessions.subnetGroup',
      }),
    ],
  },
];
