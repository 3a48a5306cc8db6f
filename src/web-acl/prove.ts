import { ACCOUNT, type Budget, createBudget, PROOF, TooComplex, within } from './budget.ts';
import { concreteWalk } from './concrete-walk.ts';
import type { Decision } from './decide/decide.ts';
import { observe } from './decide/observe.ts';
import { decide, reliedOn } from './decide/robust.ts';
import type { GeoQuestion, Proof, RateQuestion, Request, Topology, Walk, WebAclDocument } from './model.ts';
import { disorder, normalise } from './normalise/normalise.ts';
import { agreed, misshapen, type Reading, readings } from './normalise/readings.ts';
import { geoReason, rateReason } from './reason.ts';
import { all, and, evaluate, type Literal, not } from './walk/circuit.ts';
import { fromBlocked } from './walk/facts.ts';
import { notExempt } from './walk/match-address.ts';
import { enough, isCountedBy, limiters, onlyCounts, weakness } from './walk/rate-rules.ts';
import { createVocabulary, type Vocabulary } from './walk/vocabulary.ts';
import { type Step, type SymbolicWalk, walk } from './walk/walk.ts';

/** Whether no request from a country that must be blocked gets through. */
export function proveGeoBlock(document: WebAclDocument, question: GeoQuestion): Proof {
  const budget = createBudget(PROOF);
  return agreed(document, (reading) => proveGeo({ document, reading, budget }, question));
}

function proveGeo(read: Read, question: GeoQuestion): Proof {
  const asked = [...(question.countries ?? []), ...(question.allowOnly ?? [])].map((code) =>
    code.toUpperCase(),
  );
  return prove(read, question, asked, ({ vocabulary, walked, exempt }) => {
    const { circuit } = vocabulary;
    const target = and(circuit, exempt, fromBlocked(vocabulary, question));
    const decision = decide(vocabulary, and(circuit, target, walked.passes));
    return { decision, reason: (values, request) => geoReason(walked, values, request) };
  });
}

/** Whether no client gets more requests through than it may, from any country. */
export function proveRateLimit(document: WebAclDocument, question: RateQuestion): Proof {
  const budget = createBudget(PROOF);
  return agreed(document, (reading) => proveRate({ document, reading, budget }, question));
}

function proveRate(read: Read, question: RateQuestion): Proof {
  return prove(read, question, [], ({ vocabulary, walked, exempt }) => ({
    decision: decideRate(vocabulary, walked, exempt, question),
    reason: (values, request) => rateReason(walked, values, request, question),
  }));
}

/** What the web ACL does to one request, rule by rule. Secret statements do not match unless it assumes so. */
export function walkRequest(document: WebAclDocument, request: Request): Walk {
  const budget = createBudget(PROOF);
  const walked = within(budget, PROOF, () => walkedBy(document, request, budget));
  return walked ?? { outcome: 'unknown', steps: [] };
}

function walkedBy(document: WebAclDocument, request: Request, budget: Budget): Walk {
  const acl = normalise(document, readings(document)[0], budget);
  const countries = [request.country, request.forwardedCountry ?? []].flat();
  const vocabulary = createVocabulary(acl, document, countries, {}, budget);
  const walked = walk(vocabulary, acl);
  return concreteWalk(walked, evaluate(vocabulary.circuit, observe(vocabulary, request)));
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
  readonly reason: (values: Parameters<typeof geoReason>[1], request: Request) => string;
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
      return {
        verdict: 'violated',
        witness: decision.request,
        walk: concreteWalk(walked, decision.values).steps,
        reason: reason(decision.values, decision.request),
        assumptions: [
          ...assumptions,
          ...reliedOn(vocabulary, walked.passes, decision.request),
          ...secrets(decision.request),
        ],
      };
  }
}

function assumed({ trustedProxy, except = [] }: Topology): readonly string[] {
  return [
    ...(trustedProxy ? ['the forwarded header is always present, well-formed and honest'] : []),
    ...except.map((name) => `no client is in IP set \`${name}\``),
  ];
}

function secrets({ assumed: secret = {} }: Request): readonly string[] {
  return Object.entries(secret).map(
    ([rule, matches]) => `\`${rule}\` ${matches ? 'matches' : 'does not match'}`,
  );
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
