import type { Finding } from '../model/finding.ts';
import type { Inventory } from '../model/inventory.ts';
import type { Component, Policy } from '../model/policy.ts';
import type { Place } from '../model/ports.ts';
import type { Unread } from '../model/refusal.ts';
import type { Resource } from '../model/resource.ts';
import { unknown, type Verdict } from '../model/verdict.ts';
import { judgeCount } from './count.ts';
import { atOnce } from './drive.ts';
import { applyExceptions } from './except.ts';
import { judgeExpectation } from './expect.ts';
import { judge, type Relate } from './judge.ts';
import type { Check, Plan } from './plan.ts';
import { idsOf, type Selection, type SelectorKeys, selectAll } from './select.ts';

export interface EvaluateInput {
  readonly plan: Plan;
  readonly inventory: Inventory;
  readonly places: readonly Pick<Place, 'account' | 'region'>[];
  readonly selectors: SelectorKeys;
  readonly now: Date;
}

/** Holds the inventory against every policy. Does no I/O and never throws for what could not be read. */
export function evaluatePlan(input: EvaluateInput): Finding[] {
  return atOnce(evaluation(input));
}

/** The same, with a yield after each verdict: one of a web ACL may take most of a second. */
export function* evaluation(input: EvaluateInput): Generator<void, Finding[]> {
  const all: Finding[] = [];
  for (const policy of input.plan.policies) {
    const selections = selectAll(policy, input.inventory, input.selectors);
    const findings: Finding[] = [];
    for (const selection of selections.values()) {
      findings.push(...(yield* judgeComponent(policy, selection, selections, input)));
    }
    all.push(...applyExceptions(policy, findings, input.now));
  }
  return all;
}

function* judgeComponent(
  policy: Policy,
  selection: Selection,
  selections: ReadonlyMap<string, Selection>,
  { plan, inventory, places }: EvaluateInput,
): Generator<void, Finding[]> {
  const { component } = selection;
  const checks = plan.checks.filter((check) => check.policy === policy && check.component === component);
  const relate: Relate = (name, type) => ({
    component: name,
    type,
    ids: () => idsOf(selectionOf(name, selections)),
  });
  const findings = countOf(policy, selection, places);
  for (const check of checks) {
    const verdictOn = (resource: Resource) =>
      judge(check.rule, resource, check.requirement.params, inventory, relate).verdict;
    findings.push(...(yield* onEach(selection, describeRule(check), verdictOn)));
  }
  for (const [path, expected] of Object.entries(component.expect)) {
    const verdictOn = (resource: Resource) => judgeExpectation(resource, path, expected);
    findings.push(...(yield* onEach(selection, describeOwn(policy, component, `expect.${path}`), verdictOn)));
  }
  return findings;
}

type Description = Omit<Finding, 'resource' | 'verdict'>;

/** A finding for each resource; for one that may belong here, and for those a refused list hides, an unknown. */
function* onEach(
  selection: Selection,
  about: Description,
  verdictOn: (resource: Resource) => Verdict,
): Generator<void, Finding[]> {
  const { resources, unsure, blind } = selection;
  const sure: Finding[] = [];
  for (const resource of resources) {
    sure.push({ ...about, resource: refOf(resource), verdict: verdictOn(resource) });
    yield;
  }
  const maybe = unsure.map(({ resource, reason }) => ({
    ...about,
    resource: refOf(resource),
    verdict: blindness(reason),
  }));
  const hidden = blind ? [{ ...about, resource: null, verdict: blindness(blind) }] : [];
  return [...sure, ...maybe, ...hidden];
}

function countOf(policy: Policy, selection: Selection, places: EvaluateInput['places']): Finding[] {
  const { component } = selection;
  const { min, max } = component.count;
  if (min === 0 && max === undefined) return [];
  const { accounts, regions } = policy.scope;
  const within = places.filter(
    ({ account, region }) => (accounts?.includes(account) ?? true) && (regions?.includes(region) ?? true),
  );
  const about = describeOwn(policy, component, 'count');
  return [{ ...about, resource: null, verdict: judgeCount(selection, within) }];
}

function describeRule({ policy, component, requirement, rule }: Check): Description {
  return {
    policy: policy.id,
    component: component.name,
    type: component.type,
    check: rule.name,
    severity: requirement.severity ?? component.severity ?? policy.severity ?? rule.severity,
    because: requirement.because ?? component.because ?? null,
    satisfies: [...new Set([...component.satisfies, ...requirement.satisfies])],
    why: rule.why,
    fix: rule.fix,
    exception: null,
  };
}

/** What the engine itself checks: existence is critical unless the policy says otherwise. */
function describeOwn(policy: Policy, component: Component, check: string): Description {
  return {
    policy: policy.id,
    component: component.name,
    type: component.type,
    check,
    severity: component.severity ?? policy.severity ?? (check === 'count' ? 'critical' : 'medium'),
    because: component.because ?? null,
    satisfies: component.satisfies,
    why: null,
    fix: null,
    exception: null,
  };
}

const blindness = (reason: Unread): Verdict => unknown(reason.message, reason.refusal.permission);

function selectionOf(name: string, selections: ReadonlyMap<string, Selection>): Selection {
  const selection = selections.get(name);
  if (!selection) throw new Error(`no component ${name}: the policy was not validated`);
  return selection;
}

function refOf({ type, id, name, account, region }: Resource): Finding['resource'] {
  return { type, id, name, account, region };
}
