import type {
  DescribeLoadBalancersCommandInput,
  DescribeLoadBalancersCommandOutput,
  DescribeTagsCommandInput,
  DescribeTagsCommandOutput,
  LoadBalancer,
  LoadBalancerTypeEnum,
  Tag,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { operation } from '../../model/operation.ts';
import type { Place } from '../../model/ports.ts';
import type { Gap } from '../../model/unseen.ts';
import { askAgain } from './ask-again.ts';
import { type Attempt, attempt, told } from './attempt.ts';
import type { Known } from './unknown-values.ts';
import { unreadable } from './unreadable.ts';

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

/** Whether AWS still shows a load balancer that was listed. */
export async function isShown(place: Place, arn: string): Promise<boolean> {
  const { LoadBalancers = [] } = await askAgain(place, describeLoadBalancers, { LoadBalancerArns: [arn] });
  return LoadBalancers.some(({ LoadBalancerArn }) => LoadBalancerArn === arn);
}

const hasArn = (balancer: LoadBalancer): balancer is KnownLoadBalancer =>
  balancer.LoadBalancerArn !== undefined;

export const types: Known<LoadBalancerTypeEnum> = { application: true, gateway: true, network: true };

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

async function tagsOfBatch(
  place: Place,
  arns: readonly string[],
): Promise<readonly [string, Attempt<Tags>][]> {
  const first = await attempt('tags', tagsByArn(place, arns));
  // One that was deleted since it was listed makes AWS refuse them all.
  if (first.gap && arns.length > 1 && first.gap.kind === 'refused' && /NotFound/.test(first.gap.reason))
    return (await Promise.all(arns.map((arn) => tagsOfBatch(place, [arn])))).flat();
  if (first.gap) return arns.map((arn) => [arn, first]);
  const rest = arns.filter((arn) => !first.value.has(arn));
  const again = await attempt('tags', rest.length > 0 ? tagsByArn(place, rest, askAgain) : noTags);
  return arns.map((arn) => {
    const tags = first.value.get(arn) ?? told(again)?.get(arn);
    return [arn, tags ? { value: tags } : { gap: leftOut }];
  });
}

type TagsByArn = ReadonlyMap<string, Tags>;

const noTags: Promise<TagsByArn> = Promise.resolve(new Map());

async function tagsByArn(
  place: Place,
  arns: readonly string[],
  put: typeof askAgain = (_, operation, input) => place.ask(operation, input),
): Promise<TagsByArn> {
  const { TagDescriptions = [] } = await put(place, describeTags, { ResourceArns: [...arns] });
  // Who has none is told so by an empty list.
  return new Map(
    TagDescriptions.flatMap(({ ResourceArn = '', Tags }) => (Tags ? [[ResourceArn, recordOf(Tags)]] : [])),
  );
}

const recordOf = (tags: readonly Tag[]): Tags =>
  Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]));

const leftOut: Gap = {
  property: 'tags',
  ...unreadable(describeTags, 'the answer leaves out one of the resources asked for').unseen,
};
