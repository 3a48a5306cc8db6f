import type { DBInstance } from '@aws-sdk/client-rds';
import { defineCollector, type Place, type Wanted } from '../model/ports.ts';
import { createResource, type Resource } from '../model/resource.ts';
import type { Gap } from '../model/unseen.ts';
import { attempt, gapsOf, told } from './operations/attempt.ts';
import {
  describeDBClusters,
  describeDBInstances,
  pagesOfClusters,
  pagesOfInstances,
  states,
  tagsOf,
} from './operations/rds.ts';
import { agree, readInstances } from './operations/rds-members.ts';
import { conditionOf } from './operations/states.ts';

declare module '../model/resource.ts' {
  interface ResourceTypes {
    'AWS::RDS::DBInstance': {
      readonly DBInstanceIdentifier?: string | undefined;
      /** Absent of an instance that stands alone. */
      readonly DBClusterIdentifier?: string | undefined;
      readonly DBInstanceClass?: string | undefined;
      readonly Engine?: string | undefined;
      /** Absent until the instance has been placed. */
      readonly AvailabilityZone?: string | undefined;
      readonly PromotionTier?: number | undefined;
      readonly PubliclyAccessible?: boolean | undefined;
      readonly Live?: {
        readonly Status?: string | undefined;
        /** As its cluster has it; absent of an instance that no cluster names. */
        readonly IsClusterWriter?: boolean | undefined;
      };
    };
  }
}

export default defineCollector({
  type: 'AWS::RDS::DBInstance',
  asks: [
    { operation: describeDBInstances },
    { operation: describeDBClusters, for: ['Live.IsClusterWriter'] },
  ],
  selectors: {
    engine: { description: 'The engine: `aurora-postgresql`.', property: 'Engine' },
    cluster: { description: 'The identifier of its DB cluster.', property: 'DBClusterIdentifier' },
  },
  volatile: {
    'Live.Status': 'AWS moves it through its states: backing-up, modifying, available',
    'Live.IsClusterWriter': 'a failover makes another member the writer',
  },
  async *collect(place, wanted) {
    const wantsClusters = wanted.has('Live.IsClusterWriter');
    const members = wantsClusters ? await attempt('Live.IsClusterWriter', readMembers(place)) : undefined;
    const make = (instance: DBInstance) =>
      toResource(place, wanted, instance, told(members)?.writers, gapsOf(members));
    for await (const page of pagesOfInstances(place)) yield* page.filter(isThere).map(make);
    yield* (told(members)?.late ?? []).filter(isThere).map(make);
  },
});

const isThere = ({ DBInstanceStatus }: DBInstance): boolean => DBInstanceStatus !== 'deleting';

interface Members {
  /** Whether a member is the writer, by its id. */
  readonly writers: ReadonlyMap<string, boolean>;
  /** Members that were not listed when all instances were, but are now. */
  readonly late: readonly DBInstance[];
}

async function readMembers(place: Place): Promise<Members> {
  const known = await readInstances(place);
  const writers = new Map<string, boolean>();
  const late: DBInstance[] = [];
  for await (const page of pagesOfClusters(place)) {
    const clusters = page.filter(({ Status }) => Status !== 'deleting');
    for (const agreed of await Promise.all(clusters.map((cluster) => agree(place, cluster, known)))) {
      for (const { DBInstanceIdentifier = '', IsClusterWriter = false } of agreed.cluster.DBClusterMembers ??
        [])
        writers.set(DBInstanceIdentifier, IsClusterWriter);
      late.push(...agreed.instances.filter(({ DBInstanceIdentifier: id = '' }) => !known.byId.has(id)));
    }
  }
  return { writers, late };
}

function toResource(
  { account, region }: Place,
  wanted: Wanted,
  instance: DBInstance,
  writers: Members['writers'] | undefined,
  gaps: readonly Gap[],
): Resource<'AWS::RDS::DBInstance'> {
  const name = instance.DBInstanceIdentifier ?? '';
  const tags = tagsOf(describeDBInstances, instance.TagList, wanted);
  return createResource({
    type: 'AWS::RDS::DBInstance',
    id: instance.DBInstanceArn ?? name,
    name,
    condition: conditionOf(instance.DBInstanceStatus, states, instance.InstanceCreateTime),
    account,
    region,
    tags: tags.tags,
    properties: {
      DBInstanceIdentifier: instance.DBInstanceIdentifier,
      DBClusterIdentifier: instance.DBClusterIdentifier,
      DBInstanceClass: instance.DBInstanceClass,
      Engine: instance.Engine,
      AvailabilityZone: instance.AvailabilityZone,
      PromotionTier: instance.PromotionTier,
      PubliclyAccessible: instance.PubliclyAccessible,
      Live: { Status: instance.DBInstanceStatus, IsClusterWriter: writers?.get(name) },
    },
    gaps: [...tags.gaps, ...gaps],
  });
}
