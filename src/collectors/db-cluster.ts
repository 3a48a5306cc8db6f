import type {
  DBCluster,
  DescribeDBClustersCommandInput,
  DescribeDBClustersCommandOutput,
} from '@aws-sdk/client-rds';
import { operation } from '../model/operation.ts';
import { defineCollector, type Place, type Wanted } from '../model/ports.ts';
import { createResource, type Resource } from '../model/resource.ts';
import { isRelational, tagGaps } from './operations/rds.ts';

declare module '../model/resource.ts' {
  interface ResourceTypes {
    'AWS::RDS::DBCluster': DBClusterProperties;
  }
}

interface DBClusterProperties {
  readonly DBClusterIdentifier?: string | undefined;
  readonly Engine?: string | undefined;
  readonly EngineVersion?: string | undefined;
  /** `serverless` is Serverless v1; v2 is `provisioned`. */
  readonly EngineMode?: string | undefined;
  readonly ServerlessV2ScalingConfiguration?:
    | {
        /** In ACUs; 0 lets the cluster pause. */
        readonly MinCapacity?: number | undefined;
        readonly MaxCapacity?: number | undefined;
        readonly SecondsUntilAutoPause?: number | undefined;
      }
    | undefined;
  readonly StorageEncrypted?: boolean | undefined;
  readonly KmsKeyId?: string | undefined;
  readonly DeletionProtection?: boolean | undefined;
  /** In days. */
  readonly BackupRetentionPeriod?: number | undefined;
  /** Only of a Multi-AZ DB cluster that is not Aurora. */
  readonly DBClusterInstanceClass?: string | undefined;
  readonly CopyTagsToSnapshot?: boolean | undefined;
  readonly EnableIAMDatabaseAuthentication?: boolean | undefined;
  readonly EnableCloudwatchLogsExports?: readonly string[] | undefined;
  readonly GlobalClusterIdentifier?: string | undefined;
  readonly Live?: {
    readonly Status?: string | undefined;
    readonly MultiAZ?: boolean | undefined;
    readonly StorageEncryptionType?: string | undefined;
    readonly ClusterScalabilityType?: string | undefined;
    readonly Members?: readonly {
      readonly DBInstanceIdentifier?: string | undefined;
      readonly IsClusterWriter?: boolean | undefined;
      readonly PromotionTier?: number | undefined;
    }[];
  };
}

const describeDBClusters = operation<DescribeDBClustersCommandInput, DescribeDBClustersCommandOutput>({
  service: 'rds',
  name: 'DescribeDBClusters',
  permissions: ['rds:DescribeDBClusters'],
  answers: 'DBClusters',
  identity: ['DBClusterIdentifier'],
});

export default defineCollector({
  type: 'AWS::RDS::DBCluster',
  asks: [{ operation: describeDBClusters }],
  selectors: { engine: { description: 'The engine: `aurora-postgresql`.', property: 'Engine' } },
  async *collect(place, wanted) {
    const paging = { input: 'Marker', output: 'Marker' } as const;
    for await (const page of place.pages(describeDBClusters, { MaxRecords: 100 }, paging)) {
      const clusters = (page.DBClusters ?? []).filter(({ Status }) => Status !== 'deleting');
      yield* clusters.filter(isRelational).map((cluster) => toResource(place, wanted, cluster));
    }
  },
});

function toResource(
  { account, region }: Place,
  wanted: Wanted,
  cluster: DBCluster,
): Resource<'AWS::RDS::DBCluster'> {
  const name = cluster.DBClusterIdentifier ?? '';
  return createResource({
    type: 'AWS::RDS::DBCluster',
    id: cluster.DBClusterArn ?? name,
    name,
    account,
    region,
    tags: Object.fromEntries((cluster.TagList ?? []).map(({ Key, Value }) => [Key, Value ?? ''])),
    properties: propertiesOf(cluster),
    gaps: wanted.has('tags') ? tagGaps(describeDBClusters, cluster.TagList) : [],
  });
}

// `AvailabilityZones` is left out on purpose: it says where instances may be, never where they are.
function propertiesOf(cluster: DBCluster): DBClusterProperties {
  const members = cluster.DBClusterMembers ?? [];
  return {
    DBClusterIdentifier: cluster.DBClusterIdentifier,
    Engine: cluster.Engine,
    EngineVersion: cluster.EngineVersion,
    EngineMode: cluster.EngineMode,
    ServerlessV2ScalingConfiguration: cluster.ServerlessV2ScalingConfiguration,
    StorageEncrypted: cluster.StorageEncrypted,
    KmsKeyId: cluster.KmsKeyId,
    DeletionProtection: cluster.DeletionProtection,
    BackupRetentionPeriod: cluster.BackupRetentionPeriod,
    DBClusterInstanceClass: cluster.DBClusterInstanceClass,
    CopyTagsToSnapshot: cluster.CopyTagsToSnapshot,
    EnableIAMDatabaseAuthentication: cluster.IAMDatabaseAuthenticationEnabled,
    EnableCloudwatchLogsExports: cluster.EnabledCloudwatchLogsExports,
    GlobalClusterIdentifier: cluster.GlobalClusterIdentifier,
    Live: {
      Status: cluster.Status,
      MultiAZ: cluster.MultiAZ,
      StorageEncryptionType: cluster.StorageEncryptionType,
      ClusterScalabilityType: cluster.ClusterScalabilityType,
      Members: members.map(({ DBInstanceIdentifier, IsClusterWriter, PromotionTier }) => ({
        DBInstanceIdentifier,
        IsClusterWriter,
        PromotionTier,
      })),
    },
  };
}
