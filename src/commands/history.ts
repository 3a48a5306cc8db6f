import type { AuditedSpan, History, Interval } from '../model/memory.ts';
import { textOfPlace } from '../model/place.ts';
import { UserError } from '../model/user-error.ts';
import { standingAt } from '../pipeline/history.ts';
import { isStoreThere, readMemory } from '../stores/open-memory.ts';
import { escapeInvisible } from '../text/escape.ts';
import { matchesGlob } from '../text/glob.ts';
import { version } from '../version.ts';
import { exitStatus } from './exit-status.ts';
import { nameOf } from './history/name.ts';
import { answersText, historyText, presentText } from './history/text.ts';
import type { Shell } from './shell.ts';

export interface HistoryOptions {
  /** A file, or the URL of a Postgres database. */
  readonly store: string;
  /** The time that is asked about. */
  readonly at?: string;
  /** Minutes that audits may lie apart and still say what was in between. */
  readonly within: number;
  readonly format: 'text' | 'json';
}

/** What was known of findings over time, or at a time. */
export async function historyCommand(
  finding: string | undefined,
  options: HistoryOptions,
  shell: Shell,
): Promise<number> {
  const { store } = options;
  if (!isStoreThere(store))
    throw new UserError(`there is no store ${store}\nname the one that audits are kept in, by --store`);
  const memory = await readMemory(store, { plumbline: version, now: shell.now() });
  try {
    return await tell(memory.history, finding, options, shell);
  } finally {
    await memory.close();
  }
}

async function tell(
  history: History,
  finding: string | undefined,
  { store, at, within, format }: HistoryOptions,
  shell: Shell,
): Promise<number> {
  const [all, audits] = [await history.verdicts(), await history.audits()];
  // Of nothing that was looked at nothing can be said to have held.
  if (all.length === 0 && audits.length === 0)
    throw new UserError(
      `no audit was ever kept in the store ${store}\nname the one that audits are kept in, by --store`,
    );
  const intervals = all.filter((interval) => finding === undefined || isMeant(interval, finding));
  if (intervals.length === 0 && finding !== undefined) throw new UserError(unknownFinding(finding, all));
  const isFull = finding !== undefined;
  const page = { width: shell.width, color: shell.color, within: within * 60_000, isFull };
  if (at !== undefined) {
    const answers = standingAt(intervals, audits, { at, within: page.within });
    shell.out(format === 'json' ? jsonOf({ at, answers }) : answersText(at, answers, audits, page));
    return statusOf(answers.map(({ answer }) => answer));
  }
  if (format === 'json') shell.out(jsonOf({ audits: audits.map(summaryOf), verdicts: intervals }));
  else shell.out(finding === undefined ? presentText(intervals, audits, page) : historyText(intervals, page));
  return exitStatus.ok;
}

const jsonOf = (document: object): string => `${escapeInvisible(JSON.stringify(document, null, 2))}\n`;

const summaryOf = ({ place, at, policies, unread }: AuditedSpan) => ({
  ...place,
  first: at[0],
  last: at.at(-1),
  audits: at.length,
  policies,
  unread,
});

/** `shop/services/autoscaling kiosk/menu`, as findings are named here, or a part of it; `*` and `?` are wild. */
function isMeant(interval: Interval, finding: string): boolean {
  const name = nameOf(interval);
  return /[*?]/.test(finding) ? matchesGlob(name, finding) : name.includes(finding);
}

function unknownFinding(finding: string, all: readonly Interval[]): string {
  const names = [...new Set(all.map((interval) => `${nameOf(interval)}  ${textOfPlace(interval.place)}`))];
  const some = names.slice(0, 10).map((name) => `  ${name}`);
  return [
    `the store knows no finding ${JSON.stringify(finding)}`,
    ...(some.length > 0 ? ['it knows, among others:', ...some] : []),
  ].join('\n');
}

/** 0 all held · 1 something was violated, or changed · 2 something was unknown, or nobody looked · 3 both. */
function statusOf(answers: readonly string[]): number {
  const isViolated = answers.some((answer) => ['violated', 'changed'].includes(answer));
  const isUnknown =
    answers.length === 0 || answers.some((answer) => ['unknown', 'nobody-looked'].includes(answer));
  return (isViolated ? exitStatus.violations : 0) | (isUnknown ? exitStatus.incomplete : 0);
}
