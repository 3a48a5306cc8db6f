import type { Listener } from '@aws-sdk/client-elastic-load-balancing-v2';
import { defineCollector, type Place, type Wanted } from '../model/ports.ts';
import { createResource, type Resource } from '../model/resource.ts';
import { Refused, reasonOf } from '../model/unseen.ts';
import { askAgain, isGoneNow } from './operations/ask-again.ts';
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
import { describeListenerAttributes, listenerAttributesOf } from './operations/listener-attributes.ts';
import {
  type Action,
  actionsOf,
  defaultRule,
  type ListenerRule,
  lackIn,
  orderOf,
  rulesOf,
  strangeIn,
} from './operations/listener-rules.ts';
import { describeListeners, describeRules, protocolNames } from './operations/listeners.ts';
import { describeSslPolicies, protocolsOf } from './operations/ssl-policies.ts';
import { unknownValue, unknownValues } from './operations/unknown-values.ts';
import { unreadable } from './operations/unreadable.ts';
import { shows } from './shows/listener.ts';

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
  readonly AlpnPolicy?: readonly string[] | undefined;
  readonly MutualAuthentication?: Listener['MutualAuthentication'];
  /** Every value is text, as AWS has it. Undefined where no policy reads it. */
  readonly ListenerAttributes?: Readonly<Record<string, string>> | undefined;
  readonly Live: {
    readonly LoadBalancerName?: string | undefined;
    readonly LoadBalancerType?: string | undefined;
    /** In the order they are tried; the default rule is the last. */
    readonly Rules?: readonly ListenerRule[] | undefined;
    /** What its security policy speaks: `TLSv1.2`. Undefined where AWS does not list the policy. */
    readonly SslProtocols?: readonly string[] | undefined;
  };
}

const paging = { input: 'Marker', output: 'NextMarker' } as const;

