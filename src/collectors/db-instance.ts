import type { DBInstance } from '@aws-sdk/client-rds';
import { defineCollector, type Place, type Wanted } from '../model/ports.ts';
import { createResource, type Resource } from '../model/resource.ts';
import type { Gap } from '../model/unseen.ts';
import { attempt, gapsOf, told } from './operations/attempt.ts';
import { iso } from './operations/iso.ts';
import {
  autoscaledReader,
  describeDBClusters,
  describeDBInstances,
  pagesOfClusters,
  pagesOfInstances,
  states,
  tagsOf,
} from './operations/rds.ts';
import { agree, readInstances } from './operations/rds-members.ts';
import { instanceSettingsOf } from './operations/rds-properties.ts';
import { conditionOf } from './operations/states.ts';
import { shows } from './shows/db-instance.ts';

declare module '../model/resource.ts' {
  interface ResourceTypes {
    'AWS::RDS::DBInstance': DBInstanceProperties;
  }
}

type DBInstanceProperties = Partial<ReturnType<typeof instanceSettingsOf>> & {
  readonly Live?: {
    readonly Status?: string | undefined;
    /** As its cluster has it; absent of an instance that no cluster names. */
    readonly IsClusterWriter?: boolean | undefined;
    readonly StorageEncryptionType?: string | undefined;
    readonly ActivityStreamStatus?: string | undefined;
    /** Where a Multi-AZ instance has its standby. */
    readonly SecondaryAvailabilityZone?: string | undefined;
    /** When the certificate of its server ends, in ISO 8601. */
    readonly CertificateValidTill?: string | undefined;
  };
};

export default defineCollector({
  type: 'AWS::RDS::DBInstance',
  shows,
  asks: [
    { operation: describeDBInstances },
    { operation: describeDBClusters, for: ['Live.IsClusterWriter'] },
  ],
  selectors: {
    engine: {
      description: 'The engine: `aurora-postgresql`.',
      property: 'Engine',
      form: 'case',
      examples: ['aurora-mysql', 'aurora-postgresql', 'mariadb', 'mysql', 'postgres'],
    },
    cluster: {
      description: 'The identifier of its DB cluster.',
      property: 'DBClusterIdentifier',
      form: 'case',
      optional: true,
    },
  },
  volatile: {
    DBInstanceIdentifier: autoscaledReader,
    EngineVersion: {
      why: 'AWS upgrades minor versions by itself in the maintenance window',
      keeps: 'major version',
    },
    AllocatedStorage: 'AWS grows the storage by itself',
    AvailabilityZone: {
      why: 'a failover exchanges the two zones of a Multi-AZ instance',
      where: [{ property: 'MultiAZ', is: true }],
    },
    CACertificateIdentifier: 'AWS renews the certificate of the server',
    'Live.SecondaryAvailabilityZone': 'a failover exchanges the two zones',
    'Live.CertificateValidTill': 'AWS renews the certificate of the server',
    'Live.ActivityStreamStatus': {
      why: 'AWS is switching it: it is compared once it is on or off',
      where: [
        { property: 'Live.ActivityStreamStatus', is: 'starting' },
        { property: 'Live.ActivityStreamStatus', is: 'stopping' },
      ],
    },
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
  readonly writers: ReadonlyMap<string, boolean | undefined>;
  /** Members that were not listed when all instances were, but are now. */
  readonly late: readonly DBInstance[];
}

async function readMembers(place: Place): Promise<Members> {
  const known = await readInstances(place);
  const writers = new Map<string, boolean | undefined>();
  const late: DBInstance[] = [];
  for await (const page of pagesOfClusters(place)) {
    const clusters = page.filter(({ Status }) => Status !== 'deleting');
    for (const agreed of await Promise.all(clusters.map((cluster) => agree(place, cluster, known)))) {
      for (const { DBInstanceIdentifier = '', IsClusterWriter } of agreed.cluster.DBClusterMembers ?? [])
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
      ...instanceSettingsOf(instance),
      Live: {
        Status: instance.DBInstanceStatus,
        IsClusterWriter: writers?.get(name),
        StorageEncryptionType: instance.StorageEncryptionType,
        ActivityStreamStatus: instance.ActivityStreamStatus,
        SecondaryAvailabilityZone: instance.SecondaryAvailabilityZone,
        CertificateValidTill: iso(instance.CertificateDetails?.ValidTill),
      },
    },
    gaps: [...tags.gaps, ...gaps],
  });
}
