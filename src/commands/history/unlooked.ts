import type { VerdictState } from '../../model/memory.ts';
import { textOfPlace } from '../../model/place.ts';
import type { Answer, Observation } from '../../pipeline/history.ts';

/** Findings of one place that the same two audits lie around, too far apart to say what was between them. */
export type Unlooked = readonly [Answer, ...Answer[]];

/** Where nobody looked at a place at all, that is said once; of a single finding it is said beside it. */
export function unlookedIn(answers: readonly Answer[]): {
  readonly unseen: readonly Unlooked[];
  readonly others: readonly Answer[];
} {
  const groups = new Map<string, [Answer, ...Answer[]]>();
  for (const one of answers.filter(({ answer }) => answer === 'nobody-looked')) {
    const key = [textOfPlace(one.about.place), one.before?.at, one.after?.at].join(' ');
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  const unseen = [...groups.values()].filter(({ length }) => length > 1);
  const grouped = new Set<Answer>(unseen.flat());
  return { unseen, others: answers.filter((one) => !grouped.has(one)) };
}

/** `nobody looked from … to …: 12 held before and after, 1 violated before and held after` */
export function unlookedText(group: Unlooked): string {
  const [{ before, after }] = group;
  const counts = new Map<string, number>();
  for (const one of group) counts.set(around(one), (counts.get(around(one)) ?? 0) + 1);
  const seen = [...counts].sort(([, a], [, b]) => b - a).map(([what, count]) => `${count} ${what}`);
  return `nobody looked ${span(before, after)}: ${seen.join(', ')}`;
}

function span(before: Observation | null, after: Observation | null): string {
  if (before && after) return `from ${before.at} to ${after.at}`;
  return before ? `since ${before.at}` : `before ${after?.at}`;
}

function around({ before, after }: Answer): string {
  if (!(before && after)) return wordOf(before ?? after);
  const [left, right] = [wordOf(before), wordOf(after)];
  return left === right ? `${left} before and after` : `${left} before and ${right} after`;
}

const wordOf = (observation: Observation | null): string =>
  observation?.seen ? words[observation.seen.state] : 'not there';

const words: Readonly<Record<VerdictState, string>> = {
  holds: 'held',
  violated: 'violated',
  excepted: 'violated under an exception',
  unknown: 'unknown',
  'not-applicable': 'not applicable',
};
