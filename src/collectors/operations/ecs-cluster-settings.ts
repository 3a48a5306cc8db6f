import type { Cluster } from '@aws-sdk/client-ecs';
import type { Place } from '../../model/ports.ts';
import { type Attempt, attempt } from './attempt.ts';
import { byKey } from './by-key.ts';
import { type CloudFormationNames, toCloudFormationNames } from './cloudformation-names.ts';
import { describeClusters } from './ecs.ts';
import { unreadable } from './unreadable.ts';

export interface ClusterSettings {
  readonly ClusterSettings?: Readonly<Record<string, string>> | undefined;
  readonly ClusterConfiguration?: CloudFormationNames<Cluster['configuration']>;
}

/** What ECS tells of a cluster only when it is asked for: its settings by their names, and its configuration. */
export function clusterSettingsOf(
  place: Place,
  { clusterArn = '' }: Cluster,
): Promise<Attempt<ClusterSettings>> {
  return attempt('Live.ClusterSettings', read(place, clusterArn));
}

async function read(place: Place, clusterArn: string): Promise<ClusterSettings> {
  const include: ('CONFIGURATIONS' | 'SETTINGS')[] = ['SETTINGS', 'CONFIGURATIONS'];
  const { clusters = [] } = await place.ask(describeClusters, { clusters: [clusterArn], include });
  const found = clusters.find((cluster) => cluster.clusterArn === clusterArn);
  if (!found) throw unreadable(describeClusters, 'the answer leaves out the cluster asked for');
  return {
    ClusterSettings: byKey((found.settings ?? []).map(({ name, value }) => ({ Key: name, Value: value }))),
    ClusterConfiguration: found.configuration && toCloudFormationNames(found.configuration),
  };
}
