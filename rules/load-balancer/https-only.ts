import {
  all,
  covers,
  defineRule,
  fail,
  type Inventory,
  notApplicable,
  oneOf,
  pass,
  type Resource,
  strings,
  unknown,
  type Verdict,
} from '../../src/rule.ts';
import { createComparison, type Listener, type ListenerRule } from '../judgements/listener-match.ts';
import { reachOf } from '../judgements/listener-rules.ts';
import { lowestTls } from '../judgements/tls-policies.ts';

interface Allowed {
  readonly minTls: string;
  readonly plainPaths: readonly string[];
  readonly hosts: readonly string[];
}

export default defineRule({
  type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  name: 'https-only',
  title: 'Everything is served over HTTPS',
  why: 'What travels over plain HTTP, or under a broken version of TLS, can be read and changed on its way.',
  fix: 'Give it an HTTPS or TLS listener, every such listener a current security policy, and redirect every rule of every HTTP listener to HTTPS.',
  severity: 'high',
  reads: ['Type'],
  uses: {
    'AWS::ElasticLoadBalancingV2::Listener': [
      'LoadBalancerArn',
      'Port',
      'Protocol',
      'SslPolicy',
      'Live.Rules',
      'Live.SslProtocols',
    ],
  },
  params: {
    minTls: oneOf('The oldest version of TLS that may be spoken.', ['1.0', '1.1', '1.2', '1.3'], '1.2'),
    plainPaths: strings('Path patterns that may be served over plain HTTP: `/.well-known/acme-challenge/*`.'),
    hosts: strings(
      'Other hosts that plain HTTP may be redirected to: `www.example.com`, `*.example.com`. The host of the request, and those below it, always may.',
    ),
  },
  shorthand: 'minTls',
  check(balancer, { params, inventory, unlessMoving }) {
    const { id, properties } = balancer;
    if (properties.Type === 'gateway')
      return notApplicable('a gateway load balancer answers no one: it passes packets on');
    const listeners = inventory.seenWhere(listenerType, 'LoadBalancerArn', id);
    return all(
      // Whoever makes one gives it listeners once it stands.
      () => unlessMoving(() => judgePresence(balancer, inventory), balancer),
      ...bounded(listeners.flatMap((listener) => judgementsOf(listener, params, inventory))),
    );
  },
});

type LoadBalancer = Resource<'AWS::ElasticLoadBalancingV2::LoadBalancer'>;

const listenerType = 'AWS::ElasticLoadBalancingV2::Listener';

function judgePresence({ id, properties }: LoadBalancer, inventory: Inventory): Verdict {
  if (inventory.where(listenerType, 'LoadBalancerArn', id).length > 0) return pass();
  const kind = properties.Type === 'network' ? 'a TLS' : 'an HTTPS';
  return fail('it has no listener', {
    expected: `${kind} listener`,
    actual: [],
    path: 'Listeners',
    fix: `Add ${kind} listener with a certificate.`,
  });
}

const mostFacts = 10;

/** Each of the judgements; of many that fail the first, and how many more there are. */
function bounded(judgements: readonly (() => Verdict)[]): readonly (() => Verdict)[] {
  const verdicts = judgements.map((judgement) => all(judgement));
  const failures = verdicts.filter(({ status }) => status === 'fail');
  if (failures.length <= mostFacts) return verdicts.map((verdict) => () => verdict);
  const count = failures.length - mostFacts;
  const more = fail(`and ${count} more are wrong`, { fix: `And so with ${count} more.` });
  return [...failures.slice(0, mostFacts), more].map((verdict) => () => verdict);
}

