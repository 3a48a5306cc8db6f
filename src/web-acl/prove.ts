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
import { geoReason, rateReason, type Violation } from './reason.ts';
import { assumed, secretAnswers } from './tell/assumptions.ts';
import { observeShown, shown } from './tell/hidden.ts';
import { vainLabels } from './tell/vain-labels.ts';
import { all, and, evaluate, type Literal, not } from './walk/circuit.ts';
import { fromBlocked } from './walk/facts.ts';
import { notExempt } from './walk/match-address.ts';
import { enough, isCountedBy, limiters, onlyCounts, weakness } from './walk/rate-rules.ts';
import { createVocabulary, type Vocabulary } from './walk/vocabulary.ts';
import { type Step, type SymbolicWalk, walk } from './walk/walk.ts';

/** Whether no request from a country that must be blocked gets through. */
export function proveGeoBlock(document: WebAclDocument, question: GeoQuestion): Proof {
  return inEveryReading(document, (reading) => proveGeo({ document, reading }, question));
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
  return inEveryReading(document, (reading) => proveRate({ document, reading }, question));
}

function proveRate(read: Read, question: RateQuestion): Proof {
  return prove(read, question, [], ({ vocabulary, walked, exempt }) => ({
    decision: decideRate(vocabulary, walked, exempt, question),
    reason: (violation) => rateReason(violation, question),
  }));
}

function inEveryReading(document: WebAclDocument, prove: (reading: Reading) => Proof): Proof {
  return agreed(
    document,
    prove,
    (witness, reading) => walkIn({ document, reading }, witness).outcome === 'allowed',
  );
}

/**
 * What the web ACL does to one request, rule by rule. Secret statements do not match unless it assumes so. Where search
 * strings may be meant in two ways and that decides, nobody knows.
 */
export function walkRequest(document: WebAclDocument, request: Request): Walk {
  const isMuddled = (misshapen(document) ?? disorder(document)) !== null;
  const [walked, ...others] = readings(document).map((reading) => walkIn({ document, reading }, request));
  return others.reduce(inBoth, isMuddled ? { ...(walked as Walk), outcome: 'unknown' } : (walked as Walk));
}

function inBoth(walked: Walk, other: Walk): Walk {
  const steps = walked.steps.map((step, at): WalkStep => {
    const isSame = step.outcome === other.steps[at]?.outcome;
    return isSame ? step : { ...step, outcome: 'unknown' };
  });
  return { outcome: walked.outcome === other.outcome ? walked.outcome : 'unknown', steps };
}

function walkIn({ document, reading }: Read, request: Request): Walk {
  const acl = normalise(document, reading);
  const countries = [request.country, request.forwardedCountry ?? []].flat();
  const vocabulary = createVocabulary(acl, document, countries, {});
  const walked = walk(vocabulary, acl);
  return concreteWalk(walked, evaluate(vocabulary.circuit, observeShown(vocabulary, request)));
}

/** A request as it may be shown: without the values that the web ACL compares. */
export function showRequest(document: WebAclDocument, request: Request): Request {
  const acl = normalise(document, readings(document)[0]);
  const vocabulary = createVocabulary(acl, document, [request.country], {});
  walk(vocabulary, acl);
  return shown(vocabulary, acl, request);
}

interface Read {
  readonly document: WebAclDocument;
  readonly reading: Reading;
}

interface Case {
  readonly vocabulary: Vocabulary;
  readonly walked: SymbolicWalk;
  readonly exempt: Literal;
}

interface Answer {
  readonly decision: Decision;
  readonly reason: (violation: Violation) => string;
}

function prove(
  { document, reading }: Read,
  topology: Topology,
  asked: readonly string[],
  ask: (about: Case) => Answer,
): Proof {
  const muddle = misshapen(document) ?? disorder(document);
  if (muddle !== null) return { verdict: 'unknown', reason: muddle };
  const acl = normalise(document, reading);
  const vocabulary = createVocabulary(acl, document, asked, topology);
  const walked = walk(vocabulary, acl);
  const { decision, reason } = ask({ vocabulary, walked, exempt: notExempt(vocabulary) });
  const assumptions = assumed(topology);
  switch (decision.kind) {
    case 'never':
      return { verdict: 'proved', assumptions };
    case 'unsure':
      return { verdict: 'unknown', reason: decision.why };
    case 'request': {
      const { values, request: witness } = decision;
      const request = shown(vocabulary, acl, witness);
      const seen = { vocabulary, document, values, request };
      return {
        verdict: 'violated',
        witness,
        shown: request,
        walk: concreteWalk(walked, values).steps,
        reason: reason({ walk: walked, seen, vain: vainLabels(acl) }),
        assumptions: [
          ...assumptions,
          ...reliedOn(vocabulary, walked.passes, witness),
          ...secretAnswers(acl, witness),
        ],
      };
    }
  }
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
