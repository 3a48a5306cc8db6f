import { type Allowance, spend } from './budget.ts';
import { displayName } from './concrete-walk.ts';
import type { RateQuestion } from './model.ts';
import { causesOf, isAboutCountry, newEffort } from './tell/cause.ts';
import { type Change, FROM, type Seen } from './tell/change.ts';
import { describe } from './tell/describe.ts';
import type { Vain } from './tell/vain-labels.ts';
import { signed, type Truth } from './walk/circuit.ts';
import { weakness } from './walk/rate-rules.ts';
import type { Step, SymbolicWalk } from './walk/walk.ts';

type Is = (literal: number) => Truth;

/** A violation to be put into words: `seen.request` is as it may be shown. */
export interface Violation {
  readonly walk: SymbolicWalk;
  readonly seen: Seen;
  /** Labels that nothing adds, by the rule that looks for them. */
  readonly vain: ReadonlyMap<string, Vain>;
}

/** A violation in words. */
export interface Told {
  /** In a line. */
  readonly reason: string;
  /** What mends it, where that is one thing to name. */
  readonly fix?: string | undefined;
}

/** Why a request from a country that must be blocked gets through. */
export function geoReason({ walk, seen, vain }: Violation): Told {
  const is: Is = (literal) => signed(seen.values, literal);
  const who = describe(seen.request);
  const effort = newEffort(seen.vocabulary.budget);
  const by = allowedBy(walk, is);
  if (by !== undefined)
    return {
      reason: `${who} is allowed by ${cite(by)}${before(walk, by, is, endsRequest)}${whose(seen, by, effort)}`,
      fix: moved(by, laterThan(walk, by, is, endsRequest), 'or leave these countries out of'),
    };
  const found = walk.steps.flatMap((step) => [
    ...misspelt(seen, walk, step, vain, effort),
    ...sparing(seen, step, is, effort),
  ]);
  const [best] = found.toSorted((a, b) => a.rank - b.rank);
  return best === undefined
    ? {
        reason: `${who} matches no rule that blocks it, and the default action allows it`,
        fix: 'Add a rule that blocks these countries, before every rule that allows.',
      }
    : { reason: `${who} passes: ${best.why}`, fix: best.fix };
}

interface Sparing {
  /** What exempts a request comes first, then what takes the force of a rule, then what keeps a rule small. */
  readonly rank: number;
  readonly why: string;
  readonly fix?: string | undefined;
}

/** How a rule that is about the country of this request let it go. */
function sparing(seen: Seen, step: Step, is: Is, effort: Allowance): readonly Sparing[] {
  if (is(step.reached) !== true || step.rule === null || step.action === 'Allow') return [];
  if (is(step.matched) === true) {
    const why = toothless(seen, step);
    return why !== null && isAboutCountry(seen, step.matched, new Map(), effort)
      ? [{ rank: 2, why, fix: toBlock(step) }]
      : [];
  }
  if (toothless(seen, step) !== null) return [];
  const cause = countryCause(seen, step, effort);
  if (cause === undefined) return [];
  const { kind, fact } = cause;
  const isSkipped = is(step.skipped) === true;
  const why = isSkipped ? 'does not apply without the header it reads' : `leaves it out: ${fact}`;
  return [
    {
      rank: kind === 'lacks' ? 3 : 0,
      why: `${cite(step)} ${why}`,
      fix: isSkipped ? byAddress : widened(step),
    },
  ];
}

// https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-forwarded-ip-address.html
const byAddress =
  'Block these countries by the source address of requests as well: AWS WAF leaves out a rule whose header is absent.';

const widened = ({ group, name }: Step): string | undefined =>
  group
    ? undefined
    : `Widen rule \`${name}\` to every request from these countries, or add a rule that blocks them without further conditions.`;

/** A rule that looks for a label which a rule about this country adds, spelt in another case. */
function misspelt(
  seen: Seen,
  walk: SymbolicWalk,
  step: Step,
  vain: ReadonlyMap<string, Vain>,
  effort: Allowance,
): readonly Sparing[] {
  const found = vain.get(displayName(step));
  const alike = found?.alike;
  if (alike === undefined || step.action === 'Allow') return [];
  spend(seen.vocabulary.budget, walk.steps.length);
  const by = walk.steps.find(({ rule }) => rule?.labels.includes(alike));
  const isIts = by !== undefined && signed(seen.values, by.matched) === true;
  if (!isIts || !isAboutCountry(seen, by.matched, new Map(), effort)) return [];
  const fix = `Have rule \`${displayName(step)}\` look for the label as it is added.`;
  return [{ rank: 1, why: `${cite(step)} ${found?.why}`, fix }];
}

/** The one thing but for which a rule would have blocked the request, and not one from anywhere. */
function countryCause(seen: Seen, step: Step, effort: Allowance): Change | undefined {
  const causes = [...causesOf(seen, step.matched, true, effort)].filter(
    ({ fact, inputs }) => !fact.startsWith(FROM) && isAboutCountry(seen, step.matched, inputs, effort),
  );
  return causes.find(({ kind }) => kind !== 'lacks') ?? causes[0];
}

/** Why a rule that matches stops nobody. */
function toothless({ request }: Seen, step: Step): string | null {
  if (step.group?.override === 'Count') return `rule group \`${step.group.name}\` is overridden to Count`;
  if (step.action === 'Count') return `${cite(step)} only counts`;
  const isTest = step.action === 'Captcha' || step.action === 'Challenge';
  return isTest && request.token === 'valid' ? `${cite(step)} lets a valid token pass` : null;
}

