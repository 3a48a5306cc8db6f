import { settle } from '../model/all.ts';
import type { Inventory } from '../model/inventory.ts';
import { type Related, withDefaults } from '../model/params.ts';
import type { Resource } from '../model/resource.ts';
import type { Rule, RuleContext } from '../model/rule.ts';
import { unknown, type Verdict } from '../model/verdict.ts';

/** Resolves the component a relation names. */
export type Relate = (component: string, type: string) => Related<string>;

/** Never throws: what we cannot see is unknown, and so is what a rule crashes on, which also makes `crashed` true. */
export function judge(
  rule: Rule,
  resource: Resource,
  given: Readonly<Record<string, unknown>>,
  inventory: Inventory,
  relate: Relate,
): { readonly verdict: Verdict; readonly crashed: boolean } {
  try {
    const params = paramsOf(rule, given, relate);
    const verdict = settle(() => rule.check(resource, { params, inventory } as RuleContext));
    return { verdict, crashed: false };
  } catch (error) {
    return { verdict: unknown(`rule ${rule.name} crashed: ${String(error)}`), crashed: true };
  }
}

function paramsOf(
  rule: Rule,
  given: Readonly<Record<string, unknown>>,
  relate: Relate,
): Record<string, unknown> {
  const values = withDefaults(rule.params, given);
  const entries = Object.entries(values).map(([name, value]) => {
    const relation = rule.params[name]?.relation;
    return [name, relation ? relate(String(value), relation) : value] as const;
  });
  return Object.fromEntries(entries);
}