function judgementsOf(
  listener: Listener,
  allowed: Allowed,
  inventory: Inventory,
): readonly (() => Verdict)[] {
  if (listener.properties.Protocol !== 'HTTP') return [() => judgeProtocol(listener, allowed.minTls)];
  // Reading rules that are a gap throws.
  if (listener.gaps.some(({ property }) => property === 'Live.Rules'))
    return [() => unknown(String(listener.properties.Live.Rules))];
  const compare = createComparison();
  const rules = listener.properties.Live.Rules ?? [];
  return rules.map((rule, index) => () => {
    const verdict = judgeRule(rule, listener, allowed, inventory);
    const reach = verdict.status === 'pass' ? undefined : reachOf(rule, rules.slice(0, index), compare);
    if (reach?.status === 'taken') return pass();
    if (reach?.status !== 'unsure' || verdict.status !== 'fail') return verdict;
    return unknown(`${verdict.message}, unless an earlier rule takes its requests, which cannot be told`);
  });
}

function judgeProtocol(listener: Listener, minTls: string): Verdict {
  const { Port, Protocol } = listener.properties;
  switch (Protocol) {
    case 'HTTPS':
    case 'TLS':
      return judgeTls(listener, minTls);
    case 'QUIC': // RFC 9001: what it carries is always under TLS 1.3.
      return pass(`port ${Port} speaks QUIC`);
    case 'TCP':
    case 'UDP':
    case 'TCP_UDP':
    case 'TCP_QUIC':
      return fail(`port ${Port} speaks plain ${Protocol}`, {
        expected: 'TLS',
        actual: Protocol,
        path: 'Listeners.Protocol',
        fix: secured(Protocol, Port),
      });
    default:
      return unknown(
        Protocol
          ? `Protocol ${Protocol} of port ${Port} is not known`
          : `the answer does not say what port ${Port} speaks`,
      );
  }
}

// UDP has no TLS of a load balancer: what is encrypted over it is QUIC.
// https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html
const secured = (protocol: string, port: number | undefined): string =>
  protocol === 'UDP'
    ? `Remove the listener on port ${port}, or put a QUIC listener in its place: a load balancer has no TLS over UDP.`
    : `Put a TLS listener in the place of the one on port ${port}${protocol === 'TCP' ? '' : ', which takes no UDP'}.`;

function judgeRule(
  rule: ListenerRule,
  listener: Listener,
  { plainPaths, hosts }: Allowed,
  inventory: Inventory,
): Verdict {
  if (mayBePlain(rule, plainPaths)) return pass();
  const { Port: ownPort } = listener.properties;
  const target = redirectOf(rule);
  const which = `${rule.IsDefault ? 'the default rule' : `rule ${rule.Priority}`} on port ${ownPort}`;
  if (rule.Actions.length === 0) return unknown(`the answer does not say what ${which} does`);
  if (!target)
    return fail(`${which} ${deedOf(rule)}`, {
      expected: 'a redirect to HTTPS',
      actual: rule.Actions.map(({ Type }) => Type).join(', '),
      path: 'Listeners.Rules.Actions',
      fix: `Make ${which} redirect to HTTPS with HTTP_301.`,
    });
  const { Host = '#{host}', Port = '#{port}' } = target;
  const isKept = Host === '#{host}';
  if (!isKept && !mayLeadTo(Host, hosts))
    return fail(`${which} redirects to ${Host}`, {
      expected: ['#{host}', ...hosts],
      actual: Host,
      path: 'Listeners.Rules.Actions.RedirectConfig.Host',
      fix: `Make ${which} redirect to #{host}, or name ${Host} in \`hosts\` where it is yours.`,
    });
  const door = isKept
    ? judgeDoor(which, Port === '#{port}' ? String(ownPort) : Port, listener, inventory)
    : pass();
  return door.status === 'pass' ? pass(`port ${ownPort} redirects to HTTPS`) : door;
}

