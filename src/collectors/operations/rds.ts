import type {
  DBCluster,
  DBInstance,
  DescribeDBClustersCommandInput,
  DescribeDBClustersCommandOutput,
  DescribeDBInstancesCommandInput,
  DescribeDBInstancesCommandOutput,
  Tag,
} from '@aws-sdk/client-rds';
import { type AnyOperation, operation } from '../../model/operation.ts';
import type { Place, Wanted } from '../../model/ports.ts';
import type { Gap } from '../../model/unseen.ts';
import type { States } from './states.ts';
import { unreadable } from './unreadable.ts';

export const describeDBClusters = operation<DescribeDBClustersCommandInput, DescribeDBClustersCommandOutput>({
  service: 'rds',
  name: 'DescribeDBClusters',
  permissions: ['rds:DescribeDBClusters'],
  answers: 'DBClusters',
  identity: ['DBClusterIdentifier'],
});

export const describeDBInstances = operation<
  DescribeDBInstancesCommandInput,
  DescribeDBInstancesCommandOutput
>({
  service: 'rds',
  name: 'DescribeDBInstances',
  permissions: ['rds:DescribeDBInstances'],
  answers: 'DBInstances',
  identity: ['DBInstanceIdentifier'],
});

const paging = { input: 'Marker', output: 'Marker' } as const;

/** What is being deleted included: one question, whoever asks it. */
export async function* pagesOfClusters(place: Place): AsyncIterable<readonly DBCluster[]> {
  for await (const { DBClusters = [] } of place.pages(describeDBClusters, { MaxRecords: 100 }, paging))
    yield DBClusters.filter(isRelational);
}

/** What is being deleted included: one question, whoever asks it. */
export async function* pagesOfInstances(place: Place): AsyncIterable<readonly DBInstance[]> {
  for await (const { DBInstances = [] } of place.pages(describeDBInstances, { MaxRecords: 100 }, paging))
    yield DBInstances.filter(isRelational);
}

/** Neptune and DocumentDB answer to the RDS API as well, as clusters and as instances. */
const isRelational = ({ Engine = '' }: { readonly Engine?: string | undefined }): boolean =>
  !/^(neptune|docdb)/.test(Engine);

/**
 * Of a cluster or an instance. A backup, or storage that is optimised for a day, keeps nothing from working; what is
 * stopping will be stopped.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/accessing-monitoring.html
 */
export const states: States = {
  serves:
    /^(available|backing-up|configuring-.+|resetting-master-credentials|storage-(optimization|config-upgrade|initialization)|update-iam-db-auth)$/,
  changes: /^(delete-precheck|maintenance|modifying|promoting|scaling-.+|upgrading)$/,
  broken:
    /^(stopp(ed|ing)|(.+-)?fail(ed|ure)|storage-full|restore-error|incompatible-.+|insufficient-.+|inaccessible-encryption-credentials.*)$/,
};

/** Some regions answer without the list of tags, which is not an empty one. */
export function tagsOf(
  asked: AnyOperation,
  tags: readonly Tag[] | undefined,
  wanted: Wanted,
): { readonly tags: Readonly<Record<string, string>>; readonly gaps: readonly Gap[] } {
  const gap: Gap = { property: 'tags', ...unreadable(asked, 'the answer holds no TagList').unseen };
  return {
    tags: Object.fromEntries((tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value])),
    gaps: tags || !wanted.has('tags') ? [] : [gap],
  };
}

/**
 * What the identifiers of Aurora Replicas begin with that Aurora Auto Scaling made, and takes away again.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Integrating.AutoScaling.html
 */
export const autoscaledReader = {
  why: 'Aurora Auto Scaling adds and removes readers as the load asks',
  startsWith: 'application-autoscaling-',
} as const;
