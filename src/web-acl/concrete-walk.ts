import type { Walk, WalkStep } from './model.ts';
import { signed, type Truth } from './walk/circuit.ts';
import type { Step, SymbolicWalk } from './walk/walk.ts';

/** What the walk does to one request, given the value of every formula for it. */
export function concreteWalk(walk: SymbolicWalk, values: readonly Truth[]): Walk {
  const passes = signed(values, walk.passes);
  return {
    outcome: passes === undefined ? 'unknown' : passes ? 'allowed' : 'blocked',
    steps: [...walk.steps.map((step) => concreteStep(step, values)), defaultStep(walk, values)],
  };
}

function concreteStep(step: Step, values: readonly Truth[]): WalkStep {
  return {
    rule: displayName(step),
    priority: step.group?.priority ?? step.priority,
    stage: step.stage,
    action: step.action,
    outcome: outcomeOf(step, values),
  };
}

export function displayName(step: Step): string {
  return step.group === null ? step.name : `${step.group.name} › ${step.name}`;
}

function outcomeOf(step: Step, values: readonly Truth[]): WalkStep['outcome'] {
  const is = (literal: number) => signed(values, literal);
  if (is(step.reached) === false) return 'not-reached';
  if (is(step.matched) === false) return is(step.skipped) === true ? 'skipped' : 'no-match';
  if (is(step.reached) === undefined || is(step.matched) === undefined) return 'unknown';
  if (isCountOnly(step)) return 'counted';
  return endOf(step, is(step.allowed), is(step.blocked));
}

function endOf({ group }: Step, allows: Truth, blocks: Truth): WalkStep['outcome'] {
  if (allows === undefined || blocks === undefined) return 'unknown';
  if (!allows && !blocks) return 'counted';
  if (typeof group?.override === 'object') return 'unknown';
  return allows ? 'allowed' : 'blocked';
}

function isCountOnly({ group }: Step): boolean {
  return group?.override === 'Count';
}

function defaultStep(walk: SymbolicWalk, values: readonly Truth[]): WalkStep {
  const by = { rule: 'default action', priority: null, stage: 'default', action: walk.otherwise } as const;
  const [reached, byDefault] = [signed(values, walk.reached), signed(values, walk.byDefault)];
  if (reached === false) return { ...by, outcome: 'not-reached' };
  if (reached === undefined || byDefault === undefined) return { ...by, outcome: 'unknown' };
  return { ...by, outcome: byDefault ? 'allowed' : 'blocked' };
}
