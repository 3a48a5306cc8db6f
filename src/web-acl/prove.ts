import type { Acl } from './acl.ts';
import { ACCOUNT, type Budget, createBudget, PROOF, TooComplex, within } from './budget.ts';
import { concreteWalk } from './concrete-walk.ts';
import type { Decision } from './decide/decide.ts';
import { decide, reliedOn } from './decide/robust.ts';
import type {
  GeoQuestion,
  Proof,
  RateQuestion,
  Request,
  Topology,
  Walk,
  WalkStep,
  WebAclDocument,
} from './model.ts';
import { disorder, normalise } from './normalise/normalise.ts';
import { agreed, misshapen, type Reading, readings } from './normalise/readings.ts';
import { geoReason, rateReason, type Told, type Violation } from './reason.ts';
import { assumed, secretAnswers } from './tell/assumptions.ts';
import { describe } from './tell/describe.ts';
import { observeShown, shown } from './tell/hidden.ts';
import { vainLabels } from './tell/vain-labels.ts';
import { all, and, evaluate, type Literal, not, type Truth } from './walk/circuit.ts';
import { fromBlocked } from './walk/facts.ts';
import { notExempt } from './walk/match-address.ts';
import { enough, isCountedBy, limiters, onlyCounts, weakness } from './walk/rate-rules.ts';
import { createVocabulary, type Vocabulary } from './walk/vocabulary.ts';
import { type Step, type SymbolicWalk, walk } from './walk/walk.ts';

/** Whether no request from a country that must be blocked gets through. */
export function proveGeoBlock(document: WebAclDocument, question: GeoQuestion): Proof {
  const budget = createBudget(PROOF);
  return inEveryReading(document, budget, (reading) => proveGeo({ document, reading, budget }, question));
}

function proveGeo(read: Read, question: GeoQuestion): Proof {
  const asked = [...(question.countries ?? []), ...(question.allowOnly ?? [])].map((code) =>
    code.toUpperCase(),
  );
  return prove(read, question, asked, ({ vocabulary, walked, exempt }) => {
    const { circuit } = vocabulary;
    const target = and(circuit, exempt, fromBlocked(vocabulary, question));
    const decision = decide(vocabulary, and(circuit, target, walked.passes));
    return { decision, reason: geoReason };
  });
}

/** Whether no client gets more requests through than it may, from any country. */
export function proveRateLimit(document: WebAclDocument, question: RateQuestion): Proof {
  const budget = createBudget(PROOF);
  return inEveryReading(document, budget, (reading) => proveRate({ document, reading, budget }, question));
}

function proveRate(read: Read, question: RateQuestion): Proof {
  return prove(read, question, [], ({ vocabulary, walked, exempt }) => ({
    decision: decideRate(vocabulary, walked, exempt, question),
    reason: (violation) => rateReason(violation, question),
  }));
}

function inEveryReading(document: WebAclDocument, budget: Budget, prove: (reading: Reading) => Proof): Proof {
  const outcomeOf = (witness: Request, reading: Reading) =>
    within(budget, budget.steps / 2, () => walkIn({ document, reading, budget }, witness).outcome);
  return agreed(document, prove, (witness, reading) => outcomeOf(witness, reading) === 'allowed');
}

/**
 * What the web ACL does to one request, rule by rule. Secret statements do not match unless it assumes so. Where search
 * strings may be meant in two ways and that decides, nobody knows.
 */
export function walkRequest(document: WebAclDocument, request: Request): Walk {
  const budget = createBudget(PROOF);
  const walked = within(budget, PROOF, () => walkInEach(document, request, budget));
  return walked ?? { outcome: 'unknown', steps: [] };
}

function walkInEach(document: WebAclDocument, request: Request, budget: Budget): Walk {
  const isMuddled = (misshapen(document) ?? disorder(document)) !== null;
  const [walked, ...others] = readings(document).map((reading) =>
    walkIn({ document, reading, budget }, request),
  ) as [Walk, ...Walk[]];
  return others.reduce(inBoth, isMuddled ? { ...walked, outcome: 'unknown' } : walked);
}

function inBoth(walked: Walk, other: Walk): Walk {
  const steps = walked.steps.map((step, at): WalkStep => {
    const isSame = step.outcome === other.steps[at]?.outcome;
    return isSame ? step : { ...step, outcome: 'unknown' };
  });
  return { outcome: walked.outcome === other.outcome ? walked.outcome : 'unknown', steps };
}

function walkIn({ document, reading, budget }: Read, request: Request): Walk {
  const acl = normalise(document, reading, budget);
  const countries = [request.country, request.forwardedCountry ?? []].flat();
  const vocabulary = createVocabulary(acl, document, countries, {}, budget);
  const walked = walk(vocabulary, acl);
  return concreteWalk(walked, evaluate(vocabulary.circuit, observeShown(vocabulary, request)));
}

/**
 * A request as it may be shown: without the values that the web ACL compares, or without any that it might, where that
 * is too complex to tell.
 */
