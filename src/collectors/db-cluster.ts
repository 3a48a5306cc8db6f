import type { DBCluster, LocalWriteForwardingStatus } from '@aws-sdk/client-rds';
import { defineCollector, type Place, type Wanted } from '../model/ports.ts';
import { createResource, type Resource } from '../model/resource.ts';
import type { Gap } from '../model/unseen.ts';
import { type Attempt, attempt, gapsOf, told } from './operations/attempt.ts';
import { describeDBClusterParameters, parametersOf } from './operations/db-cluster-parameters.ts';
import {
  autoscaledReader,
  describeDBClusters,
  describeDBInstances,
  pagesOfClusters,
  states,
  tagsOf,
} from './operations/rds.ts';
import { type Agreement, agree, type Instances, readInstances } from './operations/rds-members.ts';
import { clusterSettingsOf } from './operations/rds-properties.ts';
import { conditionOf } from './operations/states.ts';
import { type Known, unknownValues } from './operations/unknown-values.ts';
import { shows } from './shows/db-cluster.ts';

declare module '../model/resource.ts' {
  interface ResourceTypes {
    'AWS::RDS::DBCluster': DBClusterProperties;
  }
}

type DBClusterProperties = Partial<ReturnType<typeof clusterSettingsOf>> & {
  readonly Live?: {
    readonly Status?: string | undefined;
    readonly MultiAZ?: boolean | undefined;
    readonly StorageEncryptionType?: string | undefined;
    readonly ClusterScalabilityType?: string | undefined;
    readonly ServerlessV2PlatformVersion?: string | undefined;
    readonly ActivityStreamStatus?: string | undefined;
    /** Whether it is the clone of another account's cluster. */
    readonly CrossAccountClone?: boolean | undefined;
    /** Told only of a cluster that was created by express configuration, as is the next. */
    readonly InternetAccessGatewayEnabled?: boolean | undefined;
    readonly VPCNetworkingEnabled?: boolean | undefined;
    /** Of its parameter group, by their names. Undefined where no policy reads it. */
    readonly DBClusterParameters?: Readonly<Record<string, string>> | undefined;
    readonly Members?:
      | readonly {
          readonly DBInstanceIdentifier?: string | undefined;
          readonly IsClusterWriter?: boolean | undefined;
          readonly PromotionTier?: number | undefined;
        }[]
      | undefined;
    /** Instances that are being deleted: as good as gone, though another may come in their place. */
    readonly Leaving?: readonly string[] | undefined;
  };
};

export default defineCollector({
  type: 'AWS::RDS::DBCluster',
  shows,
  asks: [
    { operation: describeDBClusters },
    { operation: describeDBInstances, for: ['Live.Members', 'Live.Leaving'] },
    { operation: describeDBClusterParameters, for: ['Live.DBClusterParameters'] },
  ],
  selectors: {
    engine: { description: 'The engine: `aurora-postgresql`.', property: 'Engine', form: 'case' },
  },
  volatile: {
    AllocatedStorage: 'AWS grows the storage by itself',
    EngineVersion: {
      why: 'AWS upgrades minor versions by itself in the maintenance window',
      keeps: 'major version',
    },
    'Live.ServerlessV2PlatformVersion': 'AWS upgrades the platform when it maintains or restarts the cluster',
    'Live.ActivityStreamStatus': {
      why: 'AWS is switching it: it is compared once it is on or off',
      where: [
        { property: 'Live.ActivityStreamStatus', is: 'starting' },
        { property: 'Live.ActivityStreamStatus', is: 'stopping' },
      ],
    },
    'Live.Status': 'AWS moves it through its states: backing-up, modifying, available',
    'Live.Members.DBInstanceIdentifier': autoscaledReader,
    'Live.Members.IsClusterWriter': 'a failover makes another member the writer',
    'Live.Leaving': 'which instances are being deleted at this moment',
  },
  async *collect(place, wanted) {
    const wantsMembers = wanted.has('Live.Members') || wanted.has('Live.Leaving');
    const instances = wantsMembers ? await attempt('Live.Leaving', readInstances(place)) : undefined;
    for await (const page of pagesOfClusters(place)) {
      const clusters = page.filter(({ Status }) => Status !== 'deleting');
      yield* await Promise.all(clusters.map((cluster) => read(place, wanted, cluster, instances)));
    }
  },
});

async function read(
  place: Place,
  wanted: Wanted,
  cluster: DBCluster,
  instances: Attempt<Instances> | undefined,
): Promise<Resource<'AWS::RDS::DBCluster'>> {
  const known = told(instances);
  const agreement = known ? await agree(place, cluster, known) : { cluster, instances: [] };
  const parameters = wanted.has('Live.DBClusterParameters')
    ? await parametersOf(place, agreement.cluster)
    : undefined;
  return toResource(place, wanted, agreement, { parameters, gaps: gapsOf(instances, parameters) });
}

interface Details {
  readonly parameters: Attempt<Readonly<Record<string, string>>> | undefined;
  readonly gaps: readonly Gap[];
}

function toResource(
  { account, region }: Place,
  wanted: Wanted,
  { cluster, instances, dispute }: Agreement,
  { parameters, gaps }: Details,
): Resource<'AWS::RDS::DBCluster'> {
  const name = cluster.DBClusterIdentifier ?? '';
  const tags = tagsOf(describeDBClusters, cluster.TagList, wanted);
  return createResource({
    type: 'AWS::RDS::DBCluster',
    id: cluster.DBClusterArn ?? name,
    name,
    condition: conditionOf(cluster.Status, states, cluster.ClusterCreateTime),
    account,
    region,
    tags: tags.tags,
    properties: propertiesOf(cluster, instances, told(parameters)),
    gaps: [
      ...tags.gaps,
      ...gaps,
      ...(dispute ? [{ property: 'Live.Members', ...dispute }] : []),
      ...unknownValues(describeDBClusters, [
        'EnableLocalWriteForwarding',
        cluster.LocalWriteForwardingStatus,
        forwardings,
      ]),
    ],
  });
}

const forwardings: Known<LocalWriteForwardingStatus> = {
  disabled: true,
  disabling: true,
  enabled: true,
  enabling: true,
  requested: true,
};

function propertiesOf(
  cluster: DBCluster,
  instances: Agreement['instances'],
  parameters: Readonly<Record<string, string>> | undefined,
): DBClusterProperties {
  return {
    ...clusterSettingsOf(cluster),
    Live: {
      Status: cluster.Status,
      MultiAZ: cluster.MultiAZ,
      StorageEncryptionType: cluster.StorageEncryptionType,
      ClusterScalabilityType: cluster.ClusterScalabilityType,
      ServerlessV2PlatformVersion: cluster.ServerlessV2PlatformVersion,
      ActivityStreamStatus: cluster.ActivityStreamStatus,
      CrossAccountClone: cluster.CrossAccountClone,
      InternetAccessGatewayEnabled: cluster.InternetAccessGatewayEnabled,
      VPCNetworkingEnabled: cluster.VPCNetworkingEnabled,
      DBClusterParameters: parameters,
      Members: cluster.DBClusterMembers?.map(({ DBInstanceIdentifier, IsClusterWriter, PromotionTier }) => ({
        DBInstanceIdentifier,
        IsClusterWriter,
        PromotionTier,
      })),
      Leaving: instances
        .filter(({ DBInstanceStatus }) => DBInstanceStatus === 'deleting')
        .flatMap(({ DBInstanceIdentifier }) => DBInstanceIdentifier ?? []),
    },
  };
}
