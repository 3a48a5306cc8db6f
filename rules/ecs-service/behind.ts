import {
  component,
  covers,
  defineRule,
  fail,
  type Inventory,
  pass,
  type Resource,
  type Verdict,
} from '../../src/rule.ts';

type Listener = Resource<'AWS::ElasticLoadBalancingV2::Listener'>;
type Rule = NonNullable<Listener['properties']['Live']['Rules']>[number];
type Condition = Rule['Conditions'][number];
/** The way from a listener to a target group, up to where it breaks. */
type Route = { readonly to: string } & (
  | { readonly status: 'open'; readonly via: string }
  | { readonly status: 'broken'; readonly where: string }
);

export default defineRule({
  type: 'AWS::ECS::Service',
  name: 'behind',
  title: 'Requests to the load balancer reach the service',
  why: 'A service that no listener rule leads to gets no requests, however healthy its tasks are.',
  fix: 'Forward a rule of an HTTPS listener to the target group of the service, before any rule that takes its requests.',
  severity: 'critical',
  reads: ['LoadBalancers'],
  uses: { 'AWS::ElasticLoadBalancingV2::Listener': ['LoadBalancerArn', 'Port', 'Protocol', 'Live.Rules'] },
  params: {
    loadBalancer: component(
      'AWS::ElasticLoadBalancingV2::LoadBalancer',
      'The component whose load balancer must lead to the service.',
    ),
  },
  shorthand: 'loadBalancer',
  check({ properties: { LoadBalancers } }, { params: { loadBalancer }, inventory }) {
    const groups = LoadBalancers.flatMap(({ TargetGroupArn, AdvancedConfiguration }) =>
      [TargetGroupArn, AdvancedConfiguration?.AlternateTargetGroupArn].flatMap((arn) => arn ?? []),
    );
    const evidence = { expected: loadBalancer.component, path: 'LoadBalancers' };
    if (groups.length === 0) return fail('no load balancer is attached', { ...evidence, actual: null });
    return judgeRoutes(groups, loadBalancer.ids(), inventory, evidence);
  },
});

function judgeRoutes(
  groups: readonly string[],
  balancers: readonly string[],
  inventory: Inventory,
  evidence: { readonly expected: string; readonly path: string },
): Verdict {
  const seen = ofBalancers(inventory.seenOfType('AWS::ElasticLoadBalancingV2::Listener'), balancers);
  // One open route over HTTPS is enough; that there is none takes all the listeners and all their rules.
  const open = findOpen(seen.filter(isSecure).filter(isReadable), groups);
  if (open) return pass(open.via);
  const listeners = ofBalancers(inventory.ofType('AWS::ElasticLoadBalancingV2::Listener'), balancers);
  const entrances = entrancesOf(listeners);
  const route = findOpen([...entrances.filter(isReadable), ...entrances], groups);
  if (route) return pass(route.via);
  const names = groups.map(targetGroupName);
  return fail(breakOf(groups, listeners, entrances, balancers), { ...evidence, actual: names });
}

const ofBalancers = (listeners: readonly Listener[], balancers: readonly string[]): readonly Listener[] =>
  listeners.filter(({ properties }) => balancers.includes(properties.LoadBalancerArn));

const isSecure = ({ properties: { Protocol } }: Listener): boolean => Protocol === 'HTTPS';
const isReadable = ({ gaps }: Listener): boolean => !gaps.some(({ property }) => property === 'Live.Rules');

/** The HTTPS listeners of each load balancer that has any; of one that has none, all. */
const entrancesOf = (listeners: readonly Listener[]): readonly Listener[] =>
  listeners.filter(
    (listener) =>
      isSecure(listener) || !ofBalancers(listeners, [listener.properties.LoadBalancerArn]).some(isSecure),
  );

function findOpen(listeners: readonly Listener[], groups: readonly string[]) {
  for (const listener of listeners)
    for (const route of routesTo(groups, listener)) if (route.status === 'open') return route;
  return undefined;
}

