import { everywhere } from '../../model/known.ts';
import type { AuditedSpan, Interval, VerdictState } from '../../model/memory.ts';
import { type PlaceRef, textOfPlace } from '../../model/place.ts';
import type { Answer, Observation } from '../../pipeline/history.ts';
import { marked, type Page, pageOf, paragraph, spread } from '../../text/page.ts';
import { plural } from '../../text/plural.ts';
import { printableDeep } from '../../text/printable.ts';
import { nameOf } from './name.ts';
import { standingLines } from './standing.ts';
import { unlookedIn, unlookedText } from './unlooked.ts';

export interface TextOptions {
  readonly width: number;
  readonly color: boolean;
  /** Audits further apart, in milliseconds, say nothing of the time between them. */
  readonly within: number;
  /** Whether what holds is told one by one, however much it is. */
  readonly isFull: boolean;
}

/** How each finding stands at present, and how often was looked. */
export function presentText(
  hostile: readonly Interval[],
  spans: readonly AuditedSpan[],
  options: TextOptions,
): string {
  const page = pageOf({ ...options, verbose: false });
  const present = printableDeep(hostile).filter(({ ended }) => ended === null);
  const lines = standingLines(page, present, {
    isFull: options.isFull,
    standingOf: ({ state }) => state,
    nameOf,
    linesOf: (interval) => [
      ...headLines(page, interval),
      ...paragraph(
        page,
        6,
        `${words[interval.state]} since ${interval.from}, last seen ${interval.lastConfirmed}`,
      ),
    ],
  });
  return textOf([...auditLines(spans, options.within), '', ...lines]);
}

/** Each finding with all that it ever was. */
export function historyText(hostile: readonly Interval[], options: TextOptions): string {
  const page = pageOf({ ...options, verbose: false });
  const intervals = printableDeep(hostile);
  const identities = [...new Set(intervals.map(({ identity }) => identity))];
  const sections = identities.map((identity) => {
    const own = intervals.filter((interval) => interval.identity === identity);
    const heads = own
      .slice(0, 1)
      .flatMap((first) => spread(page, page.paint.bold(nameOf(first)), placeOf(first)));
    return [...heads, ...own.flatMap((interval, at) => intervalLines(page, interval, own[at - 1]))];
  });
  return textOf(sections.flatMap((lines, at) => (at === 0 ? lines : ['', ...lines])));
}

/** How each finding stood at a time. */
export function answersText(
  at: string,
  hostile: readonly Answer[],
  spans: readonly AuditedSpan[],
  options: TextOptions,
): string {
  const page = pageOf({ ...options, verbose: false });
  const answers = printableDeep(hostile);
  if (answers.length === 0)
    return textOf([`nothing is known of ${at}: nobody looked`, '', ...auditLines(spans, options.within)]);
  const { unseen, others } = unlookedIn(answers);
  const lines = standingLines(page, others, {
    isFull: options.isFull,
    all: answers,
    standingOf: ({ answer }) => answer,
    nameOf: ({ about }) => nameOf(about),
    linesOf: (answer) => [
      ...spread(page, `  ${markOf(page, answer.answer)} ${nameOf(answer.about)}`, placeOf(answer.about)),
      ...paragraph(page, 6, sentenceOf(answer)),
    ],
  });
  const places = unseen.flatMap((group) => [
    ...spread(
      page,
      `  ${markOf(page, 'nobody-looked')} ${plural(group.length, 'finding')}`,
      placeOf(group[0].about),
    ),
    ...paragraph(page, 6, unlookedText(group)),
  ]);
  return textOf([page.paint.bold(`at ${at}`), ...places, ...lines]);
}

const textOf = (lines: readonly string[]): string => `${lines.join('\n')}\n`;

const words: Readonly<Record<VerdictState, string>> = {
  holds: 'holds',
  violated: 'violated',
  excepted: 'violated under an exception',
  unknown: 'unknown',
  'not-applicable': 'does not apply',
};

