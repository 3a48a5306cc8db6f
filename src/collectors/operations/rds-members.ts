import type { DBCluster, DBInstance } from '@aws-sdk/client-rds';
import { nameOf } from '../../model/operation.ts';
import type { Place } from '../../model/ports.ts';
import { Refused, type Unseen } from '../../model/unseen.ts';
import { describeDBClusters, describeDBInstances, pagesOfInstances, states } from './rds.ts';
import { conditionOf } from './states.ts';

/** The instances of a place, by what a cluster knows of them. */
export interface Instances {
  readonly byId: ReadonlyMap<string, DBInstance>;
  readonly byCluster: ReadonlyMap<string, readonly DBInstance[]>;
}

/** A cluster and its instances, as two answers that agree. */
export interface Agreement {
  readonly cluster: DBCluster;
  /** What is being deleted included. */
  readonly instances: readonly DBInstance[];
  /** Why they may not agree. */
  readonly dispute?: Unseen;
}

export async function readInstances(place: Place): Promise<Instances> {
  const all: DBInstance[] = [];
  for await (const instances of pagesOfInstances(place)) all.push(...instances);
  return indexed(all);
}

/** A cluster names its members, an instance its cluster, a moment apart. Where they differ, both are asked once more. */
export async function agree(place: Place, cluster: DBCluster, known: Instances): Promise<Agreement> {
  const instances = known.byCluster.get(idOf(cluster)) ?? [];
  if (!contradiction(cluster, known)) return { cluster, instances };
  try {
    const fresh = await askAgain(place, idOf(cluster));
    const later = fresh.cluster ?? cluster;
    const message = contradiction(later, fresh.instances);
    const agreement = { cluster: later, instances: fresh.instances.byCluster.get(idOf(cluster)) ?? [] };
    if (!message) return agreement;
    const operation = nameOf(describeDBInstances);
    return { ...agreement, dispute: { kind: 'contradictory', operation, message } };
  } catch (error) {
    if (error instanceof Refused) return { cluster, instances, dispute: error.unseen };
    throw error;
  }
}

async function askAgain(
  place: Place,
  id: string,
): Promise<{ readonly cluster: DBCluster | undefined; readonly instances: Instances }> {
  const Filters = [{ Name: 'db-cluster-id', Values: [id] }];
  const [{ DBClusters = [] }, { DBInstances = [] }] = await Promise.all([
    place.again(describeDBClusters, { DBClusterIdentifier: id }),
    place.again(describeDBInstances, { Filters, MaxRecords: 100 }),
  ]);
  const cluster = DBClusters.find(({ DBClusterIdentifier }) => DBClusterIdentifier === id);
  return { cluster, instances: indexed(DBInstances) };
}

function contradiction(cluster: DBCluster, { byId, byCluster }: Instances): string | undefined {
  if (!cluster.DBClusterMembers) return undefined;
  const members = new Set(
    cluster.DBClusterMembers.map(({ DBInstanceIdentifier = '' }) => DBInstanceIdentifier),
  );
  const unlisted = [...members].filter((id) => !byId.has(id));
  if (unlisted.length > 0) return `${idOf(cluster)} names ${unlisted.join(', ')}, which is not listed`;
  // One that comes or goes may be a member already, or still.
  const strangers = (byCluster.get(idOf(cluster)) ?? []).filter(
    ({ DBInstanceIdentifier = '', DBInstanceStatus }) =>
      !members.has(DBInstanceIdentifier) && !conditionOf(DBInstanceStatus, states).moving,
  );
  const names = strangers.map(({ DBInstanceIdentifier }) => DBInstanceIdentifier);
  return names.length > 0 ? `${names.join(', ')} names ${idOf(cluster)}, which does not name it` : undefined;
}

function indexed(instances: readonly DBInstance[]): Instances {
  const byCluster = new Map<string, DBInstance[]>();
  for (const instance of instances) {
    const { DBClusterIdentifier: id } = instance;
    if (id === undefined) continue;
    byCluster.set(id, [...(byCluster.get(id) ?? []), instance]);
  }
  return {
    byId: new Map(instances.map((instance) => [instance.DBInstanceIdentifier ?? '', instance])),
    byCluster,
  };
}

const idOf = ({ DBClusterIdentifier = '' }: DBCluster): string => DBClusterIdentifier;
