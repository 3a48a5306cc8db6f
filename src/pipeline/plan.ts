import type { Component, Policy, Requirement } from '../model/policy.ts';
import type { Wants } from '../model/ports.ts';
import type { ResourceType } from '../model/resource.ts';
import type { Rule } from '../model/rule.ts';
import { partsOf } from './match.ts';

export interface Plan {
  readonly policies: readonly Policy[];
  readonly checks: readonly Check[];
  readonly wants: Wants;
  /**
   * What is asked for: of the types that are wanted also what the whole wants of them. What a collector finds of a type may
   * hang on what it is asked of it, and what holds in the whole must hold in a part.
   */
  readonly asks: Wants;
}

/** A rule asked of a component. */
export interface Check {
  readonly policy: Policy;
  readonly component: Component;
  readonly requirement: Requirement;
  readonly rule: Rule;
}

/** `whole` is all that the policies are a part of, where they are one. */
export function planAudit(
  policies: readonly Policy[],
  rules: readonly Rule[],
  whole: readonly Policy[] = policies,
): Plan {
  const checks = checksOf(policies, rules);
  const wants = wantsOf(policies, checks);
  if (whole === policies) return { policies, checks, wants, asks: wants };
  const all = wantsOf(whole, checksOf(whole, rules));
  const asks = new Map([...wants].map(([type, own]) => [type, new Set([...own, ...(all.get(type) ?? [])])]));
  return { policies, checks, wants, asks };
}

function checksOf(policies: readonly Policy[], rules: readonly Rule[]): readonly Check[] {
  return policies.flatMap((policy) =>
    policy.components.flatMap((component) =>
      component.rules.map((requirement) => ({
        policy,
        component,
        requirement,
        rule: ruleOf(component, requirement, rules),
      })),
    ),
  );
}

function wantsOf(policies: readonly Policy[], checks: readonly Check[]): Map<ResourceType, Set<string>> {
  const wants = new Map<ResourceType, Set<string>>();
  function want(type: string, paths: readonly string[]): void {
    const known = wants.get(type as ResourceType) ?? new Set<string>();
    for (const path of paths) known.add(path);
    wants.set(type as ResourceType, known);
  }
  for (const policy of policies)
    for (const component of policy.components) {
      want(component.type, Object.keys(component.expect));
      want(component.type, asksTags(component, policy) ? ['tags'] : []);
    }
  for (const { rule } of checks) {
    want(rule.type, rule.reads);
    const uses: Readonly<Record<string, readonly string[]>> = rule.uses ?? {};
    for (const [type, paths] of Object.entries(uses)) want(type, paths);
  }
  return wants;
}

/** Tags are asked for where they select, or are excepted by. */
const asksTags = ({ name, select }: Component, { exceptions }: Policy): boolean =>
  partsOf(select).some(({ key }) => key === 'tags') ||
  exceptions.some(({ component, tags }) => component === name && tags !== undefined);

function ruleOf({ type }: Component, { rule }: Requirement, rules: readonly Rule[]): Rule {
  const found = rules.find((candidate) => candidate.type === type && candidate.name === rule);
  if (!found) throw new Error(`no rule ${rule} for ${type}: the policy was not validated`);
  return found;
}
