import type {
  AutomaticFailoverStatus,
  ClusterMode as ClusterModeName,
  DescribeReplicationGroupsCommandInput,
  DescribeReplicationGroupsCommandOutput,
  GlobalReplicationGroupInfo,
  MultiAZStatus,
  NodeGroup,
  ReplicationGroup,
  ReplicationGroupPendingModifiedValues,
  TransitEncryptionMode as TransitEncryptionModeName,
} from '@aws-sdk/client-elasticache';
import { operation } from '../model/operation.ts';
import { defineCollector, type Place, type Wanted } from '../model/ports.ts';
import { type Condition, createResource, type Resource } from '../model/resource.ts';
import type { Gap } from '../model/unseen.ts';
import { type Attempt, attempt, gapsOf, told } from './operations/attempt.ts';
import {
  describeCacheClusters,
  type NodeSettings,
  type NodesByGroup,
  nodesByGroup,
  ofNodes,
  settingsOfNodes,
} from './operations/cache-clusters.ts';
import { listTags, tagsOf } from './operations/elasticache-tags.ts';
import { isEnabled, otherSettingsOf } from './operations/replication-group-settings.ts';
import { conditionOf, type States } from './operations/states.ts';
import { type Known, unknownValues } from './operations/unknown-values.ts';
import { shows } from './shows/replication-group.ts';

declare module '../model/resource.ts' {
  interface ResourceTypes {
    'AWS::ElastiCache::ReplicationGroup': ReplicationGroupProperties;
  }
}

interface ReplicationGroupProperties extends NodeSettings, Partial<ReturnType<typeof otherSettingsOf>> {
  readonly ReplicationGroupId?: string | undefined;
  readonly Engine?: string | undefined;
  readonly ClusterMode?: string | undefined;
  readonly MultiAZEnabled?: boolean | undefined;
  /** Absent while it is being enabled; `Live.AutomaticFailover` tells. */
  readonly AutomaticFailoverEnabled?: boolean | undefined;
  readonly AtRestEncryptionEnabled?: boolean | undefined;
  readonly TransitEncryptionEnabled?: boolean | undefined;
  readonly TransitEncryptionMode?: string | undefined;
  readonly NumNodeGroups?: number | undefined;
  /** Of the shard that has the fewest. */
  readonly ReplicasPerNodeGroup?: number | undefined;
  readonly CacheNodeType?: string | undefined;
  readonly KmsKeyId?: string | undefined;
  readonly SnapshotRetentionLimit?: number | undefined;
  readonly Live?: {
    readonly Status?: string | undefined;
    /** `enabled`, `disabled`, `enabling` or `disabling`. */
    readonly AutomaticFailover?: string | undefined;
    readonly StorageEncryptionType?: string | undefined;
    readonly AuthTokenEnabled?: boolean | undefined;
    readonly NodeGroups?: readonly Shard[] | undefined;
    /** The nodes, those among them that no shard names yet. */
    readonly MemberClusters?: readonly string[] | undefined;
    readonly PendingModifiedValues?: ReplicationGroupPendingModifiedValues | undefined;
    readonly GlobalReplicationGroupInfo?: GlobalReplicationGroupInfo | undefined;
  };
}

interface Shard {
  readonly NodeGroupId?: string | undefined;
  readonly Status?: string | undefined;
  readonly condition?: Condition | undefined;
  readonly Members: readonly {
    readonly CacheClusterId?: string | undefined;
    readonly PreferredAvailabilityZone?: string | undefined;
    /** Only where cluster mode is disabled. */
    readonly CurrentRole?: string | undefined;
  }[];
}

const describeReplicationGroups = operation<
  DescribeReplicationGroupsCommandInput,
  DescribeReplicationGroupsCommandOutput
>({
  service: 'elasticache',
  name: 'DescribeReplicationGroups',
  permissions: ['elasticache:DescribeReplicationGroups'],
  answers: 'ReplicationGroups',
  identity: ['ReplicationGroupId'],
});

// Of a group and of a shard. https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ReplicationGroup.html
// A node that failed shows in its own status: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Nodes.viewing.html
const states: States = {
  serves: /^(available|snapshotting)$/,
  changes: /^modifying$/,
  broken: /failed$|^incompatible/,
};

const isThere = ({ Status }: { readonly Status?: string | undefined }): boolean =>
  Status !== 'deleting' && Status !== 'deleted';

// AWS says `enabling` and `disabling` of them, or nothing that CloudFormation has a word for.
const switching = {
  why: 'AWS is switching it: it is compared once it is on or off',
  where: [
    { property: 'Live.AutomaticFailover', is: 'enabling' },
    { property: 'Live.AutomaticFailover', is: 'disabling' },
    { property: 'Live.Status', is: 'modifying' },
  ],
};

