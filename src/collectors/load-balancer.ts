import type {
  DescribeLoadBalancerAttributesCommandInput,
  DescribeLoadBalancerAttributesCommandOutput,
  LoadBalancerSchemeEnum,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { operation } from '../model/operation.ts';
import { defineCollector, type Place, type Wanted } from '../model/ports.ts';
import { createResource, type Resource } from '../model/resource.ts';
import { type Attempt, attempt, gapsOf, told } from './operations/attempt.ts';
import {
  describeLoadBalancers,
  describeTags,
  type KnownLoadBalancer,
  loadBalancersOf,
  type Tags,
  tagsOf,
  types,
} from './operations/elasticloadbalancing.ts';
import { type Known, unknownValues } from './operations/unknown-values.ts';
import { getWebACLForResource, webAclOf } from './operations/wafv2.ts';

declare module '../model/resource.ts' {
  interface ResourceTypes {
    'AWS::ElasticLoadBalancingV2::LoadBalancer': LoadBalancerProperties;
  }
}

export interface LoadBalancerProperties {
  readonly Name: string;
  /** `application`, `network` or `gateway`. */
  readonly Type: string;
  readonly Scheme: string;
  readonly Subnets: readonly string[];
  readonly SecurityGroups?: readonly string[] | undefined;
  readonly IpAddressType?: string | undefined;
  /** Every value is text, as AWS has it: `'true'`. */
  readonly LoadBalancerAttributes?: Readonly<Record<string, string>> | undefined;
  readonly Live: {
    /** `active`, `provisioning`, `active_impaired` or `failed`. */
    readonly State?: string | undefined;
    readonly AvailabilityZones: readonly Zone[];
    /** The ARN of the web ACL in front of it, null where there is none. Only application load balancers can have one. */
    readonly WebACL?: string | null | undefined;
  };
}

interface Zone {
  readonly ZoneName?: string | undefined;
  readonly SubnetId?: string | undefined;
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
  asks: [
    { operation: describeLoadBalancers },
    { operation: describeAttributes, for: ['LoadBalancerAttributes'] },
    { operation: getWebACLForResource, for: ['Live.WebACL'] },
    { operation: describeTags, for: ['tags'] },
  ],
  selectors: {
    scheme: {
      description: 'Whether it has public addresses',
      values: ['internet-facing', 'internal'],
      property: 'Scheme',
    },
    type: {
      description: 'The kind of load balancer',
      values: ['application', 'network', 'gateway'],
      property: 'Type',
    },
  },
  async *collect(place, wanted) {
    const balancers = await loadBalancersOf(place);
    const arns = balancers.map(({ LoadBalancerArn }) => LoadBalancerArn);
    const tags = wanted.has('tags') ? await tagsOf(place, arns) : undefined;
    yield* await Promise.all(
      balancers.map((balancer) => read(place, wanted, balancer, tags?.get(balancer.LoadBalancerArn))),
    );
  },
});

async function read(
  place: Place,
  wanted: Wanted,
  balancer: KnownLoadBalancer,
  tags: Attempt<Tags> | undefined,
): Promise<Resource<'AWS::ElasticLoadBalancingV2::LoadBalancer'>> {
  const { LoadBalancerArn: id, LoadBalancerName: name = id, AvailabilityZones = [], ...known } = balancer;
  const asksWebAcl = wanted.has('Live.WebACL') && known.Type === 'application';
  const [attributes, webAcl] = await Promise.all([
    wanted.has('LoadBalancerAttributes')
      ? attempt('LoadBalancerAttributes', attributesOf(place, id))
      : undefined,
    asksWebAcl ? attempt('Live.WebACL', webAclArnOf(place, id)) : undefined,
  ]);
  return createResource({
    type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    id,
    name,
    account: place.account,
    region: place.region,
    tags: told(tags) ?? {},
    properties: {
      Name: name,
      Type: known.Type ?? 'application',
      // CreateLoadBalancer's documented default, which an emulator leaves out.
      Scheme: known.Scheme ?? 'internet-facing',
      Subnets: AvailabilityZones.flatMap(({ SubnetId }) => SubnetId ?? []),
      SecurityGroups: known.SecurityGroups,
      IpAddressType: known.IpAddressType,
      LoadBalancerAttributes: told(attributes),
      Live: {
        State: known.State?.Code,
        AvailabilityZones: AvailabilityZones.map(({ ZoneName, SubnetId }) => ({ ZoneName, SubnetId })),
        WebACL: told(webAcl),
      },
    },
    gaps: [
      ...unknownValues(describeLoadBalancers, ['Type', known.Type, types], ['Scheme', known.Scheme, schemes]),
      ...gapsOf(attributes, webAcl, tags),
    ],
  });
}

const schemes: Known<LoadBalancerSchemeEnum> = { internal: true, 'internet-facing': true };

async function attributesOf(
  place: Place,
  LoadBalancerArn: string,
): Promise<Readonly<Record<string, string>>> {
  const { Attributes = [] } = await place.ask(describeAttributes, { LoadBalancerArn });
  return Object.fromEntries(Attributes.map(({ Key = '', Value = '' }) => [Key, Value]));
}

// A load balancer that vanished meanwhile is a refusal (WAFNonexistentItemException), not one without a web ACL.
async function webAclArnOf(place: Place, loadBalancerArn: string): Promise<string | null> {
  const webAcl = await webAclOf(place, loadBalancerArn);
  return webAcl?.ARN ?? null;
}
