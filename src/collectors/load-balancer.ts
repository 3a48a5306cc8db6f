import type {
  DescribeLoadBalancerAttributesCommandInput,
  DescribeLoadBalancerAttributesCommandOutput,
  LoadBalancerSchemeEnum,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { operation } from '../model/operation.ts';
import { defineCollector, type Place, type Wanted } from '../model/ports.ts';
import { type Condition, createResource, type Resource } from '../model/resource.ts';
import { Refused } from '../model/unseen.ts';
import { isGoneNow } from './operations/ask-again.ts';
import { type Attempt, attempt, gapsOf, told } from './operations/attempt.ts';
import { byKey } from './operations/by-key.ts';
import {
  describeLoadBalancers,
  describeTags,
  isShown,
  type KnownLoadBalancer,
  loadBalancersOf,
  type Tags,
  tagsOf,
  types,
} from './operations/elasticloadbalancing.ts';
import { type Known, unknownValues } from './operations/unknown-values.ts';
import { getWebACLForResource, listResourcesForWebACL, listWebACLs } from './operations/wafv2.ts';
import { type Associations, associationsOf } from './operations/web-acl-associations.ts';
import { shows } from './shows/load-balancer.ts';

declare module '../model/resource.ts' {
  interface ResourceTypes {
    'AWS::ElasticLoadBalancingV2::LoadBalancer': LoadBalancerProperties;
  }
}

export interface LoadBalancerProperties {
  readonly Name: string;
  /** `application`, `network` or `gateway`. */
  readonly Type?: string | undefined;
  /** AWS tells it of all but gateway load balancers, which nothing reaches but through their endpoints. */
  readonly Scheme?: string | undefined;
  readonly Subnets: readonly string[];
  readonly SecurityGroups?: readonly string[] | undefined;
  readonly IpAddressType?: string | undefined;
  readonly EnablePrefixForIpv6SourceNat?: string | undefined;
  readonly EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic?: string | undefined;
  readonly Ipv4IpamPoolId?: string | undefined;
  /** Every value is text, as AWS has it: `'true'`. */
  readonly LoadBalancerAttributes?: Readonly<Record<string, string>> | undefined;
  readonly Live: {
    /** `active`, `provisioning`, `active_impaired` or `failed`. */
    readonly State?: string | undefined;
    readonly AvailabilityZones: readonly Zone[];
    readonly DNSName?: string | undefined;
    readonly VpcId?: string | undefined;
    /** The ARN of the web ACL in front of it, null where there is none. Only application load balancers can have one. */
    readonly WebACL?: string | null | undefined;
  };
}

interface Zone {
  readonly ZoneName?: string | undefined;
  readonly SubnetId?: string | undefined;
  /** Set where it stands on an Outpost. */
  readonly OutpostId?: string | undefined;
}

const describeAttributes = operation<
  DescribeLoadBalancerAttributesCommandInput,
  DescribeLoadBalancerAttributesCommandOutput
>({
  service: 'elasticloadbalancing',
  name: 'DescribeLoadBalancerAttributes',
  permissions: ['elasticloadbalancing:DescribeLoadBalancerAttributes'],
  answers: 'Attributes',
  identity: ['Key'],
  neverEmpty: true,
});

export default defineCollector({
  type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  shows,
  asks: [
    { operation: describeLoadBalancers },
    { operation: describeAttributes, for: ['LoadBalancerAttributes'] },
    { operation: listWebACLs, for: ['Live.WebACL'] },
    { operation: listResourcesForWebACL, for: ['Live.WebACL'] },
    { operation: getWebACLForResource, for: ['Live.WebACL'] },
    { operation: describeTags, for: ['tags'] },
  ],
  selectors: {
    scheme: {
      description: 'Whether it has public addresses',
      values: ['internet-facing', 'internal'],
      property: 'Scheme',
      optional: { Type: 'gateway' },
    },
    type: {
      description: 'The kind of load balancer',
      values: ['application', 'network', 'gateway'],
      property: 'Type',
    },
  },
  volatile: {
    'Live.State': 'AWS moves it through its states: provisioning, active, active_impaired',
  },
  async *collect(place, wanted) {
    const balancers = await loadBalancersOf(place);
    const arns = balancers.map(({ LoadBalancerArn }) => LoadBalancerArn);
    const [tags, webAcls] = await Promise.all([
      wanted.has('tags') ? tagsOf(place, arns) : undefined,
      wanted.has('Live.WebACL') ? associationsOf(place) : undefined,
    ]);
    const found = await Promise.all(
      balancers.map((balancer) =>
        ifThere(place, read(place, wanted, balancer, tags?.get(balancer.LoadBalancerArn), webAcls)),
      ),
    );
    yield* found.flat();
  },
});

type LoadBalancer = Resource<'AWS::ElasticLoadBalancingV2::LoadBalancer'>;

/** None where it was deleted since it was listed. */
async function ifThere(place: Place, reading: Promise<LoadBalancer>): Promise<readonly LoadBalancer[]> {
  const found = await reading;
  const isMissing = found.gaps.some((gap) => gap.kind === 'refused' && notFound.test(gap.reason));
  return isMissing && (await isGoneNow(() => isShown(place, found.id))) ? [] : [found];
}

// What load balancing and AWS WAF say of a load balancer that is not there.
const notFound = /^(LoadBalancerNotFoundException|WAFNonexistentItemException)$/;

async function read(
  place: Place,
  wanted: Wanted,
  balancer: KnownLoadBalancer,
  tags: Attempt<Tags> | undefined,
  webAcls: Associations | undefined,
): Promise<LoadBalancer> {
  const { LoadBalancerArn: id, LoadBalancerName: name = id, AvailabilityZones = [], ...known } = balancer;
  const webAcl = webAcls?.get(id);
  const attributes = wanted.has('LoadBalancerAttributes')
    ? await attempt('LoadBalancerAttributes', attributesOf(place, id))
    : undefined;
  return createResource({
    type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    id,
    name,
    condition: conditionOf(known),
    account: place.account,
    region: place.region,
    tags: told(tags) ?? {},
    properties: {
      Name: name,
      Type: known.Type,
      Scheme: known.Scheme,
      Subnets: AvailabilityZones.flatMap(({ SubnetId }) => SubnetId ?? []),
      SecurityGroups: known.SecurityGroups,
      IpAddressType: known.IpAddressType,
      EnablePrefixForIpv6SourceNat: known.EnablePrefixForIpv6SourceNat,
      EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic:
        known.EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic,
      Ipv4IpamPoolId: known.IpamPools?.Ipv4IpamPoolId,
      LoadBalancerAttributes: told(attributes),
      Live: {
        State: known.State?.Code,
        AvailabilityZones: AvailabilityZones.map(({ ZoneName, SubnetId, OutpostId }) => ({
          ZoneName,
          SubnetId,
          OutpostId,
        })),
        DNSName: known.DNSName,
        VpcId: known.VpcId,
        WebACL: told(webAcl)?.webAclArn,
      },
    },
    gaps: [
      ...unknownValues(describeLoadBalancers, ['Type', known.Type, types], ['Scheme', known.Scheme, schemes]),
      ...gapsOf(attributes, webAcl, tags),
    ],
  });
}

// https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerState.html
function conditionOf({ State, CreatedTime }: Pick<KnownLoadBalancer, 'State' | 'CreatedTime'>): Condition {
  const state: string | undefined = State?.Code;
  switch (state) {
    case undefined:
      return { state: 'without a state', serves: false, moving: true };
    case 'active':
    case 'active_impaired': // It routes, but cannot grow.
      return { state, serves: true, moving: false };
    case 'failed':
      return { state, serves: false, moving: false };
    case 'provisioning': // So is one again that is given another zone.
      return { state, serves: false, moving: true, made: CreatedTime?.toISOString() };
    default: // A state that is newer than we are: neither broken nor sound for sure.
      return { state, serves: true, moving: true };
  }
}

const schemes: Known<LoadBalancerSchemeEnum> = { internal: true, 'internet-facing': true };

async function attributesOf(
  place: Place,
  LoadBalancerArn: string,
): Promise<Readonly<Record<string, string>>> {
  const { Attributes = [] } = await place.ask(describeAttributes, { LoadBalancerArn });
  // Every load balancer has attributes: an empty list is not the same as all the defaults.
  if (Attributes.length === 0)
    throw new Refused({
      kind: 'refused',
      operation: 'elasticloadbalancing:DescribeLoadBalancerAttributes',
      reason: 'UnreadableAnswer',
      message: 'the answer holds no attribute at all',
      about: LoadBalancerArn,
    });
  return byKey(Attributes);
}
