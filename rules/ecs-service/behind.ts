import {
  component,
  defineRule,
  either,
  fail,
  type Inventory,
  pass,
  type Resource,
  unknown,
  type Verdict,
} from '../../src/rule.ts';
import { groupName, loadBalancerName } from '../judgements/arn-name.ts';
import { createComparison, type Listener } from '../judgements/listener-match.ts';
import {
  describe,
  fateOfRoute,
  type Route,
  routesOf,
  targetsOf,
  titleOf,
} from '../judgements/listener-routes.ts';
import type { Fate } from '../judgements/listener-rules.ts';

type Attachments = Resource<'AWS::ECS::Service'>['properties']['LoadBalancers'];

export default defineRule({
  type: 'AWS::ECS::Service',
  name: 'behind',
  title: 'Requests to the load balancer reach the service',
  why: 'A service that no listener rule leads to gets no requests, however healthy its tasks are.',
  fix: 'Forward a rule of an HTTPS listener to the target group of the service, before any rule that takes its requests.',
  severity: 'critical',
  reads: ['LoadBalancers', 'DeploymentController', 'Live.OtherTargetGroups'],
  uses: { 'AWS::ElasticLoadBalancingV2::Listener': ['LoadBalancerArn', 'Port', 'Protocol', 'Live.Rules'] },
  params: {
    loadBalancer: component(
      'AWS::ElasticLoadBalancingV2::LoadBalancer',
      'The component whose load balancer must lead to the service.',
    ),
  },
  shorthand: 'loadBalancer',
  check(service, { params: { loadBalancer }, inventory, unlessMoving }) {
    const { LoadBalancers, DeploymentController, Live } = service.properties;
    const groups = LoadBalancers.flatMap(groupsOf);
    const expected = `requests to the load balancer of component ${loadBalancer.component} reach it`;
    const path = 'LoadBalancers';
    if (groups.length === 0)
      return fail('no load balancer is attached', {
        expected,
        path,
        fix: 'Attach a target group to the service, and forward a rule of an HTTPS listener to it.',
      });
    const balancers = loadBalancer.ids();
    const ways = waysTo(LoadBalancers, balancers, inventory);
    const { Type } = DeploymentController;
    const verdict = Type === 'CODE_DEPLOY' ? judgeUntoldWays(ways, inventory) : judgeWays(ways, inventory);
    if (verdict) return verdict;
    const shifted = judgeShift(Live.OtherTargetGroups ?? [], balancers, inventory);
    if (shifted) return shifted;
    const broken = () => {
      const { message, fix } = breakOf(ways, LoadBalancers, balancers, inventory);
      return fail(message, { expected, path, fix });
    };
    // Whoever else deploys it changes the listener first and then tells ECS, or the other way round.
    return Type === 'ECS' ? broken() : unlessMoving(broken, service);
  },
});

/** The routes from the load balancers to the service's target groups. */
interface Ways {
  /** For tests of a new revision only. */
  readonly testing: readonly Route[];
  readonly ways: readonly Way[];
  readonly unread: readonly Listener[];
}

type Way = Route & { readonly fate: Fate };

function waysTo(attachments: Attachments, balancers: readonly string[], inventory: Inventory): Ways {
  const groups = attachments.flatMap(groupsOf);
  const isOfBalancers = ({ properties }: Listener): boolean => balancers.includes(properties.LoadBalancerArn);
  const routes = routesOf(inventory);
  const all = groups.flatMap(routes.to).filter(({ listener }) => isOfBalancers(listener));
  const compare = createComparison();
  const isForAll = (route: Route): boolean =>
    attachments.some((attachment) => isProduction(attachment, route));
  return {
    testing: all.filter((route) => !isForAll(route)),
    ways: all.filter(isForAll).map((route) => ({ ...route, fate: fateOfRoute(route, groups, compare) })),
    unread: routes.unread.filter(isOfBalancers),
  };
}

