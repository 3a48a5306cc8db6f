import type {
  DescribeTargetGroupsCommandInput,
  DescribeTargetGroupsCommandOutput,
  TargetGroup,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { operation } from '../../model/operation.ts';
import type { Place } from '../../model/ports.ts';
import { unreadable } from './unreadable.ts';

export const describeTargetGroups = operation<
  DescribeTargetGroupsCommandInput,
  DescribeTargetGroupsCommandOutput
>({
  service: 'elasticloadbalancing',
  name: 'DescribeTargetGroups',
  permissions: ['elasticloadbalancing:DescribeTargetGroups'],
  answers: 'TargetGroups',
  identity: ['TargetGroupArn'],
});

export type KnownTargetGroup = TargetGroup & { readonly TargetGroupArn: string };

/** Every target group of the place, page by page: one sweep that all who need it share. */
export async function* pagesOfTargetGroups(place: Place): AsyncIterable<readonly KnownTargetGroup[]> {
  const paging = { input: 'Marker', output: 'NextMarker' } as const;
  for await (const { TargetGroups = [] } of place.pages(describeTargetGroups, { PageSize: 400 }, paging))
    yield TargetGroups.filter(hasArn);
}

const hasArn = (group: TargetGroup): group is KnownTargetGroup => group.TargetGroupArn !== undefined;

/** ARNs of the load balancers that route to each target group, by `targetgroup/<name>/<id>`, as labels of metrics have it. */
export async function balancersByTargetGroup(place: Place): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>();
  for await (const groups of pagesOfTargetGroups(place))
    for (const { TargetGroupArn, LoadBalancerArns } of groups) {
      if (!LoadBalancerArns)
        throw unreadable(
          describeTargetGroups,
          `the answer does not say LoadBalancerArns of ${TargetGroupArn}`,
        );
      found.set(TargetGroupArn.split(':').at(-1) ?? '', LoadBalancerArns);
    }
  return found;
}
