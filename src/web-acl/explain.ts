import { type Budget, createBudget, PROOF, within } from './budget.ts';
import { displayName } from './concrete-walk.ts';
import { decideOnce } from './decide/decide.ts';
import type { GeoQuestion, WalkStep, WebAclDocument } from './model.ts';
import { normalise } from './normalise/normalise.ts';
import { readings } from './normalise/readings.ts';
import { all, type Literal, not } from './walk/circuit.ts';
import { fromBlocked } from './walk/facts.ts';
import { notExempt } from './walk/match-address.ts';
import { createVocabulary, type Vocabulary } from './walk/vocabulary.ts';
import { type Step, walk } from './walk/walk.ts';

type Effect = 'allows' | 'blocks' | 'counts' | 'skips';

/** A rule in evaluation order with what it can do to the traffic asked about; `maybe` depends on what is not known. */
export interface Explained extends Pick<WalkStep, 'rule' | 'priority' | 'stage' | 'action'> {
  readonly effects: Readonly<Partial<Record<Effect, 'yes' | 'maybe'>>>;
}

/**
 * What each rule can do to requests from the countries asked about, or to any request where none are named; null of a
 * web ACL that is too complex.
 */
export function explain(document: WebAclDocument, question: GeoQuestion): readonly Explained[] | null {
  // It comes on top of what was asked to be proved.
  const budget = createBudget(PROOF / 2);
  return within(budget, PROOF, () => explained(document, question, budget));
}

function explained(document: WebAclDocument, question: GeoQuestion, budget: Budget): readonly Explained[] {
  const acl = normalise(document, readings(document)[0], budget);
  const asked = [...(question.countries ?? []), ...(question.allowOnly ?? [])].map((code) =>
    code.toUpperCase(),
  );
  const vocabulary = createVocabulary(acl, document, asked, question, budget);
  const { steps } = walk(vocabulary, acl);
  const isAny = !question.countries?.length && question.allowOnly === undefined;
  const traffic = [notExempt(vocabulary), ...(isAny ? [] : [fromBlocked(vocabulary, question)])];
  return steps.map((step) => ({
    rule: displayName(step),
    priority: step.group?.priority ?? step.priority,
    stage: step.stage,
    action: step.action,
    effects: effectsOf(vocabulary, step, traffic),
  }));
}

function effectsOf(vocabulary: Vocabulary, step: Step, traffic: readonly Literal[]): Explained['effects'] {
  const { count, reached, matched, allowed, blocked, skipped } = step;
  const goesOn = [reached, matched, not(allowed), not(blocked)];
  const can = (...ways: readonly (readonly Literal[])[]) => possible(vocabulary, traffic, ways);
  return {
    ...named('allows', can([allowed, not(count)])),
    ...named('blocks', can([blocked, not(count)])),
    ...named('counts', can(goesOn, [allowed, count], [blocked, count])),
    ...named('skips', can([reached, skipped])),
  };
}

function named(effect: Effect, can: 'yes' | 'maybe' | null): Explained['effects'] {
  return can === null ? {} : { [effect]: can };
}

function possible(
  vocabulary: Vocabulary,
  traffic: readonly Literal[],
  ways: readonly (readonly Literal[])[],
): 'yes' | 'maybe' | null {
  const { budget, circuit } = vocabulary;
  const kinds = ways.map(
    (way) =>
      within(budget, budget.steps / 8, () => decideOnce(vocabulary, all(circuit, [...traffic, ...way])))
        ?.kind ?? 'unsure',
  );
  if (kinds.includes('request')) return 'yes';
  return kinds.includes('unsure') ? 'maybe' : null;
}
