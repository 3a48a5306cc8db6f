import type { CheckRef, UnreadFact } from '../model/audit.ts';
import type { Finding } from '../model/finding.ts';
import type { Component } from '../model/policy.ts';
import { reads } from '../model/wants.ts';
import { partsOf } from './match.ts';
import type { Check, Plan } from './plan.ts';
import type { SelectorKeys } from './select.ts';

/** Each fact with the checks that look at it, be they unknown for it or not. */
export function withChecks(
  unread: readonly UnreadFact[],
  findings: readonly Finding[],
  plan: Plan,
  keys: SelectorKeys,
): readonly UnreadFact[] {
  if (unread.length === 0) return unread;
  const looking = [...byCheck(findings).values()].map((own) => lookedBy(own, plan, keys));
  // There may be tens of thousands, of a few properties.
  const known = new Map<string, readonly Looking[]>();
  return unread.map((fact) => {
    const key = `${fact.type} ${fact.property}`;
    const reading = known.get(key) ?? looking.filter(({ paths }) => isRead(fact, paths));
    known.set(key, reading);
    return { ...fact, checks: reading.filter((one) => isAmong(fact, one)).map(({ ref }) => ref) };
  });
}

type Some<T> = readonly [T, ...T[]];

function byCheck(findings: readonly Finding[]): ReadonlyMap<string, Some<Finding>> {
  const found = new Map<string, [Finding, ...Finding[]]>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.policy, finding.component, finding.check]);
    const known = found.get(key);
    if (known) known.push(finding);
    else found.set(key, [finding]);
  }
  return found;
}

interface Looking {
  readonly ref: CheckRef;
  readonly paths: ReadonlyMap<string, ReadonlySet<string>>;
  readonly type: string;
  /** Of its own type the resources it judges; undefined where it is about all of them. */
  readonly names: ReadonlySet<string> | undefined;
}

function lookedBy(findings: Some<Finding>, plan: Plan, keys: SelectorKeys): Looking {
  const [first] = findings;
  const isOfAll = findings.some(({ resource }) => resource === null);
  return {
    ref: refOf(first),
    paths: joined([...pathsOf(first, plan, keys), ...pathsOfRelated(first, plan, keys)]),
    type: first.type,
    names: isOfAll ? undefined : new Set(findings.flatMap(({ resource }) => resource?.name ?? [])),
  };
}

/** What is of its own type it looks at in the resources it judges. */
const isAmong = ({ type, resource }: UnreadFact, { type: own, names }: Looking): boolean =>
  type !== own || resource === undefined || names === undefined || names.has(resource);

const refOf = ({ policy, component, check }: Finding): CheckRef => ({ policy, component, check });

/** Whether a finding rests on what a fact hides. */
export function looksAt(finding: Finding, fact: UnreadFact, plan: Plan, keys: SelectorKeys): boolean {
  const { place, resource } = finding;
  if (place?.account !== fact.account || place.region !== fact.region) return false;
  const isOwn = fact.type === finding.type;
  if (isOwn && fact.resource !== undefined && resource !== null && resource.name !== fact.resource)
    return false;
  return isRead(fact, pathsOf(finding, plan, keys));
}

function isRead({ type, property }: UnreadFact, paths: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  const looked = paths.get(type);
  return looked !== undefined && (property === null || reads(looked, property));
}

/** What a check reads, by type: a type without paths is only listed. */
function pathsOf(finding: Finding, plan: Plan, keys: SelectorKeys): ReadonlyMap<string, ReadonlySet<string>> {
  const component = componentOf(finding, plan);
  if (!component) return new Map();
  const own = finding.check.startsWith('expect.') ? [finding.check.slice('expect.'.length)] : [];
  const check = checkOf(finding, plan, component);
  const others = check ? pathsOfRule(check) : [];
  return joined([[component.type, [...selecting(component, keys), ...own]], ...others]);
}

/**
 * What selects the components that a rule names: it reads no property of theirs, and cannot tell which they are without it.
 * Who accepts the rule as unknown has not accepted that of them.
 */
function pathsOfRelated(finding: Finding, plan: Plan, keys: SelectorKeys): readonly Paths[] {
  const component = componentOf(finding, plan);
  const check = component && checkOf(finding, plan, component);
  if (!check) return [];
  const named = Object.entries(check.rule.params).flatMap(([name, { relation }]) =>
    relation ? [check.requirement.params[name]].flat() : [],
  );
  return check.policy.components
    .filter(({ name }) => named.includes(name))
    .map((related) => [related.type, selecting(related, keys)]);
}

type Paths = readonly [type: string, paths: Iterable<string>];

function joined(all: readonly Paths[]): ReadonlyMap<string, ReadonlySet<string>> {
  const paths = new Map<string, Set<string>>();
  for (const [type, some] of all) paths.set(type, new Set([...(paths.get(type) ?? []), ...some]));
  return paths;
}

const selecting = ({ type, select }: Component, keys: SelectorKeys): readonly string[] =>
  partsOf(select).flatMap(({ key }) => (key === 'tags' ? ['tags'] : (keys.get(type)?.[key]?.property ?? [])));

const componentOf = (finding: Finding, plan: Plan): Component | undefined =>
  plan.policies
    .find(({ id }) => id === finding.policy)
    ?.components.find(({ name }) => name === finding.component);

const checkOf = ({ policy, check }: Finding, { checks }: Plan, component: Component): Check | undefined =>
  checks.find((one) => one.component === component && one.policy.id === policy && one.rule.name === check);

function pathsOfRule({ rule }: Check): readonly Paths[] {
  const uses: Readonly<Record<string, readonly string[]>> = rule.uses ?? {};
  const related = Object.values(rule.params).flatMap(({ relation }) =>
    relation ? [[relation, []] as const] : [],
  );
  return [[rule.type, rule.reads] as const, ...Object.entries(uses), ...related];
}
