import type { AuditedCheck, AuditedComponent, AuditedPolicy } from '../model/audit.ts';
import type { Component, Policy } from '../model/policy.ts';
import type { Rule } from '../model/rule.ts';
import { expectation } from './count.ts';

/** What a policy asks, for whoever reads what came of it: titles, owner, controls, and the line each stands on. */
export function askedBy(policy: Policy, rules: readonly Rule[]): AuditedPolicy {
  const { id, title, sha256, file, owner, components, exceptions, lines } = policy;
  return {
    id,
    title,
    sha256,
    file,
    ...(owner && { owner }),
    components: Object.fromEntries(
      components.map((component) => [component.name, componentOf(component, policy, rules)]),
    ),
    exceptions: Object.fromEntries(
      exceptions.map(({ id, reason, approvedBy }) => [
        id,
        { reason, approvedBy, line: lines?.exceptions[id] ?? null },
      ]),
    ),
  };
}

function componentOf(component: Component, { lines }: Policy, rules: readonly Rule[]): AuditedComponent {
  const { name, type, title = null, expect, satisfies } = component;
  const check = (id: string, text: string, more: readonly string[] = []): readonly [string, AuditedCheck] => [
    id,
    {
      title: text,
      line: lines?.checks[`${name}/${id}`] ?? null,
      satisfies: [...new Set([...satisfies, ...more])],
    },
  ];
  const ofRules = component.rules.map((requirement) => {
    const rule = rules.find((candidate) => candidate.type === type && candidate.name === requirement.rule);
    return check(requirement.rule, rule?.title ?? requirement.rule, requirement.satisfies);
  });
  return {
    title,
    line: lines?.components[name] ?? null,
    checks: Object.fromEntries([
      ...(isCounted(component) ? [check('count', `There must be ${expectation(component)}`)] : []),
      ...ofRules,
      ...Object.keys(expect).map((path) => check(`expect.${path}`, `${path} is as the policy expects`)),
    ]),
  };
}

const isCounted = ({ count: { min, max } }: Component): boolean => min > 0 || max !== undefined;
