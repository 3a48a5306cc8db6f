import type {
  DescribeListenersCommandInput,
  DescribeListenersCommandOutput,
  DescribeRulesCommandInput,
  DescribeRulesCommandOutput,
  Listener,
  ProtocolEnum,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { operation } from '../model/operation.ts';
import { defineCollector, type Place, type Wanted } from '../model/ports.ts';
import { Refused } from '../model/refusal.ts';
import { createResource, type Resource } from '../model/resource.ts';
import { isGoneNow } from './operations/ask-again.ts';
import { type Attempt, attempt, eachOf, gapsOf, told } from './operations/attempt.ts';
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
import {
  type Action,
  actionsOf,
  defaultRule,
  type ListenerRule,
  rulesOf,
  strangeIn,
} from './operations/listener-rules.ts';
import { type Known, unknownValue, unknownValues } from './operations/unknown-values.ts';
import { unreadable } from './operations/unreadable.ts';

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
  };
}

const describeListeners = operation<DescribeListenersCommandInput, DescribeListenersCommandOutput>({
  service: 'elasticloadbalancing',
  name: 'DescribeListeners',
  permissions: ['elasticloadbalancing:DescribeListeners'],
  answers: 'Listeners',
  identity: ['ListenerArn'],
  belongs: ({ LoadBalancerArn }, asked) => LoadBalancerArn === asked.LoadBalancerArn,
});

const describeRules = operation<DescribeRulesCommandInput, DescribeRulesCommandOutput>({
  service: 'elasticloadbalancing',
  name: 'DescribeRules',
  permissions: ['elasticloadbalancing:DescribeRules'],
  answers: 'Rules',
  identity: ['RuleArn'],
  neverEmpty: true, // every listener has its default rule
  // Of the default rule, which AWS makes with its listener, the ARN tells which.
  belongs: ({ RuleArn, IsDefault }, { ListenerArn = '' }) =>
    !IsDefault ||
    !String(RuleArn).includes(':listener-rule/') ||
    String(RuleArn).startsWith(`${ListenerArn.replace(':listener/', ':listener-rule/')}/`),
});

const paging = { input: 'Marker', output: 'NextMarker' } as const;

export default defineCollector({
  type: 'AWS::ElasticLoadBalancingV2::Listener',
  asks: [
    { operation: describeLoadBalancers },
    { operation: describeListeners },
    { operation: describeRules, for: ['Live.Rules'] },
    { operation: describeTags, for: ['tags'] },
  ],
  async *collect(place, wanted) {
    const balancers = await loadBalancersOf(place);
    for await (const listeners of eachOf(balancers, (balancer) => listenersIfThere(place, wanted, balancer)))
      yield* listeners;
  },
});

/** None where the load balancer was deleted since it was listed. */
async function listenersIfThere(
  place: Place,
  wanted: Wanted,
  balancer: KnownLoadBalancer,
): Promise<readonly Resource<'AWS::ElasticLoadBalancingV2::Listener'>[]> {
  try {
    return await listenersOf(place, wanted, balancer);
  } catch (error) {
    const isMissing = error instanceof Refused && error.refusal.reason === 'LoadBalancerNotFoundException';
    if (isMissing && (await isGoneNow(() => isShown(place, balancer.LoadBalancerArn)))) return [];
    throw error;
  }
}

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
      const rules = wanted.has('Live.Rules')
        ? await attempt('Live.Rules', rulesOfListener(place, balancer, listener))
        : undefined;
      return resourceOf(place, balancer, listener, rules, tags?.get(listener.ListenerArn));
    }),
  );
}

async function rulesOfListener(
  place: Place,
  { Type }: KnownLoadBalancer,
  { ListenerArn, DefaultActions = [] }: Listener,
): Promise<readonly ListenerRule[]> {
  if (Type !== undefined && !Object.hasOwn(types, Type))
    throw unknownValue(describeLoadBalancers, 'Type', Type);
  // Only listeners of application load balancers can have rules beside the default one.
  if (DefaultActions.length === 0)
    throw unreadable(describeListeners, 'the answer lacks the default actions');
  if (Type !== 'application') return [defaultRule(DefaultActions)];
  const rules: ListenerRule[] = [];
  for await (const { Rules = [] } of place.pages(describeRules, { ListenerArn, PageSize: 400 }, paging))
    rules.push(...rulesOf(Rules));
  // AWS always tells what happens when no other rule matched; without it what was told is not all.
  if (!rules.some(({ IsDefault }) => IsDefault))
    throw unreadable(describeRules, 'the answer lacks the default rule');
  const strange = strangeIn(rules);
  if (strange) throw unknownValue(describeRules, ...strange);
  return rules.sort((a, b) => orderOf(a) - orderOf(b));
}

const orderOf = ({ Priority }: ListenerRule): number =>
  Priority === 'default' ? Number.POSITIVE_INFINITY : Priority;

const protocols: Known<ProtocolEnum> = {
  GENEVE: true,
  HTTP: true,
  HTTPS: true,
  QUIC: true,
  TCP: true,
  TCP_QUIC: true,
  TCP_UDP: true,
  TLS: true,
  UDP: true,
};

function resourceOf(
  { account, region }: Place,
  { LoadBalancerArn, LoadBalancerName }: KnownLoadBalancer,
  { Port, Protocol, SslPolicy, Certificates = [], ...listener }: Listener & { readonly ListenerArn: string },
  rules: Attempt<readonly ListenerRule[]> | undefined,
  tags: Attempt<Tags> | undefined,
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
      SslPolicy: Protocol === 'HTTPS' || Protocol === 'TLS' ? SslPolicy : undefined,
      Certificates,
      DefaultActions: actionsOf(listener.DefaultActions ?? []),
      Live: { Rules: told(rules) },
    },
    gaps: [...unknownValues(describeListeners, ['Protocol', Protocol, protocols]), ...gapsOf(rules, tags)],
  });
}
