import { settle } from '../model/all.ts';
import type { Inventory } from '../model/inventory.ts';
import { type Related, withDefaults } from '../model/params.ts';
import type { Resource } from '../model/resource.ts';
import type { Rule, RuleContext } from '../model/rule.ts';
import { unlessMoving } from '../model/settling.ts';
import { unknown, type Verdict } from '../model/verdict.ts';

/** Resolves the component a relation names. */
export type Relate = (component: string, type: string) => Related<string>;

/** What a rule is judged in. */
export interface World {
  readonly inventory: Inventory;
  readonly relate: Relate;
  readonly now: Date;
}

/** Never throws: what we cannot see is unknown, and so is what a rule crashes on, as a fault of ours. */
export function judge(
  rule: Rule,
  resource: Resource,
  given: Readonly<Record<string, unknown>>,
  { inventory, relate, now }: World,
): Verdict {
  try {
    const params = paramsOf(rule, given, relate);
    const bound: RuleContext['unlessMoving'] = (judgement, ...movers) =>
      unlessMoving(settle(judgement), movers, now);
    return settle(() => rule.check(resource, { params, inventory, now, unlessMoving: bound } as RuleContext));
  } catch (error) {
    const message = `rule ${rule.name} crashed: ${String(error)}`;
    return unknown(message, { kind: 'fault', message });
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
    return [name, relation ? relatedTo([value].flat().map(String), relation, relate) : value] as const;
  });
  return Object.fromEntries(entries);
}

/** One component, or several as one: unless all of each could be listed, nobody knows whom it relates to. */
function relatedTo(names: readonly string[], type: string, relate: Relate): Related<string> {
  const each = names.map((name) => relate(name, type));
  return {
    component: names.join(', '),
    type,
    ids: () => [...new Set(each.flatMap(({ ids }) => ids()))],
  };
}
