import type {
  DBInstance,
  DescribeDBInstancesCommandInput,
  DescribeDBInstancesCommandOutput,
} from '@aws-sdk/client-rds';
import { operation } from '../model/operation.ts';
import { defineCollector, type Place, type Wanted } from '../model/ports.ts';
import { createResource, type Resource } from '../model/resource.ts';
import { isRelational, tagGaps } from './operations/rds.ts';

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
      readonly Live?: { readonly Status?: string | undefined };
    };
  }
}

const describeDBInstances = operation<DescribeDBInstancesCommandInput, DescribeDBInstancesCommandOutput>({
  service: 'rds',
  name: 'DescribeDBInstances',
  permissions: ['rds:DescribeDBInstances'],
  answers: 'DBInstances',
  identity: ['DBInstanceIdentifier'],
});

export default defineCollector({
  type: 'AWS::RDS::DBInstance',
  asks: [{ operation: describeDBInstances }],
  selectors: {
    engine: { description: 'The engine: `aurora-postgresql`.', property: 'Engine' },
    cluster: { description: 'The identifier of its DB cluster.', property: 'DBClusterIdentifier' },
  },
  async *collect(place, wanted) {
    const paging = { input: 'Marker', output: 'Marker' } as const;
    for await (const page of place.pages(describeDBInstances, { MaxRecords: 100 }, paging)) {
      const instances = (page.DBInstances ?? []).filter(
        ({ DBInstanceStatus }) => DBInstanceStatus !== 'deleting',
      );
      yield* instances.filter(isRelational).map((instance) => toResource(place, wanted, instance));
    }
  },
});

function toResource(
  { account, region }: Place,
  wanted: Wanted,
  instance: DBInstance,
): Resource<'AWS::RDS::DBInstance'> {
  const name = instance.DBInstanceIdentifier ?? '';
  return createResource({
    type: 'AWS::RDS::DBInstance',
    id: instance.DBInstanceArn ?? name,
    name,
    account,
    region,
    tags: Object.fromEntries((instance.TagList ?? []).map(({ Key, Value }) => [Key, Value ?? ''])),
    properties: {
      DBInstanceIdentifier: instance.DBInstanceIdentifier,
      DBClusterIdentifier: instance.DBClusterIdentifier,
      DBInstanceClass: instance.DBInstanceClass,
      Engine: instance.Engine,
      AvailabilityZone: instance.AvailabilityZone,
      PromotionTier: instance.PromotionTier,
      PubliclyAccessible: instance.PubliclyAccessible,
      Live: { Status: instance.DBInstanceStatus },
    },
    gaps: wanted.has('tags') ? tagGaps(describeDBInstances, instance.TagList) : [],
  });
}
