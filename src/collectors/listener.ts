import type {
  DescribeListenersCommandInput,
  DescribeListenersCommandOutput,
  DescribeRulesCommandInput,
  DescribeRulesCommandOutput,
  DescribeSSLPoliciesCommandInput,
  DescribeSSLPoliciesCommandOutput,
  Listener,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { operation } from '../model/operation.ts';
import { defineCollector, type Place, type Wanted } from '../model/ports.ts';
import { createResource, type Resource } from '../model/resource.ts';
import { Refused } from '../model/unseen.ts';
import { type Attempt, attempt, eachOf, gapsOf, told } from './operations/attempt.ts';
import {
  describeLoadBalancers,
  describeTags,
  type KnownLoadBalancer,
  loadBalancersOf,
  type Tags,
  tagsOf,
} from './operations/elasticloadbalancing.ts';
import {
  type Action,
  actionsOf,
  defaultRule,
  type ListenerRule,
  rulesOf,
} from './operations/listener-rules.ts';

declare module '../model/resource.ts' {
  interface ResourceTypes {
    'AWS::ElasticLoadBalancingV2::Listener': ListenerProperties;
  }
}

export interface ListenerProperties {
  readonly LoadBalancerArn: string;
  readonly Port?: number | undefined;
  readonly Protocol?: string | undefined;
  readonly SslPolicy?: string | undefined;
  readonly Certificates: readonly { readonly CertificateArn?: string | undefined }[];
  readonly DefaultActions: readonly Action[];
  readonly Live: {
    /** In the order they are tried; the default rule is the last. */
    readonly Rules?: readonly ListenerRule[] | undefined;
    /** What its security policy speaks: `TLSv1.2`. Undefined where AWS does not list the policy. */
    readonly SslProtocols?: readonly string[] | undefined;
  };
}

const describeListeners = operation<DescribeListenersCommandInput, DescribeListenersCommandOutput>({
  service: 'elasticloadbalancing',
  name: 'DescribeListeners',
  permissions: ['elasticloadbalancing:DescribeListeners'],
  answers: 'Listeners',
});

const describeRules = operation<DescribeRulesCommandInput, DescribeRulesCommandOutput>({
  service: 'elasticloadbalancing',
  name: 'DescribeRules',
  permissions: ['elasticloadbalancing:DescribeRules'],
  answers: 'Rules',
});

const describeSslPolicies = operation<DescribeSSLPoliciesCommandInput, DescribeSSLPoliciesCommandOutput>({
  service: 'elasticloadbalancing',
  name: 'DescribeSSLPolicies',
  permissions: ['elasticloadbalancing:DescribeSSLPolicies'],
  answers: 'SslPolicies',
});

const paging = { input: 'Marker', output: 'NextMarker' } as const;

export default defineCollector({
  type: 'AWS::ElasticLoadBalancingV2::Listener',
  asks: [
    { operation: describeLoadBalancers },
    { operation: describeListeners },
    { operation: describeRules, for: ['Live.Rules'] },
    { operation: describeSslPolicies, for: ['Live.SslProtocols'] },
    { operation: describeTags, for: ['tags'] },
  ],
  async *collect(place, wanted) {
    const balancers = await loadBalancersOf(place);
    for await (const listeners of eachOf(balancers, (balancer) => listenersOf(place, wanted, balancer)))
      yield* listeners;
  },
});

async function listenersOf(
  place: Place,
  wanted: Wanted,
  balancer: KnownLoadBalancer,
): Promise<readonly Resource<'AWS::ElasticLoadBalancingV2::Listener'>[]> {
  const { LoadBalancerArn } = balancer;
  const found: (Listener & { readonly ListenerArn: string })[] = [];
  const question = { LoadBalancerArn, PageSize: 400 };
  for await (const { Listeners = [] } of place.pages(describeListeners, question, paging))
    for (const listener of Listeners)
      if (listener.ListenerArn) found.push({ ...listener, ListenerArn: listener.ListenerArn });
  const arns = found.map(({ ListenerArn }) => ListenerArn);
  const tags = wanted.has('tags') ? await tagsOf(place, arns) : undefined;
  return Promise.all(
    found.map(async (listener) => {
      const [rules, protocols] = await Promise.all([
        wanted.has('Live.Rules')
          ? attempt('Live.Rules', rulesOfListener(place, balancer, listener))
          : undefined,
        wanted.has('Live.SslProtocols') && isSecure(listener)
          ? attempt('Live.SslProtocols', protocolsOf(place, listener))
          : undefined,
      ]);
      return resourceOf(place, balancer, listener, [rules, protocols, tags?.get(listener.ListenerArn)]);
    }),
  );
}

async function rulesOfListener(
  place: Place,
  { Type, IpAddressType }: KnownLoadBalancer,
  { ListenerArn, DefaultActions = [] }: Listener,
): Promise<readonly ListenerRule[]> {
  // Beside application load balancers only network ones with both kinds of addresses can have rules of their own.
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/network/create-rule.html
  const hasRules = Type === 'application' || (Type === 'network' && (IpAddressType ?? 'ipv4') !== 'ipv4');
  const rules: ListenerRule[] = [];
  if (!hasRules && DefaultActions.length > 0) rules.push(defaultRule(DefaultActions));
  if (hasRules)
    for await (const { Rules = [] } of place.pages(describeRules, { ListenerArn, PageSize: 400 }, paging))
      rules.push(...rulesOf(Rules));
  // Every listener has a default rule, and a priority is a number: without them it is not known what is tried when.
  if (!rules.some(({ IsDefault }) => IsDefault) || rules.some((rule) => Number.isNaN(orderOf(rule))))
    throw unreadable(
      hasRules ? 'DescribeRules' : 'DescribeListeners',
      'the answer lacks the default rule, or the priority of one',
      ListenerArn,
    );
  return rules.sort((a, b) => orderOf(a) - orderOf(b));
}

/** One sweep of all policies, which the listeners of the place share. */
async function protocolsOf(place: Place, { SslPolicy }: Listener): Promise<readonly string[] | undefined> {
  let isEmpty = true;
  for await (const { SslPolicies = [] } of place.pages(describeSslPolicies, { PageSize: 400 }, paging)) {
    const found = SslPolicies.find(({ Name }) => Name === SslPolicy);
    if (found) return found.SslProtocols;
    if (SslPolicies.length > 0) isEmpty = false;
  }
  // AWS has policies everywhere: an empty list says nothing of this one.
  if (isEmpty) throw unreadable('DescribeSSLPolicies', 'the answer holds no policy at all');
  return undefined;
}

const unreadable = (name: string, message: string, about?: string): Refused =>
  new Refused({
    kind: 'refused',
    operation: `elasticloadbalancing:${name}`,
    reason: 'UnreadableAnswer',
    message,
    ...(about !== undefined && { about }),
  });

const isSecure = ({ Protocol }: Listener): boolean => Protocol === 'HTTPS' || Protocol === 'TLS';

const orderOf = ({ Priority }: ListenerRule): number =>
  Priority === 'default' ? Number.POSITIVE_INFINITY : Priority;

function resourceOf(
  { account, region }: Place,
  { LoadBalancerArn, LoadBalancerName }: KnownLoadBalancer,
  { Port, Protocol, SslPolicy, Certificates = [], ...listener }: Listener & { readonly ListenerArn: string },
  [rules, protocols, tags]: readonly [
    Attempt<readonly ListenerRule[]> | undefined,
    Attempt<readonly string[] | undefined> | undefined,
    Attempt<Tags> | undefined,
  ],
): Resource<'AWS::ElasticLoadBalancingV2::Listener'> {
  return createResource({
    type: 'AWS::ElasticLoadBalancingV2::Listener',
    id: listener.ListenerArn,
    name: `${LoadBalancerName ?? LoadBalancerArn}:${Port ?? ''}`,
    account,
    region,
    tags: told(tags) ?? {},
    properties: {
      LoadBalancerArn,
      Port,
      Protocol,
      // An emulator gives plain listeners a policy too; AWS gives it to HTTPS and TLS listeners.
      SslPolicy: isSecure({ Protocol }) ? SslPolicy : undefined,
      Certificates,
      DefaultActions: actionsOf(listener.DefaultActions ?? []),
      Live: { Rules: told(rules), ...(protocols && { SslProtocols: told(protocols) }) },
    },
    gaps: gapsOf(rules, protocols, tags),
  });
}
