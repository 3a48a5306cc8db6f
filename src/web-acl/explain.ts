import { type Budget, createBudget, PROOF, within } from './budget.ts';
import { displayName } from './concrete-walk.ts';
import { decideOnce } from './decide/decide.ts';
import type { GeoQuestion, WalkStep, WebAclDocument } from './model.ts';
import { disorder, normalise } from './normalise/normalise.ts';
import { misshapen, type Reading, readings } from './normalise/readings.ts';
import { vainLabels } from './tell/vain-labels.ts';
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
  return within(budget, PROOF, () => explainIn(document, question, budget));
}

function explainIn(document: WebAclDocument, question: GeoQuestion, budget: Budget): readonly Explained[] {
  const [rules, ...others] = readings(document).map((reading) =>
    explainRead({ document, reading, budget }, question),
  ) as [readonly Explained[], ...(readonly Explained[])[]];
  const isMuddled = (misshapen(document) ?? disorder(document)) !== null;
  // Paired with a reading in which they do nothing, rules may do all that they seem to.
  const nothing = rules.map((rule) => ({ ...rule, effects: {} }));
  return [...others, ...(isMuddled ? [nothing] : [])].reduce(inBoth, rules);
}

/** What a rule does in one reading of the search strings only, it may do. */
function inBoth(rules: readonly Explained[], others: readonly Explained[]): readonly Explained[] {
  return rules.map((rule, at) => {
    const [ones, twos] = [rule.effects, others[at]?.effects ?? {}];
    const names = Object.keys({ ...ones, ...twos }) as Effect[];
    const both = names.map((name) => [name, ones[name] === 'yes' && twos[name] === 'yes' ? 'yes' : 'maybe']);
    return { ...rule, effects: Object.fromEntries(both) as Explained['effects'] };
  });
}

interface Read {
  readonly document: WebAclDocument;
  readonly reading: Reading;
  readonly budget: Budget;
}

function explainRead({ document, reading, budget }: Read, question: GeoQuestion): readonly Explained[] {
  const acl = normalise(document, reading, budget);
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

/** What people take for a rule's effect and it cannot have. */
export function notesOn(document: WebAclDocument): readonly string[] {
  const budget = createBudget(PROOF);
  const vain = within(budget, PROOF, () =>
    vainLabels(normalise(document, readings(document)[0], budget), budget),
  );
  return [...(vain ?? [])].map(([rule, { why }]) => `rule \`${rule}\` ${why}`);
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