/** A redirect that keeps the host leads back to this load balancer: to a port that must speak HTTPS. */
function judgeDoor(which: string, port: string, { properties }: Listener, inventory: Inventory): Verdict {
  const arn = properties.LoadBalancerArn;
  const isAt = (listener: Listener): boolean => String(listener.properties.Port) === port;
  const seen = inventory.seenWhere(listenerType, 'LoadBalancerArn', arn).find(isAt);
  const there = seen ?? inventory.where(listenerType, 'LoadBalancerArn', arn).find(isAt);
  if (there?.properties.Protocol === 'HTTPS') return pass();
  const what = there ? `${there.properties.Protocol} is spoken` : 'nothing listens';
  const secure = inventory.seenWhere(listenerType, 'LoadBalancerArn', arn).find(isHttps)?.properties.Port;
  return fail(`${which} redirects to HTTPS on port ${port}, where ${what}`, {
    expected: `an HTTPS listener on port ${port}`,
    actual: there?.properties.Protocol ?? null,
    path: 'Listeners.Port',
    fix: there
      ? `Make ${which} redirect to ${secure === undefined ? 'the port of an HTTPS listener, once it has one' : `port ${secure}`}.`
      : `Add an HTTPS listener on port ${port}${secure === undefined ? '' : `, or make ${which} redirect to port ${secure}`}.`,
  });
}

const isHttps = ({ properties: { Protocol } }: Listener): boolean => Protocol === 'HTTPS';

// `#{protocol}`, which it is where none is given, is the protocol of the request: HTTP here.
const redirectOf = ({ Actions }: ListenerRule) =>
  Actions.find(
    ({ Type, RedirectConfig }) =>
      Type === 'redirect' &&
      RedirectConfig?.Protocol === 'HTTPS' &&
      ['HTTP_301', 'HTTP_302'].includes(RedirectConfig.StatusCode ?? ''),
  )?.RedirectConfig;

/** `www.#{host}` lies below the host of the request; `#{host}.example.org` does not. */
const mayLeadTo = (host: string, hosts: readonly string[]): boolean =>
  /^[\w.-]+\.#\{host\}$/.test(host) ||
  (!host.includes('#{') && hosts.some((allowed) => covers(allowed.toLowerCase(), host.toLowerCase())));

const mayBePlain = ({ Conditions }: ListenerRule, plainPaths: readonly string[]): boolean =>
  Conditions.some(
    ({ Field, Values, RegexValues }) =>
      Field === 'path-pattern' &&
      RegexValues.length === 0 &&
      Values.length > 0 &&
      Values.every((path) => plainPaths.some((allowed) => covers(allowed, path))),
  );

function deedOf({ Actions, Conditions }: ListenerRule): string {
  const paths = Conditions.filter(({ Field }) => Field === 'path-pattern').flatMap(({ Values }) => Values);
  const where = paths.length > 0 ? ` (path ${paths.join(', ')})` : '';
  const last = Actions.at(-1);
  if (last?.Type === 'forward') return `forwards plain HTTP${where}`;
  if (last?.Type !== 'redirect') return `answers plain HTTP with ${last?.Type ?? 'nothing'}${where}`;
  const { Protocol = '#{protocol}', StatusCode } = last.RedirectConfig ?? {};
  return `redirects to ${Protocol} with ${StatusCode}${where}`;
}

function judgeTls(listener: Listener, minTls: string): Verdict {
  const { Port, SslPolicy, Live } = listener.properties;
  if (!SslPolicy) return unknown(`the answer does not say the SslPolicy of port ${Port}`);
  const isUnread = listener.gaps.some(({ property }) => property === 'Live.SslProtocols');
  // Its name says enough where AWS was not asked. Reading what is a gap throws.
  const lowest = (isUnread && lowestTls(SslPolicy, undefined)) || lowestTls(SslPolicy, Live.SslProtocols);
  if (!lowest) return unknown(`SslPolicy ${SslPolicy} is not known to this version`);
  if (Number(lowest) >= Number(minTls)) return pass(`port ${Port} speaks TLS ${lowest} or later`);
  const version = lowest === '0' ? 'SSL 3.0' : `TLS ${lowest}`;
  return fail(`SslPolicy ${SslPolicy} of port ${Port} accepts ${version}`, {
    expected: `TLS ${minTls} or later`,
    actual: version,
    path: 'Listeners.SslPolicy',
    fix: `Set a security policy on port ${Port} that accepts TLS ${minTls} or later only.`,
  });
}
