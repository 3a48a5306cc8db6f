import type {
  DescribeTargetGroupsCommandInput,
  DescribeTargetGroupsCommandOutput,
  TargetGroup,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { operation } from '../model/operation.ts';
import { defineCollector, type Place } from '../model/ports.ts';
import { createResource, type Resource } from '../model/resource.ts';
import { type Attempt, gapsOf, told } from './operations/attempt.ts';
import { describeTags, type Tags, tagsOf } from './operations/elasticloadbalancing.ts';

declare module '../model/resource.ts' {
  interface ResourceTypes {
    'AWS::ElasticLoadBalancingV2::TargetGroup': TargetGroupProperties;
  }
}

interface TargetGroupProperties {
  readonly Name: string;
  readonly TargetType?: string | undefined;
  readonly Protocol?: string | undefined;
  readonly Port?: number | undefined;
  readonly VpcId?: string | undefined;
  readonly Live: { readonly LoadBalancerArns: readonly string[] };
}

const describeTargetGroups = operation<DescribeTargetGroupsCommandInput, DescribeTargetGroupsCommandOutput>({
  service: 'elasticloadbalancing',
  name: 'DescribeTargetGroups',
  permissions: ['elasticloadbalancing:DescribeTargetGroups'],
  answers: 'TargetGroups',
  identity: ['TargetGroupArn'],
});

export default defineCollector({
  type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
  asks: [{ operation: describeTargetGroups }, { operation: describeTags, for: ['tags'] }],
  volatile: {
    'Live.LoadBalancerArns': 'a blue/green deployment moves target groups between listeners',
  },
  async *collect(place, wanted) {
    const paging = { input: 'Marker', output: 'NextMarker' } as const;
    for await (const { TargetGroups = [] } of place.pages(describeTargetGroups, { PageSize: 400 }, paging)) {
      const arns = TargetGroups.flatMap(({ TargetGroupArn }) => TargetGroupArn ?? []);
      const tags = wanted.has('tags') ? await tagsOf(place, arns) : undefined;
      for (const group of TargetGroups) {
        const id = group.TargetGroupArn;
        if (id) yield resourceOf(place, id, group, tags?.get(id));
      }
    }
  },
});

function resourceOf(
  { account, region }: Place,
  id: string,
  { TargetGroupName = id, TargetType, Protocol, Port, VpcId, LoadBalancerArns = [] }: TargetGroup,
  tags: Attempt<Tags> | undefined,
): Resource<'AWS::ElasticLoadBalancingV2::TargetGroup'> {
  return createResource({
    type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
    id,
    name: TargetGroupName,
    account,
    region,
    tags: told(tags) ?? {},
    properties: { Name: TargetGroupName, TargetType, Protocol, Port, VpcId, Live: { LoadBalancerArns } },
    gaps: gapsOf(tags),
  });
}
