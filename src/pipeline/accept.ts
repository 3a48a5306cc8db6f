import type { UnreadFact } from '../model/audit.ts';
import type { Finding } from '../model/finding.ts';
import { isAccepted } from '../model/summary.ts';
import { reads } from '../model/wants.ts';
import { partsOf } from './match.ts';
import type { Check, Plan } from './plan.ts';
import type { SelectorKeys } from './select.ts';

/**
 * Marks what could not be read, where somebody has accepted so: each check that is accepted as unknown takes what it
 * looks at with it. A check that is unknown and not accepted is counted by itself, whatever it shares with these.
 */
export function acceptUnread(
  unread: readonly UnreadFact[],
  findings: readonly Finding[],
  plan: Plan,
  keys: SelectorKeys,
): UnreadFact[] {
  const accepted = findings.filter(isAccepted);
  return unread.map((fact) => {
    if (fact.kind === 'fault') return fact;
    const why = accepted.find((finding) => looksAt(finding, fact, plan, keys))?.exception;
    return why ? { ...fact, exception: why } : fact;
  });
}

function looksAt(finding: Finding, fact: UnreadFact, plan: Plan, keys: SelectorKeys): boolean {
  const { place, resource } = finding;
  if (place?.account !== fact.account || place.region !== fact.region) return false;
  const isOwn = fact.type === finding.type;
  if (isOwn && fact.resource !== undefined && resource !== null && resource.name !== fact.resource)
    return false;
  const looked = pathsOf(finding, plan, keys).get(fact.type);
  if (!looked) return false;
  return fact.property === null || reads(looked, fact.property);
}

/** What a check reads, by type: a type without paths is only listed. */
function pathsOf(finding: Finding, plan: Plan, keys: SelectorKeys): ReadonlyMap<string, ReadonlySet<string>> {
  const component = plan.policies
    .find(({ id }) => id === finding.policy)
    ?.components.find(({ name }) => name === finding.component);
  if (!component) return new Map();
  const selecting = partsOf(component.select).flatMap(({ key }) =>
    key === 'tags' ? ['tags'] : (keys.get(component.type)?.[key]?.property ?? []),
  );
  const own = finding.check.startsWith('expect.') ? [finding.check.slice('expect.'.length)] : [];
  const check = plan.checks.find(
    (one) =>
      one.component === component && one.policy.id === finding.policy && one.rule.name === finding.check,
  );
  const others = check ? pathsOfRule(check) : [];
  const paths = new Map<string, Set<string>>();
  for (const [type, some] of [[component.type, [...selecting, ...own]] as const, ...others])
    paths.set(type, new Set([...(paths.get(type) ?? []), ...some]));
  return paths;
}

function pathsOfRule({ rule }: Check): readonly (readonly [string, readonly string[]])[] {
  const uses: Readonly<Record<string, readonly string[]>> = rule.uses ?? {};
  const related = Object.values(rule.params).flatMap(({ relation }) =>
    relation ? [[relation, []] as const] : [],
  );
  return [[rule.type, rule.reads] as const, ...Object.entries(uses), ...related];
}
