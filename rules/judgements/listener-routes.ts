import type { Inventory } from '../../src/rule.ts';
import type { Comparison, Listener, ListenerRule } from './listener-match.ts';
import { leadsBack } from './listener-redirect.ts';
import { type Fate, fateOf } from './listener-rules.ts';

/** From a listener through one of its rules to a target group. */
export interface Route {
  readonly listener: Listener;
  readonly rule: ListenerRule;
  readonly earlier: readonly ListenerRule[];
  /** The target group's ARN. */
  readonly to: string;
  readonly weight: number;
}

/** All routes of a place, of those listeners whose rules could be read. */
export interface Routes {
  to(group: string): readonly Route[];
  /** The rule with that ARN, or the default rule of the listener with it. */
  ruleOf(arn: string): Pick<Route, 'listener' | 'rule'> | undefined;
  readonly unread: readonly Listener[];
}

const known = new WeakMap<Inventory, Routes>();

/** Read once for all services of a place: an inventory does not change. */
export function routesOf(inventory: Inventory): Routes {
  const routes = known.get(inventory) ?? readRoutes(inventory);
  known.set(inventory, routes);
  return routes;
}

function readRoutes(inventory: Inventory): Routes {
  const listeners = inventory.seenOfType('AWS::ElasticLoadBalancingV2::Listener');
  const isUnread = ({ gaps }: Listener): boolean => gaps.some(({ property }) => property === 'Live.Rules');
  const tried = listeners.flatMap((listener) => (isUnread(listener) ? [] : triedBy(listener)));
  const byGroup = new Map<string, Route[]>();
  for (const route of tried.flatMap(routesThrough)) {
    const found = byGroup.get(route.to);
    if (found) found.push(route);
    else byGroup.set(route.to, [route]);
  }
  const byArn = new Map(
    tried.flatMap((one) => {
      const arns = [one.rule.RuleArn, ...(one.rule.IsDefault ? [one.listener.id] : [])];
      return arns.flatMap((arn) => (arn === undefined ? [] : [[arn, one] as const]));
    }),
  );
  return {
    to: (group) => byGroup.get(group) ?? [],
    ruleOf: (arn) => byArn.get(arn),
    unread: listeners.filter(isUnread),
  };
}

type Tried = Pick<Route, 'listener' | 'rule' | 'earlier'>;

function triedBy(listener: Listener): readonly Tried[] {
  const rules = listener.properties.Live.Rules ?? [];
  return rules.map((rule, index) => ({ listener, rule, earlier: rules.slice(0, index) }));
}

const routesThrough = (tried: Tried): readonly Route[] =>
  targetsOf(tried.rule).map(({ TargetGroupArn, Weight }) => ({
    ...tried,
    to: TargetGroupArn,
    weight: Weight,
  }));

export const targetsOf = ({ Actions }: ListenerRule) =>
  Actions.flatMap(({ ForwardConfig }) => ForwardConfig?.TargetGroups ?? []);

/** What becomes of the requests of a route. An earlier rule that leads to the same service takes nothing from it. */
export function fateOfRoute(route: Route, groups: readonly string[], comparison: Comparison): Fate {
  return fateOf(route.rule, route.earlier, comparison, (earlier, requests) => {
    const isOwn = targetsOf(earlier).some(
      ({ TargetGroupArn, Weight }) => Weight > 0 && groups.includes(TargetGroupArn),
    );
    return isOwn || leadsBack(earlier, requests, route, comparison);
  });
}

export const titleOf = ({ Priority, IsDefault }: ListenerRule): string =>
  IsDefault ? 'the default rule' : `rule ${Priority}`;

/** What it is for. Not the values of headers and query strings, for some of them are secrets. */
export function describe(rule: ListenerRule): string {
  const conditions = rule.Conditions.map(({ Field, Values, RegexValues, HttpHeaderName, QueryStrings }) => {
    if (HttpHeaderName !== undefined) return `header ${HttpHeaderName}`;
    if (Field === 'query-string')
      return ['query string', ...(QueryStrings ?? []).flatMap(({ Key }) => Key ?? [])].join(' ');
    return `${Field.replace('-pattern', '').replace('-header', '')} ${[...Values, ...RegexValues].join(', ')}`;
  });
  return `${titleOf(rule)} (${conditions.join('; ')})`;
}
