import type { RateQuestion } from '../model.ts';
import { and, FALSE, type Literal, not, or, TRUE } from './circuit.ts';
import { isOfClient } from './facts.ts';
import type { Counted } from './rule-match.ts';
import { fresh, type Vocabulary } from './vocabulary.ts';
import type { Step } from './walk.ts';

/** A rate rule that limits every client it counts as the policy asks. */
export interface Limiter {
  readonly step: Step;
  /** The requests it counts. */
  readonly counted: Literal;
  /** The most requests a client gets through in the policy's time. */
  readonly most: number;
  /** Whether it counts all of a client's requests or none: its scope depends on who asks, not on what for. */
  readonly isPerClient: boolean;
}

export function limiters(
  vocabulary: Vocabulary,
  steps: readonly Step[],
  question: RateQuestion,
  isEnough: (step: Step) => boolean = (step) => weakness(step, question) === null,
): readonly Limiter[] {
  return steps.flatMap((step) => {
    if (step.rate === null || !isEnough(step)) return [];
    const { statement, counted } = step.rate;
    const { circuit } = vocabulary;
    const works = [step.reached, counted, not(step.count), doubt(vocabulary, step)];
    return [
      {
        step,
        counted: works.reduce((sum, literal) => and(circuit, sum, literal), TRUE),
        most: mostRequests(statement, question.seconds),
        isPerClient: isOfClient(vocabulary, step.rate.inScope),
      },
    ];
  });
}

/** Whether a rate rule would do if it blocked: a label that it adds may lead to that. */
export function onlyCounts(step: Step, question: RateQuestion): boolean {
  const wouldDo = weakness({ ...step, action: 'Block' }, question) === null;
  return step.action === 'Count' && (step.rule?.labels.length ?? 0) > 0 && wouldDo;
}

/** What no reading of the rule tells: its action or its limit. */
function doubt(vocabulary: Vocabulary, { rule, rate }: Step): Literal {
  if (rule !== null && typeof rule.action === 'object') return fresh(vocabulary, rule.action.unknown);
  const limit = rate?.statement.limit;
  const perhaps = rate?.namespaces.find(({ varies }) => varies === 'perhaps');
  if (perhaps !== undefined)
    return fresh(vocabulary, `whether a client varies the labels of ${perhaps.key} is not known`);
  return typeof limit === 'object' ? fresh(vocabulary, limit.unknown) : TRUE;
}

/** A shorter window lets its limit through once per window; a longer one may let its whole limit through at once. */
function mostRequests({ limit, window }: Counted['statement'], seconds: number): number {
  return typeof limit === 'number' ? limit * Math.ceil(seconds / window) : 0;
}

/** Why a rate rule does not limit every client it counts as asked, or null. */
export function weakness(step: Step, question: RateQuestion): string | null {
  const statement = step.rate?.statement;
  if (statement === undefined) return 'is not a rate rule';
  const { limit, window, key } = statement;
  const most = mostRequests(statement, question.seconds);
  if (step.group?.override === 'Count') return `is in rule group \`${step.group.name}\`, overridden to Count`;
  const action = weakAction(step, question);
  if (action !== null) return action;
  if (key.kind === 'varied') return `counts by ${key.by}, which the client varies`;
  const varied = step.rate?.namespaces.find(({ varies }) => varies === 'yes');
  if (varied !== undefined) return `counts by the labels of ${varied.key}, which the client varies`;
  if (key.kind === 'forwarded' && !(question.trustedProxy ?? false)) {
    return `counts by header ${key.header}, which the client controls`;
  }
  if (most <= question.requests) return null;
  return `allows ${String(limit)} requests in ${window} s, more than ${question.requests} in ${question.seconds} s`;
}

function weakAction({ action }: Step, { acceptChallenge }: RateQuestion): string | null {
  if (action === 'Count') return 'only counts';
  if (action === 'Allow') return 'allows what is over the limit';
  if (action === 'Monetize') return 'answers with Monetize, which a payment passes';
  const isChallenge = action === 'Captcha' || action === 'Challenge';
  return isChallenge && !(acceptChallenge ?? false)
    ? `answers with ${action}, which a valid token passes`
    : null;
}

/** Sets of limiters that together keep any one client within the policy, each set on its own; the largest first. */
export function enough(found: readonly Limiter[], question: RateQuestion): readonly (readonly Limiter[])[] {
  const perClient = found.filter((limiter) => limiter.isPerClient);
  const others = found.filter((limiter) => !limiter.isPerClient).sort((a, b) => a.most - b.most);
  const together: Limiter[] = [];
  let sum = 0;
  for (const limiter of others) {
    if (sum + limiter.most > question.requests) break;
    together.push(limiter);
    sum += limiter.most;
  }
  const single = others.map((limiter) => [...perClient, limiter]);
  return [[...perClient, ...together], ...(together.length === others.length ? [] : single)];
}

export function isCountedBy(vocabulary: Vocabulary, found: readonly Limiter[]): Literal {
  return found.reduce((sum, { counted }) => or(vocabulary.circuit, sum, counted), FALSE as Literal);
}