/** Every route from a listener to one of the target groups. Reading rules that are a gap throws. */
function routesTo(groups: readonly string[], { properties: { Port, Live } }: Listener): readonly Route[] {
  const rules = Live.Rules ?? [];
  return rules.flatMap((rule, index) => {
    const shadow = rules.slice(0, index).find((earlier) => shadows(earlier, rule));
    return forwardsOf(rule)
      .filter(({ TargetGroupArn }) => groups.includes(TargetGroupArn))
      .map(({ TargetGroupArn, Weight }): Route => {
        const to = targetGroupName(TargetGroupArn);
        const what = `${titleOf(rule)} of port ${Port} forwarding to ${to}`;
        if (shadow) return { to, status: 'broken', where: `${what} is shadowed by ${describe(shadow)}` };
        if (Weight <= 0) return { to, status: 'broken', where: `${what} gives it weight ${Weight}` };
        return { to, status: 'open', via: `${titleOf(rule)} of port ${Port} forwards to ${to}` };
      });
  });
}

const forwardsOf = ({ Actions }: Rule) =>
  Actions.flatMap(({ ForwardConfig }) => ForwardConfig?.TargetGroups ?? []);

/** The first link that does not hold, as a sentence. */
function breakOf(
  groups: readonly string[],
  listeners: readonly Listener[],
  entrances: readonly Listener[],
  balancers: readonly string[],
): string {
  const broken = entrances.flatMap((listener) => routesTo(groups, listener))[0];
  if (broken?.status === 'broken') return broken.where;
  const named = `target group ${groups.map(targetGroupName).join(', ')}`;
  const plain = listeners.find((listener) => findOpen([listener].filter(isReadable), groups));
  if (plain) return `${named} is forwarded to over plain ${plain.properties.Protocol} only`;
  return `${named} is not forwarded to by any listener of ${balancers.map(loadBalancerName).join(', ') || 'it'}`;
}

/** Whether every request a rule matches has been taken by an earlier one: all actions end the search. */
const shadows = (earlier: Rule, later: Rule): boolean =>
  earlier.Conditions.every(
    (wide) => matchesAll(wide) || later.Conditions.some((narrow) => holds(wide, narrow)),
  );

// A path always begins with a slash.
const matchesAll = ({ Field, Values }: Condition): boolean =>
  (Field === 'path-pattern' && Values.some((value) => /^\/?\*+$/.test(value))) ||
  (Field === 'host-header' && Values.some((value) => /^\*+$/.test(value)));

const holds = (wide: Condition, narrow: Condition): boolean =>
  wide.Field === narrow.Field &&
  wide.HttpHeaderName === narrow.HttpHeaderName &&
  narrow.Values.length + narrow.RegexValues.length > 0 &&
  narrow.RegexValues.every((regex) => wide.RegexValues.includes(regex)) &&
  narrow.Values.every((value) => wide.Values.some((pattern) => pattern === value || covers(pattern, value)));

const titleOf = ({ Priority, IsDefault }: Rule): string =>
  IsDefault ? 'the default rule' : `rule ${Priority}`;

function describe(rule: Rule): string {
  return `${titleOf(rule)} (${rule.Conditions.map(describeCondition).join('; ')})`;
}

/** What a header or an argument must hold may be a secret: it is not said, but of which that is. */
function describeCondition({ Field, Values, RegexValues, HttpHeaderName }: Condition): string {
  if (Field === 'http-header') return `header ${HttpHeaderName}`;
  const shown =
    Field === 'query-string' ? Values.map((value) => `${value.slice(0, value.indexOf('=') + 1)}…`) : Values;
  return `${Field.replace('-pattern', '').replace('-header', '')} ${[...shown, ...RegexValues].join(', ')}`;
}

// arn:aws:elasticloadbalancing:<region>:<account>:targetgroup/<name>/<id>
const targetGroupName = (arn: string): string => arn.split('/')[1] ?? arn;
// arn:aws:elasticloadbalancing:<region>:<account>:loadbalancer/app/<name>/<id>
const loadBalancerName = (arn: string): string => arn.split('/')[2] ?? arn;