function markOf({ paint }: Page, answer: Answer['answer']): string {
  if (answer === 'violated' || answer === 'changed') return paint.red('✗');
  return answer === 'unknown' || answer === 'nobody-looked' ? paint.yellow('?') : paint.green('✓');
}

function headLines(page: Page, interval: Interval): string[] {
  return spread(page, `  ${markOf(page, interval.state)} ${nameOf(interval)}`, placeOf(interval));
}

function intervalLines(page: Page, interval: Interval, before: Interval | undefined): string[] {
  const { state, message, after, from, lastConfirmed, ended } = interval;
  const since = after === null ? `from ${from}` : `from ${from} (${otherwise(interval, before)} ${after})`;
  const until = ended === null ? `last seen ${lastConfirmed}` : `until ${lastConfirmed}`;
  return [
    ...marked(page, 2, markOf(page, state), `${words[state]} ${since} ${until}`),
    ...(message === 'holds' ? [] : paragraph(page, 6, message)),
  ];
}

/** What is new about an interval: its state, the policy that it was judged by, or a value. */
function otherwise(now: Interval, before: Interval | undefined): string {
  const isOther = before?.state !== now.state;
  const isJudgedAnew = before !== undefined && before.policySha256 !== now.policySha256;
  if (!isOther && !isJudgedAnew) return 'by another value';
  return `${isOther ? 'seen otherwise' : 'the same'}${isJudgedAnew ? ' by another text of the policy' : ''}`;
}

function sentenceOf({ answer, before, after }: Answer): string {
  if (answer === 'nobody-looked') return `nobody looked: ${around(before, after)}`;
  if (answer === 'changed') return `changed in between: ${around(before, after)}`;
  const message = before?.seen?.message;
  const what = message && message !== 'holds' ? `: ${message}` : '';
  return `${answer === 'absent' ? 'not there' : words[answer]}, ${around(before, after)}${what}`;
}

/** The two observations that the answer rests on. */
function around(before: Observation | null, after: Observation | null): string {
  const left = before ? `${seenAs(before)} at ${before.at}` : 'no audit before';
  const right = after ? `${seenAs(after)} at ${after.at}` : 'no audit since';
  const isJudgedAnew = before?.seen && after?.seen && before.seen.policySha256 !== after.seen.policySha256;
  return `${left}, ${right}${isJudgedAnew ? ', by another text of the policy' : ''}`;
}

const seenAs = ({ seen }: Observation): string => (seen ? `observed ${words[seen.state]}` : 'not there');

/** How often each place was audited, and when nobody looked. */
function auditLines(spans: readonly AuditedSpan[], within: number): string[] {
  const places = new Map(
    spans.filter(({ place }) => !isEverywhere(place)).map(({ place }) => [textOfPlace(place), place]),
  );
  return [...places.keys()].flatMap((place) => {
    const times = spans.filter((span) => textOfPlace(span.place) === place).flatMap(({ at }) => at);
    const head = `${place}: ${plural(times.length, 'audit')} from ${times[0]} to ${times.at(-1)}`;
    return [head, ...gapLines(times, within)];
  });
}

const mostGaps = 5;

function gapLines(times: readonly string[], within: number): string[] {
  const gaps = times.flatMap((time, at) => {
    const before = times[at - 1];
    const isLong = before !== undefined && Date.parse(time) - Date.parse(before) > within;
    return isLong ? [`  nobody looked from ${before} to ${time}`] : [];
  });
  const hidden = gaps.length - mostGaps;
  return [...gaps.slice(-mostGaps), ...(hidden > 0 ? [`  nor ${plural(hidden, 'time')} before`] : [])];
}

const isEverywhere = ({ account }: PlaceRef): boolean => account === everywhere.account;

const placeOf = ({ place }: Interval): string => (isEverywhere(place) ? '' : textOfPlace(place));