export function showRequest(document: WebAclDocument, request: Request): Request {
  const budget = createBudget(PROOF);
  const found = within(budget, PROOF, () => {
    const acl = normalise(document, readings(document)[0], budget);
    const vocabulary = createVocabulary(acl, document, [request.country], {}, budget);
    walk(vocabulary, acl);
    return shown(vocabulary, acl, request);
  });
  return found ?? { ...request, query: '', headers: {} };
}

interface Read {
  readonly document: WebAclDocument;
  readonly reading: Reading;
  readonly budget: Budget;
}

interface Case {
  readonly vocabulary: Vocabulary;
  readonly walked: SymbolicWalk;
  readonly exempt: Literal;
}

interface Answer {
  readonly decision: Decision;
  readonly reason: (violation: Violation) => Told;
}

function prove(
  { document, reading, budget }: Read,
  topology: Topology,
  asked: readonly string[],
  ask: (about: Case) => Answer,
): Proof {
  const muddle = misshapen(document) ?? disorder(document);
  if (muddle !== null) return { verdict: 'unknown', reason: muddle };
  const acl = normalise(document, reading, budget);
  const vocabulary = createVocabulary(acl, document, asked, topology, budget);
  const walked = walk(vocabulary, acl);
  const about = { vocabulary, walked, exempt: notExempt(vocabulary) };
  const answer = within(budget, budget.steps - ACCOUNT, () => ask(about));
  if (answer === null) throw new TooComplex();
  const { decision, reason } = answer;
  const assumptions = assumed(topology);
  switch (decision.kind) {
    case 'never':
      return { verdict: 'proved', assumptions };
    case 'unsure':
      return { verdict: 'unknown', reason: decision.why };
    case 'request':
      return violated(about, acl, document, { ...decision, reason, assumptions });
  }
}

interface Found extends Pick<Answer, 'reason'> {
  readonly request: Request;
  readonly values: readonly Truth[];
  readonly assumptions: readonly string[];
}

/** Words are found with what is left of the budget; without them the verdict is the same. */
function violated(
  { vocabulary, walked }: Case,
  acl: Acl,
  document: WebAclDocument,
  { request: witness, values, assumptions, reason }: Found,
): Proof {
  const { budget } = vocabulary;
  const request = shown(vocabulary, acl, witness);
  const relied = reliedOn(vocabulary, walked.passes, witness);
  const seen = { vocabulary, document, values, request };
  const told = within(budget, budget.steps / 2, () =>
    reason({ walk: walked, seen, vain: vainLabels(acl, budget) }),
  );
  return {
    verdict: 'violated',
    witness,
    shown: request,
    walk: concreteWalk(walked, values).steps,
    reason: told?.reason ?? `${describe(request)} passes`,
    ...(told?.fix !== undefined && { fix: told.fix }),
    assumptions: [...assumptions, ...relied, ...secretAnswers(acl, witness)],
  };
}

/** Whether some request passes that no rate rule counts as the policy asks, or that only several together limit. */
export function decideRate(
  vocabulary: Vocabulary,
  walked: SymbolicWalk,
  exempt: Literal,
  question: RateQuestion,
): Decision {
  const { circuit } = vocabulary;
  const found = limiters(vocabulary, walked.steps, question);
  const passes = and(circuit, exempt, walked.passes);
  const uncounted = (by: typeof found) =>
    decide(vocabulary, and(circuit, passes, not(isCountedBy(vocabulary, by))));
  const whole = uncounted(found);
  if (whole.kind === 'request') return byLabel(vocabulary, walked, passes, question) ?? whole;
  if (whole.kind !== 'never') return whole;
  // Every request is counted by some rule; it remains that no client adds up the limits of several.
  if (enough(found, question).some((by) => uncounted(by).kind === 'never')) return whole;
  const names = found.map(({ step }) => `\`${step.name}\``).join(', ');
  return {
    kind: 'unsure',
    why: `the limit is split over rate rules ${names}, and one client may use several`,
  };
}

/** Doubt where no request passes that is over the limit of rate rules which only count, and label. */
function byLabel(
  vocabulary: Vocabulary,
  { steps }: SymbolicWalk,
  passes: Literal,
  question: RateQuestion,
): Decision | null {
  const { circuit } = vocabulary;
  const isStopped = (step: Step) =>
    decide(vocabulary, all(circuit, [passes, step.reached, step.matched])).kind === 'never';
  const isEnough = (step: Step) =>
    weakness(step, question) === null || (onlyCounts(step, question) && isStopped(step));
  if (!steps.some((step) => onlyCounts(step, question))) return null;
  const found = limiters(vocabulary, steps, question, isEnough);
  const rest = decide(vocabulary, and(circuit, passes, not(isCountedBy(vocabulary, found))));
  if (rest.kind !== 'never') return null;
  const names = found.map(({ step }) => `\`${step.name}\``).join(', ');
  return { kind: 'unsure', why: `rate rule ${names} only counts, and its label decides` };
}