export default defineCollector({
  type: 'AWS::ElasticLoadBalancingV2::Listener',
  shows,
  asks: [
    { operation: describeLoadBalancers },
    { operation: describeListeners },
    { operation: describeListenerAttributes, for: ['ListenerAttributes'] },
    { operation: describeRules, for: ['Live.Rules'] },
    { operation: describeSslPolicies, for: ['Live.SslProtocols'] },
    { operation: describeTags, for: ['tags'] },
  ],
  selectors: {
    loadBalancer: {
      description: 'The name of its load balancer: `edge`.',
      property: 'Live.LoadBalancerName',
    },
    port: {
      description: 'The port it listens on: 443.',
      kind: 'number',
      property: 'Port',
      optional: { 'Live.LoadBalancerType': 'gateway' },
    },
    protocol: {
      description: 'The protocol',
      values: ['GENEVE', 'HTTP', 'HTTPS', 'QUIC', 'TCP', 'TCP_QUIC', 'TCP_UDP', 'TLS', 'UDP'],
      property: 'Protocol',
      optional: { 'Live.LoadBalancerType': 'gateway' },
    },
  },
  volatile: {
    'DefaultActions.ForwardConfig.TargetGroups.Weight':
      'a blue/green deployment shifts traffic between its target groups',
    'DefaultActions.TargetGroupArn': 'a blue/green deployment shifts traffic between its target groups',
    'DefaultActions.ForwardConfig.TargetGroups':
      'a blue/green deployment shifts traffic between its target groups',
    'Live.Rules.Actions.TargetGroupArn': 'a blue/green deployment shifts traffic between its target groups',
    'Live.Rules.Actions.ForwardConfig.TargetGroups':
      'a blue/green deployment shifts traffic between its target groups',
    'Live.SslProtocols': 'what AWS lets a security policy speak; the policy itself is watched',
  },
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
    const isMissing = error instanceof Refused && reasonOf(error) === 'LoadBalancerNotFoundException';
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
  const read = await Promise.all(
    found.map(async (listener) => {
      const [rules, protocols, attributes] = await Promise.all([
        wanted.has('Live.Rules')
          ? attempt('Live.Rules', rulesOfListener(place, balancer, listener))
          : undefined,
        wanted.has('Live.SslProtocols') && isSecure(listener)
          ? attempt('Live.SslProtocols', protocolsOf(place, listener))
          : undefined,
        wanted.has('ListenerAttributes') ? listenerAttributesOf(place, listener) : undefined,
      ]);
      if (rules && (await isGone(place, listener, rules))) return [];
      return resourceOf(place, balancer, listener, [
        rules,
        protocols,
        tags?.get(listener.ListenerArn),
        attributes,
      ]);
    }),
  );
  return read.flat();
}

/** Whether a listener was deleted since it was listed. One that is listed still leaves a contradiction. */
async function isGone(
  place: Place,
  { LoadBalancerArn, ListenerArn }: Listener,
  { gap }: Attempt<unknown>,
): Promise<boolean> {
  if (gap?.kind !== 'refused' || gap.reason !== 'ListenerNotFoundException') return false;
  return isGoneNow(async () => {
    const { Listeners = [] } = await askAgain(place, describeListeners, { LoadBalancerArn, PageSize: 400 });
    return Listeners.some((listener) => listener.ListenerArn === ListenerArn);
  });
}

async function rulesOfListener(
  place: Place,
  { Type, IpAddressType }: KnownLoadBalancer,
  { ListenerArn, DefaultActions = [] }: Listener,
): Promise<readonly ListenerRule[]> {
  if (Type === undefined) throw unreadable(describeLoadBalancers, 'the answer does not say Type');
  if (!Object.hasOwn(types, Type)) throw unknownValue(describeLoadBalancers, 'Type', Type);
  if (DefaultActions.length === 0)
    throw unreadable(describeListeners, 'the answer lacks the default actions');
  // Beside application load balancers only network ones with both kinds of addresses can have rules of their own.
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/network/create-rule.html
  const hasRules = Type === 'application' || (Type === 'network' && IpAddressType !== 'ipv4');
  const rules = hasRules ? await readRules(place, ListenerArn) : [defaultRule(DefaultActions)];
  const lack = lackIn(rules);
  if (lack) throw unreadable(hasRules ? describeRules : describeListeners, lack);
  return rules;
}

async function readRules(place: Place, ListenerArn: string | undefined): Promise<readonly ListenerRule[]> {
  const rules: ListenerRule[] = [];
  for await (const { Rules = [] } of place.pages(describeRules, { ListenerArn, PageSize: 400 }, paging))
    rules.push(...rulesOf(Rules));
  // Every listener has a default rule, and a priority is a number: without them it is not known what is tried when.
  if (!rules.some(({ IsDefault }) => IsDefault) || rules.some((rule) => Number.isNaN(orderOf(rule))))
    throw unreadable(describeRules, 'the answer lacks the default rule, or the priority of one');
  const strange = strangeIn(rules);
  if (strange) throw unknownValue(describeRules, ...strange);
  return rules.sort((a, b) => orderOf(a) - orderOf(b));
}

const isSecure = ({ Protocol }: Listener): boolean => Protocol === 'HTTPS' || Protocol === 'TLS';

function resourceOf(
  { account, region }: Place,
  { LoadBalancerArn, LoadBalancerName, Type }: KnownLoadBalancer,
  { Port, Protocol, SslPolicy, Certificates = [], ...listener }: Listener & { readonly ListenerArn: string },
  [rules, protocols, tags, attributes]: readonly [
    Attempt<readonly ListenerRule[]> | undefined,
    Attempt<readonly string[] | undefined> | undefined,
    Attempt<Tags> | undefined,
    Attempt<Readonly<Record<string, string>>> | undefined,
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
      AlpnPolicy: listener.AlpnPolicy,
      MutualAuthentication: listener.MutualAuthentication,
      ListenerAttributes: told(attributes),
      Live: {
        LoadBalancerName,
        LoadBalancerType: Type,
        Rules: told(rules),
        ...(protocols && { SslProtocols: told(protocols) }),
      },
    },
    gaps: [
      ...unknownValues(describeListeners, ['Protocol', Protocol, protocolNames]),
      ...gapsOf(rules, protocols, tags, attributes),
    ],
  });
}
