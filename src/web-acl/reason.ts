import { displayName } from './concrete-walk.ts';
import { addressAt } from './decide/observe.ts';
import type { RateQuestion, Request } from './model.ts';
import { signed, type Truth } from './walk/circuit.ts';
import { weakness } from './walk/rate-rules.ts';
import type { Step, SymbolicWalk } from './walk/walk.ts';

type Is = (literal: number) => Truth;

/** Why a request from a country that must be blocked gets through, in a line. */
export function geoReason(walk: SymbolicWalk, values: readonly Truth[], request: Request): string {
  const is: Is = (literal) => signed(values, literal);
  const who = describe(request);
  const by = allowedBy(walk, is);
  if (by !== undefined) return `${who} is allowed by ${cite(by)}${before(walk, by, is, endsRequest)}`;
  const cause = [...walk.steps].map((step) => spared(step, is, request)).find((found) => found !== null);
  return cause === undefined
    ? `${who} matches no rule that blocks it, and the default action allows it`
    : `${who} passes: ${cause}`;
}

/** Why a client gets more requests through than it may. */
export function rateReason(
  walk: SymbolicWalk,
  values: readonly Truth[],
  request: Request,
  question: RateQuestion,
): string {
  const is: Is = (literal) => signed(values, literal);
  const who = describe(request);
  const rates = walk.steps.filter((step) => step.rate !== null);
  const good = rates.filter((step) => weakness(step, question) === null);
  const by = allowedBy(walk, is);
  if (by !== undefined && walk.steps.indexOf(by) < walk.steps.findIndex((step) => good.includes(step))) {
    return `${who} is allowed by ${cite(by)}${before(walk, by, is, (step) => good.includes(step))}`;
  }
  const [limiter] = good;
  if (limiter !== undefined)
    return `${who} is not counted by rate ${cite(limiter)}: ${uncounted(limiter, is)}`;
  const weak = rates.map((step) => `rate ${cite(step)} ${weakness(step, question)}`);
  return `${who} is not limited: ${weak[0] ?? 'there is no rate rule'}`;
}

function uncounted({ rate, skipped }: Step, is: Is): string {
  if (is(skipped) === true) return `header ${rate?.statement.forwarded?.header} is absent`;
  if (is(rate?.inScope ?? 0) === false) return 'its scope-down statement leaves it out';
  return 'an earlier rule decides';
}

/** `GET /health from KP`, with whatever else about the request may matter. */
function describe(request: Request): string {
  const {
    method,
    path,
    query,
    country,
    headers,
    forwardedCountry,
    forwardedCountries = {},
    token,
    body,
  } = request;
  // A value may be the secret that a rule trusts: the witness holds it, a line that goes to a chat need not.
  const withs = [
    ...Object.keys(headers).map((name) => {
      const isForwarded = forwardedCountry !== undefined && addressAt(request, name, 'FIRST') !== null;
      return isForwarded ? `${name} from ${forwardedCountries[name] ?? forwardedCountry}` : `header ${name}`;
    }),
    ...(body === undefined ? [] : ['a body']),
    ...(token === 'valid' ? ['a valid token'] : []),
  ];
  const line = `${method} ${short(query === '' ? path : `${path}?${query}`)} from ${country}`;
  return withs.length === 0 ? line : `${line} with ${withs.join(', ')}`;
}

const LONG = 80;

function short(text: string): string {
  return text.length > LONG ? `${text.slice(0, LONG)}… (${text.length} characters)` : text;
}

function cite(step: Step): string {
  const { group, priority } = step;
  if (group === null) return `rule \`${step.name}\` (priority ${priority})`;
  return `rule \`${displayName(step)}\` (priority ${group.priority})`;
}

function allowedBy(walk: SymbolicWalk, is: Is): Step | undefined {
  return walk.steps.find((step) => is(step.allowed) === true && is(step.count) === false);
}

function before(walk: SymbolicWalk, by: Step, is: Is, stops: (step: Step, is: Is) => boolean): string {
  const later = walk.steps.slice(walk.steps.indexOf(by) + 1).find((step) => stops(step, is));
  return later === undefined ? '' : ` before ${cite(later).replace(/^rule /, '')}`;
}

/** A later rule that would have blocked the request. */
function endsRequest(step: Step, is: Is): boolean {
  return step.action === 'Block' && is(step.matched) === true && step.group?.override !== 'Count';
}

/** How a rule that was about this request let it go. */
function spared(step: Step, is: Is, request: Request): string | null {
  if (is(step.reached) !== true || !looksAtCountry(step)) return null;
  if (is(step.skipped) === true) return `${cite(step)} does not apply without the header it reads`;
  if (is(step.matched) !== true) return null;
  if (step.group?.override === 'Count') return `rule group \`${step.group.name}\` is overridden to Count`;
  if (step.action === 'Count') return `${cite(step)} only counts`;
  return request.token === 'valid' ? `${cite(step)} lets a valid token pass` : null;
}

function looksAtCountry({ rule }: Step): boolean {
  return rule !== null && ['geo', 'and', 'or', 'not', 'label'].includes(rule.statement.kind);
}
