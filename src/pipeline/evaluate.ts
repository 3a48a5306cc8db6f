import type { Finding } from '../model/finding.ts';
import type { Inventory } from '../model/inventory.ts';
import type { PlaceRef } from '../model/place.ts';
import type { Component, Policy } from '../model/policy.ts';
import type { Resource, ResourceType } from '../model/resource.ts';
import { Unread } from '../model/unseen.ts';
import { unknown, type Verdict } from '../model/verdict.ts';
import type { Volatile } from './claims.ts';
import { judgeCount, type Seen } from './count.ts';
import { applyExceptions } from './except.ts';
import { judgeExpectation } from './expect.ts';
import { fixFor, remedyForProperty } from './fix.ts';
import { judge, type Relate } from './judge.ts';
import type { Check, Plan } from './plan.ts';
import { refOf } from './ref.ts';
import { idsOf, type Selection, type SelectorKeys, selectAll } from './select.ts';
import { tagsIn } from './tags.ts';
import { unlessSwitching } from './while-switching.ts';

export interface EvaluateInput {
  readonly plan: Plan;
  readonly inventory: Inventory;
  readonly place: PlaceRef;
  readonly selectors: SelectorKeys;
  readonly volatile: Volatile;
  readonly now: Date;
}

/**
 * Holds the inventory of a place against every policy. Does no I/O and never throws for what could not be read. It
 * yields after each judgement, of which some take long, so that whoever drives it may do something else in between.
 */
export function* evaluatePlan(input: EvaluateInput): Generator<void, Finding[]> {
  // Kept apart until the end: a call takes no hundred thousand arguments, as `push` would be given.
  const findings: Finding[][] = [];
  const tagsOf = tagsIn([input.inventory]);
  for (const policy of input.plan.policies) {
    const selections = selectAll(policy, input.inventory, input.selectors);
    const judged: Finding[][] = [];
    for (const selection of selections.values())
      judged.push(yield* judgeComponent(policy, selection, selections, input));
    findings.push(applyExceptions(policy, judged.flat(), input.now, tagsOf));
  }
  return findings.flat();
}

function* judgeComponent(
  policy: Policy,
  selection: Selection,
  selections: ReadonlyMap<string, Selection>,
  { plan, inventory, place, selectors, volatile, now }: EvaluateInput,
): Generator<void, Finding[]> {
  const { component } = selection;
  const checks = plan.checks.filter((check) => check.policy === policy && check.component === component);
  const known = new Map<string, readonly string[]>();
  const relate: Relate = (name, type) => ({
    component: name,
    type,
    ids() {
      const ids = known.get(name) ?? idsOf(selectionOf(name, selections));
      known.set(name, ids);
      return ids;
    },
  });
  const seen = {
    there: inventory.seenOfType(component.type as ResourceType),
    keys: selectors.get(component.type) ?? {},
  };
  const findings = [countOf(policy, selection, place, now, seen)];
  for (const check of checks) {
    const verdictOn = (resource: Resource) =>
      judge(check.rule, resource, check.requirement.params, { inventory, relate, now });
    findings.push(yield* onEach(selection, describeRule(check, place), verdictOn));
  }
  const meaning = inventory.meaningOf(component.type);
  const volatilities = volatile.get(component.type) ?? {};
  for (const [path, expected] of Object.entries(component.expect)) {
    const verdictOn = (resource: Resource) => {
      const verdict = judgeExpectation(resource, path, expected, meaning);
      return unlessSwitching(verdict, { path, resource, volatilities, now });
    };
    const about = describeOwn(policy, component, `expect.${path}`, place);
    findings.push(yield* onEach(selection, about, verdictOn));
  }
  return findings.flat();
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
    const verdict = verdictOn(resource);
    sure.push({ ...about, fix: fixFor(verdict, about.fix), resource: refOf(resource), verdict });
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

function countOf(policy: Policy, selection: Selection, place: PlaceRef, now: Date, seen: Seen): Finding[] {
  const { component } = selection;
  const { min, max } = component.count;
  if (min === 0 && max === undefined) return [];
  const about = describeOwn(policy, component, 'count', place);
  const verdict = judgeCount(selection, place, now, seen);
  return [{ ...about, fix: fixFor(verdict, about.fix), resource: null, verdict }];
}

function describeRule({ policy, component, requirement, rule }: Check, place: PlaceRef): Description {
  return {
    place,
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
function describeOwn(policy: Policy, component: Component, check: string, place: PlaceRef): Description {
  return {
    place,
    policy: policy.id,
    component: component.name,
    type: component.type,
    check,
    severity: component.severity ?? policy.severity ?? (check === 'count' ? 'critical' : 'medium'),
    because: component.because ?? null,
    satisfies: component.satisfies,
    why: null,
    fix: check === 'count' ? null : remedyForProperty(check.replace('expect.', ''), component.type),
    exception: null,
  };
}

const blindness = (reason: Unread): Verdict => unknown(reason.message, reason.unseen);

function selectionOf(name: string, selections: ReadonlyMap<string, Selection>): Selection {
  const selection = selections.get(name);
  if (selection) return selection;
  throw new Unread(`component ${name}`, { kind: 'not-covered', message: 'it stands in another place' });
}
