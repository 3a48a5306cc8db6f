import type {
  CacheCluster,
  DescribeCacheClustersCommandInput,
  DescribeCacheClustersCommandOutput,
} from '@aws-sdk/client-elasticache';
import { nameOf, operation } from '../../model/operation.ts';
import type { Place } from '../../model/ports.ts';
import type { Gap } from '../../model/unseen.ts';
import type { Attempt } from './attempt.ts';
import { unreadable } from './unreadable.ts';

export const describeCacheClusters = operation<
  DescribeCacheClustersCommandInput,
  DescribeCacheClustersCommandOutput
>({
  service: 'elasticache',
  name: 'DescribeCacheClusters',
  permissions: ['elasticache:DescribeCacheClusters'],
  answers: 'CacheClusters',
  identity: ['CacheClusterId'],
});

/** What AWS tells of a replication group by its nodes only. Undefined where no policy reads it. */
export interface NodeSettings {
  readonly EngineVersion?: string | undefined;
  readonly CacheParameterGroupName?: string | undefined;
  readonly CacheSubnetGroupName?: string | undefined;
  readonly NotificationTopicArn?: string | undefined;
  readonly PreferredMaintenanceWindow?: string | undefined;
  readonly SecurityGroupIds?: readonly string[] | undefined;
}

export const ofNodes: readonly (keyof NodeSettings)[] = [
  'EngineVersion',
  'CacheParameterGroupName',
  'CacheSubnetGroupName',
  'NotificationTopicArn',
  'PreferredMaintenanceWindow',
  'SecurityGroupIds',
];

export type NodesByGroup = ReadonlyMap<string, readonly CacheCluster[]>;

/** The nodes of every replication group: one sweep. */
export async function nodesByGroup(place: Place): Promise<NodesByGroup> {
  const found = new Map<string, CacheCluster[]>();
  const paging = { input: 'Marker', output: 'Marker' } as const;
  for await (const page of place.pages(describeCacheClusters, { MaxRecords: 100 }, paging))
    for (const node of page.CacheClusters ?? []) {
      const group = node.ReplicationGroupId;
      if (group) found.set(group, [...(found.get(group) ?? []), node]);
    }
  return found;
}

/** What all nodes of a group agree in; where one differs, or is not shown, nobody can say what the group has. */
export function settingsOfNodes(
  nodes: Attempt<NodesByGroup> | undefined,
  group: string,
  members: readonly string[] = [],
): { readonly settings: NodeSettings; readonly gaps: readonly Gap[] } {
  if (!nodes) return { settings: {}, gaps: [] };
  if (nodes.gap) {
    const { gap } = nodes;
    return { settings: {}, gaps: ofNodes.map((property) => ({ ...gap, property })) };
  }
  const shown = nodes.value.get(group) ?? [];
  const all = shown.map(toSettings);
  const [first] = all;
  const lacking = members.find((id) => !shown.some(({ CacheClusterId }) => CacheClusterId === id));
  if (!first || lacking !== undefined)
    return { settings: {}, gaps: ofNodes.map((property) => ({ property, ...noNode(group, lacking) })) };
  const differing = ofNodes.filter((property) => all.some((one) => !isSame(one[property], first[property])));
  return {
    settings: Object.fromEntries(
      Object.entries(first).filter(([key]) => !differing.some((one) => one === key)),
    ),
    gaps: differing.map((property) => ({ property, ...disputed(group, property) })),
  };
}

const toSettings = (node: CacheCluster): Required<NodeSettings> => ({
  EngineVersion: node.EngineVersion,
  CacheParameterGroupName: node.CacheParameterGroup?.CacheParameterGroupName,
  CacheSubnetGroupName: node.CacheSubnetGroupName,
  NotificationTopicArn: node.NotificationConfiguration?.TopicArn,
  PreferredMaintenanceWindow: node.PreferredMaintenanceWindow,
  // Nodes list them in whatever order.
  SecurityGroupIds: node.SecurityGroups?.flatMap(({ SecurityGroupId }) => SecurityGroupId ?? []).sort(),
});

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const noNode = (group: string, node: string | undefined) =>
  unreadable(
    describeCacheClusters,
    node === undefined
      ? `the answer shows no node of ${group}`
      : `the answer lacks ${node}, a node of ${group}`,
  ).unseen;

const disputed = (group: string, property: string) => ({
  kind: 'contradictory' as const,
  operation: nameOf(describeCacheClusters),
  message: `the nodes of ${group} differ in ${property}`,
});
