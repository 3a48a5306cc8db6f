import type { AuditedSpan, Interval, VerdictState } from '../model/memory.ts';
import { textOfPlace } from '../model/place.ts';

/** What was seen of a finding at one audit; null where there was no such thing. */
export interface Observation {
  readonly at: string;
  readonly seen: Pick<Interval, 'state' | 'message' | 'policySha256' | 'evidence'> | null;
}

/** How a requirement stood at a time, by the observations around it. */
export interface Answer {
  readonly about: Interval;
  readonly answer: VerdictState | 'changed' | 'nobody-looked' | 'absent';
  /** The last audit until then; null where there was none. */
  readonly before: Observation | null;
  /** The first audit after; null where there is none yet. */
  readonly after: Observation | null;
}

export interface Question {
  readonly at: string;
  /** Audits that lie further apart than so many milliseconds do not say what was in between. */
  readonly within: number;
}

/** How each of the findings stood at a time. What two audits close to each other saw alike is held to be so in between. */
export function standingAt(
  intervals: readonly Interval[],
  spans: readonly AuditedSpan[],
  question: Question,
): readonly Answer[] {
  const histories = new Map<string, Interval[]>();
  for (const interval of intervals) {
    const history = histories.get(interval.identity);
    if (history) history.push(interval);
    else histories.set(interval.identity, [interval]);
  }
  const auditsOf = auditsBy(spans);
  return [...histories.values()]
    .map((history) => answer(history, auditsOf(history), question))
    .filter((one) => one.answer !== 'absent');
}

/** The times of the audits that a finding could have been seen by: those of its place, by its policy. */
function auditsBy(spans: readonly AuditedSpan[]): (history: readonly Interval[]) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return ([interval]) => {
    if (!interval) return [];
    const { place, policy } = interval;
    const key = `${textOfPlace(place)} ${policy}`;
    const times =
      known.get(key) ??
      spans
        .filter((span) => textOfPlace(span.place) === textOfPlace(place) && span.policies.includes(policy))
        .flatMap(({ at }) => at);
    known.set(key, times);
    return times;
  };
}

function answer(history: readonly Interval[], audits: readonly string[], { at, within }: Question): Answer {
  const next = audits.findIndex((time) => time > at);
  const [earlier, later] = [next < 0 ? audits.at(-1) : audits[next - 1], next < 0 ? undefined : audits[next]];
  const before = earlier === undefined ? null : observed(history, earlier);
  const after = later === undefined ? null : observed(history, later);
  const [first] = history as readonly [Interval, ...Interval[]];
  const about = history.findLast(({ from }) => from <= at) ?? first;
  return { about, answer: conclude(before, after, at, within), before, after };
}

function observed(history: readonly Interval[], at: string): Observation {
  return { at, seen: history.find(({ from, lastConfirmed }) => from <= at && at <= lastConfirmed) ?? null };
}

function conclude(
  before: Observation | null,
  after: Observation | null,
  at: string,
  within: number,
): Answer['answer'] {
  if (!before?.seen && !after?.seen) return 'absent';
  if (before?.at === at) return before.seen?.state ?? 'absent';
  if (!(before && after)) return 'nobody-looked';
  if (Date.parse(after.at) - Date.parse(before.at) > within) return 'nobody-looked';
  if (before.seen && before.seen.state === after.seen?.state) return before.seen.state;
  return 'changed';
}