const groupsOf = ({ TargetGroupArn, AdvancedConfiguration }: Attachments[number]): readonly string[] =>
  [TargetGroupArn, AdvancedConfiguration?.AlternateTargetGroupArn].flatMap((arn) => arn ?? []);

/**
 * Where ECS itself deploys blue and green, it is told which listener rule (of a network load balancer: which listener)
 * leads to production; all others lead to a target group that may have no task after the next deployment.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AdvancedConfiguration.html
 */
function isProduction(attachment: Attachments[number], { listener, rule, to }: Route): boolean {
  if (!groupsOf(attachment).includes(to)) return false;
  const { ProductionListenerRule: production, TestListenerRule: test } =
    attachment.AdvancedConfiguration ?? {};
  const own = [rule.RuleArn, listener.id];
  return production ? own.includes(production) : !test || !own.includes(test);
}

const isOpen = ({ fate, weight }: Way): boolean => fate.status === 'open' && weight > 0;
const isSecure = ({ properties: { Protocol } }: Listener): boolean => Protocol === 'HTTPS';

/** One open way over HTTPS is enough; that there is none takes all listeners and all their rules. */
function judgeWays({ ways, unread }: Ways, inventory: Inventory): Verdict | undefined {
  const secure = ways.find((way) => isOpen(way) && isSecure(way.listener));
  if (secure) return pass(viaOf(secure));
  const entrances = entrancesOf(ways, inventory);
  const open = entrances.find(isOpen);
  return open ? pass(viaOf(open)) : judgeUnsure(entrances, unread, inventory);
}

/** CodeDeploy keeps to itself which of its listeners is for tests: one that no other listener stands beside is not. */
function judgeUntoldWays({ ways, unread }: Ways, inventory: Inventory): Verdict | undefined {
  const sure = ways.find(
    (way) => isOpen(way) && isSecure(way.listener) && way.listener.properties.Port === 443,
  );
  if (sure) return pass(viaOf(sure));
  const entrances = entrancesOf(ways, inventory);
  const [open, ...more] = entrances.filter(isOpen);
  if (!open) return judgeUnsure(entrances, unread, inventory);
  const arn = open.listener.properties.LoadBalancerArn;
  const others = inventory
    .where('AWS::ElasticLoadBalancingV2::Listener', 'LoadBalancerArn', arn)
    .filter((listener) => listener !== open.listener && isEntrance(listener, inventory));
  if (others.length === 0 || more.some(({ listener }) => listener !== open.listener))
    return pass(viaOf(open));
  return unknown(`only ${viaOf(open)}, and that may be the test listener of CodeDeploy`);
}

/** During a deployment the requests go to another task set before that is called the primary. */
function judgeShift(
  others: readonly string[],
  balancers: readonly string[],
  inventory: Inventory,
): Verdict | undefined {
  const attachments = others.map((TargetGroupArn) => ({ TargetGroupArn }));
  const way = waysTo(attachments, balancers, inventory).ways.find(isOpen);
  if (!way) return undefined;
  const message = `${viaOf(way)}, of a task set that is not the primary`;
  return unknown(message, { kind: 'settling', message });
}

/** Reading rules that are a gap throws. */
function judgeUnsure(
  entrances: readonly Way[],
  unread: readonly Listener[],
  inventory: Inventory,
): Verdict | undefined {
  for (const listener of unread)
    if (isEntrance(listener, inventory)) return unknown(String(listener.properties.Live.Rules));
  const unsure = entrances.find(({ fate, weight }) => fate.status === 'unsure' && weight > 0);
  if (unsure?.fate.status !== 'unsure') return undefined;
  const by = unsure.fate.by.slice(0, 3).map(describe).join(' and ');
  return unknown(`whether ${by} takes the requests of ${nameOf(unsure)} cannot be told`);
}

