import type {
  DescribeLoadBalancersCommandInput,
  DescribeLoadBalancersCommandOutput,
  DescribeTagsCommandInput,
  DescribeTagsCommandOutput,
  LoadBalancer,
  Tag,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { operation } from '../../model/operation.ts';
import type { Place } from '../../model/ports.ts';
import type { Gap } from '../../model/refusal.ts';
import { type Attempt, attempt } from './attempt.ts';

export const describeLoadBalancers = operation<
  DescribeLoadBalancersCommandInput,
  DescribeLoadBalancersCommandOutput
>({
  service: 'elasticloadbalancing',
  name: 'DescribeLoadBalancers',
  permissions: ['elasticloadbalancing:DescribeLoadBalancers'],
  answers: 'LoadBalancers',
  identity: ['LoadBalancerArn'],
  belongs: ({ LoadBalancerArn }, asked) => asked.LoadBalancerArns?.includes(String(LoadBalancerArn)) ?? true,
});

export const describeTags = operation<DescribeTagsCommandInput, DescribeTagsCommandOutput>({
  service: 'elasticloadbalancing',
  name: 'DescribeTags',
  permissions: ['elasticloadbalancing:DescribeTags'],
  answers: 'TagDescriptions',
  identity: ['ResourceArn'],
  belongs: ({ ResourceArn }, asked) => asked.ResourceArns?.includes(String(ResourceArn)) ?? false,
});

export type KnownLoadBalancer = LoadBalancer & { readonly LoadBalancerArn: string };

/** Every load balancer of the place: one sweep that all who need it share. */
export async function loadBalancersOf(place: Place): Promise<readonly KnownLoadBalancer[]> {
  const found: KnownLoadBalancer[] = [];
  const paging = { input: 'Marker', output: 'NextMarker' } as const;
  for await (const { LoadBalancers = [] } of place.pages(describeLoadBalancers, { PageSize: 400 }, paging))
    found.push(...LoadBalancers.filter(hasArn));
  return found;
}

const hasArn = (balancer: LoadBalancer): balancer is KnownLoadBalancer =>
  balancer.LoadBalancerArn !== undefined;

export type Tags = Readonly<Record<string, string>>;

// DescribeTags takes at most 20 ARNs (botocore elbv2 model).
const tagBatch = 20;

/** The tags of each ARN, or the gap where they were refused or AWS left one out. */
export async function tagsOf(
  place: Place,
  arns: readonly string[],
): Promise<ReadonlyMap<string, Attempt<Tags>>> {
  const starts = [...Array(Math.ceil(arns.length / tagBatch)).keys()].map((index) => index * tagBatch);
  const batches = starts.map((start) => arns.slice(start, start + tagBatch));
  const read = await Promise.all(batches.map((batch) => tagsOfBatch(place, batch)));
  return new Map(read.flat());
}

async function tagsOfBatch(place: Place, ResourceArns: string[]): Promise<[string, Attempt<Tags>][]> {
  const answer = await attempt('tags', place.ask(describeTags, { ResourceArns }));
  if (answer.gap) return ResourceArns.map((arn) => [arn, answer]);
  const { TagDescriptions = [] } = answer.value;
  return ResourceArns.map((arn) => {
    const described = TagDescriptions.find(({ ResourceArn }) => ResourceArn === arn);
    return [arn, described ? { value: recordOf(described.Tags ?? []) } : { gap: leftOut }];
  });
}

const recordOf = (tags: readonly Tag[]): Tags =>
  Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]));

const leftOut: Gap = {
  property: 'tags',
  operation: 'elasticloadbalancing:DescribeTags',
  reason: 'UnreadableAnswer',
  permission: 'elasticloadbalancing:DescribeTags',
  message: 'the answer leaves out one of the resources asked for',
};
