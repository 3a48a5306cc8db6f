import type { WebACL } from '@aws-sdk/client-wafv2';
import type { Place } from '../../model/ports.ts';
import { type Gap, Refused, reasonOf } from '../../model/unseen.ts';
import { type Attempt, attempt, told } from './attempt.ts';
import { loadBalancersOf } from './elasticloadbalancing.ts';
import { getWebACLForResource, listResourcesForWebACL, type Summary, summariesOf } from './wafv2.ts';

/** What stands in front of a load balancer. */
export interface Association {
  readonly loadBalancerArn: string;
  /** Null where nothing is associated. */
  readonly webAclArn: string | null;
  /** The whole web ACL, where the answer held it. */
  readonly webAcl?: WebACL | undefined;
}

export type Associations = ReadonlyMap<string, Attempt<Association>>;

/**
 * What stands in front of each application load balancer of the place, by its ARN. AWS answers either way, from the web
 * ACL or from the load balancer, once a second only (AWS WAF quotas), so the shorter of the two lists is gone
 * through; of two that are as long, the load balancers, whose answer holds the whole web ACL.
 * Throws `Refused` where the load balancers cannot be listed.
 */
export async function associationsOf(place: Place): Promise<Associations> {
  const balancers = await loadBalancersOf(place);
  const arns = balancers.filter(({ Type }) => Type === 'application').map((one) => one.LoadBalancerArn);
  if (arns.length === 0) return new Map();
  const listed = await attempt('WebACLs', summariesOf(place));
  if (listed.gap || arns.length <= listed.value.length) return byLoadBalancer(place, arns);
  return byWebAcl(place, arns, listed.value);
}

async function byLoadBalancer(place: Place, arns: readonly string[]): Promise<Associations> {
  const tried = await Promise.all(
    arns.map(async (arn) => [arn, await attempt('Live.WebACL', associationOf(place, arn))] as const),
  );
  return new Map(tried);
}

// A load balancer that vanished meanwhile is a refusal (WAFNonexistentItemException), not one without a web ACL.
async function associationOf(place: Place, loadBalancerArn: string): Promise<Association> {
  const { WebACL } = await place.ask(getWebACLForResource, { ResourceArn: loadBalancerArn });
  return { loadBalancerArn, webAclArn: WebACL?.ARN ?? null, webAcl: WebACL };
}

async function byWebAcl(
  place: Place,
  arns: readonly string[],
  webAcls: readonly Summary[],
): Promise<Associations> {
  const tried = await Promise.all(
    webAcls.map(async ({ ARN }) => ({
      ARN,
      resources: await attempt('Live.WebACL', resourcesOf(place, ARN)),
    })),
  );
  if (tried.some(({ resources }) => resources.gap && isMissing(resources)))
    return byLoadBalancer(place, arns);
  const hidden = tried.flatMap(({ resources }) => resources.gap ?? [])[0];
  const found = tried.flatMap(({ ARN, resources }) =>
    (told(resources) ?? []).map((arn) => [arn, ARN] as const),
  );
  const claims = groupByFirst(found);
  const unsure = arns.filter((arn) => claims.get(arn)?.length !== 1);
  const asked = hidden
    ? hiddenFor(unsure, hidden)
    : await byLoadBalancer(place, mostDoubtful(unsure, claims));
  return new Map(
    arns.map((arn) => {
      const webAclArn = claims.get(arn)?.[0] ?? null;
      return [arn, asked.get(arn) ?? { value: { loadBalancerArn: arn, webAclArn } }];
    }),
  );
}

const hiddenFor = (arns: readonly string[], gap: Gap): Associations =>
  new Map(arns.map((arn) => [arn, { gap }]));

/**
 * The web ACLs are asked one after another, so one that is replaced meanwhile seems to leave its load balancer with none,
 * or with two. Asking such load balancers themselves decides it: all that seem to have two, which cannot be, and few of
 * those that seem to have none; more of them would take minutes at one answer a second.
 */
function mostDoubtful(
  unsure: readonly string[],
  claims: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const disputed = unsure.filter((arn) => claims.has(arn));
  const bare = unsure.filter((arn) => !claims.has(arn));
  return [...disputed, ...bare.slice(0, mostConfirmed)];
}

const mostConfirmed = 5;

async function resourcesOf(place: Place, WebACLArn: string): Promise<readonly string[]> {
  const question = { WebACLArn, ResourceType: 'APPLICATION_LOAD_BALANCER' } as const;
  try {
    const { ResourceArns = [] } = await place.ask(listResourcesForWebACL, question);
    return ResourceArns;
  } catch (error) {
    // Deleted since it was listed, so it stands in front of nothing.
    if (error instanceof Refused && reasonOf(error) === 'WAFNonexistentItemException') return [];
    throw error;
  }
}

// What an emulator that lacks the operation answers, and recordings from before it was asked.
const missing = /^(UnknownOperation(Exception)?|InvalidAction|NotImplemented(Error)?|HTTP 404|HTTP 501)$/;

const isMissing = ({ gap }: Attempt<unknown>): boolean =>
  gap?.kind === 'not-in-evidence' || (gap?.kind === 'refused' && missing.test(gap.reason));

function groupByFirst(pairs: readonly (readonly [string, string])[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const [key, value] of pairs) groups.set(key, [...(groups.get(key) ?? []), value]);
  return groups;
}