/** What makes a rule block that matches and stops nobody. */
function toBlock({ group, name, action }: Step): string | undefined {
  if (group?.override === 'Count') return `Take the override to Count from rule group \`${group.name}\`.`;
  return group === null && action !== 'Block' ? `Set the action of rule \`${name}\` to Block.` : undefined;
}

/** What moves the one rule before the other; only within one list can a rule be moved. */
function moved(by: Step, later: Step | undefined, otherwise: string): string | undefined {
  if (later === undefined || by.group || later.group || by.stage !== later.stage) return undefined;
  return `Move rule \`${later.name}\` before \`${by.name}\`, ${otherwise} \`${by.name}\`.`;
}

/** Why a client gets more requests through than it may. */
export function rateReason({ walk, seen }: Violation, question: RateQuestion): Told {
  const is: Is = (literal) => signed(seen.values, literal);
  const who = describe(seen.request);
  const effort = newEffort(seen.vocabulary.budget);
  const rates = walk.steps.filter((step) => step.rate !== null);
  const isGood = (step: Step) => step.rate !== null && weakness(step, question) === null;
  const by = allowedBy(walk, is);
  const first = walk.steps.findIndex(isGood);
  if (by !== undefined && walk.steps.indexOf(by) < first)
    return {
      reason: `${who} is allowed by ${cite(by)}${before(walk, by, is, isGood)}${whose(seen, by, effort)}`,
      fix: moved(by, laterThan(walk, by, is, isGood), 'or do not allow what matches'),
    };
  const failings = rates.map((step) => failing(seen, step, question, effort));
  const [best] = failings.toSorted((a, b) => a.rank - b.rank);
  if (best !== undefined) return { reason: `${who} ${best.why}`, fix: best.fix };
  return {
    reason: `${who} is not limited: there is no rate rule`,
    fix: `Add a rate-based rule that blocks every client address above ${question.requests} requests in ${question.seconds} s, before every rule that allows.`,
  };
}

/** How a rate rule falls short of limiting this request: what would hold but for one thing comes first. */
function failing(seen: Seen, step: Step, question: RateQuestion, effort: Allowance): Sparing {
  const weak = weakness(step, question);
  const why = weak === null ? uncounted(seen, step, effort) : { rank: weakRank(seen, step), why: weak };
  const opening = weak === null ? 'is not counted by rate' : 'is not limited: rate';
  return {
    rank: why.rank,
    why: `${opening} ${cite(step)}${weak === null ? ': ' : ' '}${why.why}`,
    fix: weak === null ? why.fix : (toBlock(step) ?? tightened(step, question)),
  };
}

const tightened = (step: Step, { requests, seconds }: RateQuestion): string =>
  `Have rule \`${displayName(step)}\` block every client address above ${requests} requests in ${seconds} s.`;

function weakRank({ values }: Seen, step: Step): number {
  const isReached =
    signed(values, step.reached) === true && signed(values, step.rate?.inScope ?? 1) !== false;
  if (!isReached) return 6;
  return step.action === 'Count' || step.group?.override === 'Count' ? 4 : 1;
}

function uncounted(seen: Seen, { rate, skipped, reached }: Step, effort: Allowance): Sparing {
  const is: Is = (literal) => signed(seen.values, literal);
  if (is(reached) === false) return { rank: 3, why: 'an earlier rule decides' };
  if (is(skipped) === true) return { rank: 1, why: `header ${rate?.statement.forwarded?.header} is absent` };
  if (rate === null || is(rate.inScope) !== false) return { rank: 3, why: 'an earlier rule decides' };
  const causes = [...causesOf(seen, rate.inScope, true, effort)];
  const cause = causes.find(({ kind }) => kind !== 'lacks') ?? causes[0];
  const why = 'its scope-down statement leaves it out';
  const fix = 'Widen its scope-down statement to all requests, or add a rate-based rule without one.';
  if (cause === undefined) return { rank: 5, why, fix };
  return { rank: cause.kind === 'lacks' ? 2 : 0, why: `${why}, since ${cause.fact}`, fix };
}

function cite(step: Step): string {
  const { group, priority } = step;
  if (group === null) return `rule \`${step.name}\` (priority ${priority})`;
  return `rule \`${displayName(step)}\` (priority ${group.priority})`;
}

/** The address by which a rule knows whom it lets in. */
function whose(seen: Seen, by: Step, effort: Allowance): string {
  const isOfAddress = ({ fact }: Change) => fact.includes(' in IP set ');
  const [found] = [...causesOf(seen, by.matched, false, effort)].filter(isOfAddress);
  return found === undefined ? '' : `: ${found.fact}`;
}

function allowedBy(walk: SymbolicWalk, is: Is): Step | undefined {
  return walk.steps.find((step) => is(step.allowed) === true && is(step.count) === false);
}

function before(walk: SymbolicWalk, by: Step, is: Is, stops: (step: Step, is: Is) => boolean): string {
  const later = laterThan(walk, by, is, stops);
  return later === undefined ? '' : ` before ${cite(later).replace(/^rule /, '')}`;
}

const laterThan = (
  walk: SymbolicWalk,
  by: Step,
  is: Is,
  stops: (step: Step, is: Is) => boolean,
): Step | undefined => walk.steps.slice(walk.steps.indexOf(by) + 1).find((step) => stops(step, is));

/** A later rule that would have blocked the request. */
function endsRequest(step: Step, is: Is): boolean {
  return step.action === 'Block' && is(step.matched) === true && step.group?.override !== 'Count';
}