export default defineCollector({
  type: 'AWS::ElastiCache::ReplicationGroup',
  shows,
  asks: [
    { operation: describeReplicationGroups },
    { operation: describeCacheClusters, for: ofNodes },
    { operation: listTags, for: ['tags'] },
  ],
  selectors: { engine: { description: 'The engine.', values: ['redis', 'valkey'], property: 'Engine' } },
  volatile: {
    EngineVersion: {
      why: 'AWS upgrades minor versions by itself in the maintenance window',
      keeps: 'major version',
    },
    'LogDeliveryConfigurations.Status': 'AWS moves it through its states: enabling, active, error',
    'LogDeliveryConfigurations.Message': 'says why the status is an error',
    AutomaticFailoverEnabled: switching,
    MultiAZEnabled: switching,
    'Live.AutomaticFailover': switching,
    SnapshottingClusterId: 'a failover makes another node the one that snapshots are taken of',
    'Live.Status': 'AWS moves it through its states: snapshotting, modifying, available',
    'Live.NodeGroups.Status': 'AWS moves it through its states: snapshotting, modifying, available',
    'Live.NodeGroups.condition': 'follows from the status',
    'Live.NodeGroups.Members.CurrentRole': 'a failover makes another node the primary',
    'Live.PendingModifiedValues': 'what is to change in the maintenance window: it is drift once it has',
    'Live.GlobalReplicationGroupInfo': 'a failover between regions gives it another role',
  },
  async *collect(place, wanted) {
    const paging = { input: 'Marker', output: 'Marker' } as const;
    const nodes = ofNodes.some(wanted.has) ? await attempt('EngineVersion', nodesByGroup(place)) : undefined;
    for await (const page of place.pages(describeReplicationGroups, { MaxRecords: 100 }, paging)) {
      const groups = (page.ReplicationGroups ?? []).filter(isThere);
      yield* await Promise.all(groups.map((group) => toResource(place, wanted, group, nodes)));
    }
  },
});

async function toResource(
  place: Place,
  wanted: Wanted,
  group: ReplicationGroup,
  nodes: Attempt<NodesByGroup> | undefined,
): Promise<Resource<'AWS::ElastiCache::ReplicationGroup'>> {
  const name = group.ReplicationGroupId ?? '';
  const id = group.ARN ?? name;
  const tags = wanted.has('tags') ? await attempt('tags', tagsOf(place, id)) : undefined;
  const nodeSettings = settingsOfNodes(nodes, name, group.MemberClusters);
  return createResource({
    type: 'AWS::ElastiCache::ReplicationGroup',
    id,
    name,
    condition: conditionOf(group.Status, states, group.ReplicationGroupCreateTime),
    account: place.account,
    region: place.region,
    tags: told(tags) ?? {},
    properties: { ...propertiesOf(group), ...nodeSettings.settings },
    gaps: [...strange(group), ...gapsOf(tags), ...nodeSettings.gaps],
  });
}

const strange = ({
  AutomaticFailover,
  MultiAZ,
  ClusterMode,
  TransitEncryptionMode,
}: ReplicationGroup): Gap[] =>
  unknownValues(
    describeReplicationGroups,
    ['Live.AutomaticFailover', AutomaticFailover, failovers],
    ['MultiAZEnabled', MultiAZ, multiAzStates],
    ['ClusterMode', ClusterMode, clusterModes],
    ['TransitEncryptionMode', TransitEncryptionMode, encryptionModes],
  );

const failovers: Known<AutomaticFailoverStatus> = {
  disabled: true,
  disabling: true,
  enabled: true,
  enabling: true,
};
// Not in the model: what an account was seen to answer while it changes.
const multiAzStates: Known<MultiAZStatus | 'disabling' | 'enabling'> = failovers;
const clusterModes: Known<ClusterModeName> = { compatible: true, disabled: true, enabled: true };
const encryptionModes: Known<TransitEncryptionModeName> = { preferred: true, required: true };

function propertiesOf(group: ReplicationGroup): ReplicationGroupProperties {
  const shards = group.NodeGroups?.filter(isThere).map(toShard);
  const replicas = shards?.map(({ Members }) => Members.length - 1) ?? [];
  return {
    ReplicationGroupId: group.ReplicationGroupId,
    Engine: group.Engine,
    ClusterMode: group.ClusterMode ?? clusterMode(group.ClusterEnabled),
    MultiAZEnabled: isEnabled(group.MultiAZ),
    AutomaticFailoverEnabled: isEnabled(group.AutomaticFailover),
    AtRestEncryptionEnabled: group.AtRestEncryptionEnabled,
    TransitEncryptionEnabled: group.TransitEncryptionEnabled,
    TransitEncryptionMode: group.TransitEncryptionMode,
    NumNodeGroups: shards?.length,
    ReplicasPerNodeGroup: replicas.length > 0 ? Math.min(...replicas) : undefined,
    CacheNodeType: group.CacheNodeType,
    KmsKeyId: group.KmsKeyId,
    SnapshotRetentionLimit: group.SnapshotRetentionLimit,
    ...otherSettingsOf(group),
    Live: {
      Status: group.Status,
      AutomaticFailover: group.AutomaticFailover,
      StorageEncryptionType: group.StorageEncryptionType,
      AuthTokenEnabled: group.AuthTokenEnabled,
      NodeGroups: shards,
      MemberClusters: group.MemberClusters,
      PendingModifiedValues: group.PendingModifiedValues,
      GlobalReplicationGroupInfo: group.GlobalReplicationGroupInfo,
    },
  };
}

const toShard = ({ NodeGroupId, Status, NodeGroupMembers = [] }: NodeGroup): Shard => ({
  NodeGroupId,
  Status,
  condition: conditionOf(Status, states),
  Members: NodeGroupMembers.map(({ CacheClusterId, PreferredAvailabilityZone, CurrentRole }) => ({
    CacheClusterId,
    PreferredAvailabilityZone,
    CurrentRole,
  })),
});

// `ClusterMode` came in 2023 and adds `compatible`, a step of migration that `ClusterEnabled` cannot tell.
function clusterMode(enabled: boolean | undefined): string | undefined {
  if (enabled === undefined) return undefined;
  return enabled ? 'enabled' : 'disabled';
}