/** Those of HTTPS listeners, and of load balancers that have none. Throws where not all listeners are known. */
function entrancesOf(ways: readonly Way[], inventory: Inventory): readonly Way[] {
  inventory.ofType('AWS::ElasticLoadBalancingV2::Listener');
  return ways.filter(({ listener }) => isEntrance(listener, inventory));
}

const isEntrance = (listener: Listener, inventory: Inventory): boolean =>
  isSecure(listener) ||
  !inventory
    .where('AWS::ElasticLoadBalancingV2::Listener', 'LoadBalancerArn', listener.properties.LoadBalancerArn)
    .some(isSecure);

interface Break {
  readonly message: string;
  readonly fix?: string;
}

/** The first link that does not hold, as a sentence, and what mends it. */
function breakOf(
  { ways, testing }: Ways,
  attachments: Attachments,
  balancers: readonly string[],
  inventory: Inventory,
): Break {
  const broken = entrancesOf(ways, inventory)[0];
  if (broken) return { message: whereOf(broken), fix: remedyFor(broken) };
  const named = `target group ${either(attachments.flatMap(groupsOf).map(groupName))}`;
  const plain = ways.find(isOpen);
  if (plain)
    return {
      message: `${named} is forwarded to over plain ${plain.listener.properties.Protocol} only`,
      fix: 'Forward to it from a rule of an HTTPS listener too.',
    };
  const production = attachments.flatMap(
    ({ AdvancedConfiguration }) => AdvancedConfiguration?.ProductionListenerRule ?? [],
  );
  const names = either(balancers.map(loadBalancerName)) || 'it';
  for (const arn of production) {
    const found = routesOf(inventory).ruleOf(arn);
    if (!found)
      return {
        message: `its production listener rule ${arn.split('/').at(-1)} is on no listener of ${names}`,
        fix: `Name a rule of a listener of ${names} as the production listener rule of the service.`,
      };
    const targets = targetsOf(found.rule).map(({ TargetGroupArn }) => groupName(TargetGroupArn));
    const what = targets.length > 0 ? `forwards to ${targets.join(' and ')}` : 'forwards to no target group';
    return {
      message: `production ${titleOf(found.rule)} of port ${found.listener.properties.Port} ${what}`,
      fix: `Make it forward to ${named}.`,
    };
  }
  const test = testing[0];
  if (test)
    return {
      message: `${named} is forwarded to by the test listener only, ${titleOf(test.rule)} of port ${test.listener.properties.Port}`,
      fix: 'Forward to it from the production listener too.',
    };
  const isNetwork = balancers.length > 0 && balancers.every((arn) => arn.includes(':loadbalancer/net/'));
  return {
    message: `${named} is not forwarded to by any listener of ${names}`,
    // A listener of a network load balancer has no rules, and none speaks HTTPS.
    ...(isNetwork && { fix: `Forward a listener of ${names} to ${named}.` }),
  };
}

function remedyFor({ fate, weight, listener, rule }: Way): string {
  const which = `${titleOf(rule)} of port ${listener.properties.Port}`;
  if (fate.status !== 'taken') return `Give it a weight above ${weight} in ${which}.`;
  const narrower = `arrow the conditions of ${fate.by.slice(0, 3).map(describe).join(' and ')}`;
  // The default rule is always the last.
  return rule.IsDefault ? `N${narrower}.` : `Put ${which} before what takes its requests, or n${narrower}.`;
}

function whereOf(way: Way): string {
  if (way.fate.status !== 'taken') return `${nameOf(way)} gives it weight ${way.weight}`;
  const { by, value } = way.fate;
  return `${nameOf(way)} is shadowed ${value === undefined ? '' : `for ${value} `}by ${by.slice(0, 3).map(describe).join(' and ')}`;
}

const nameOf = ({ rule, listener, to }: Route): string =>
  `${titleOf(rule)} of port ${listener.properties.Port} forwarding to ${groupName(to)}`;
const viaOf = ({ rule, listener, to }: Route): string =>
  `${titleOf(rule)} of port ${listener.properties.Port} forwards to ${groupName(to)}`;
