import { CronExpressionParser } from 'cron-parser';
import type { QuietWindow } from '../model/alerts.ts';
import type { Incident } from '../model/incident.ts';

/** The reason of a window that keeps an incident from calling anybody now; null where none does. */
export function quietAt(
  windows: readonly QuietWindow[],
  { policy, place }: Pick<Incident, 'policy' | 'place'>,
  now: Date,
): string | null {
  const window = windows.find(
    ({ accounts, policies, ...when }) =>
      includes(accounts, place?.account) && includes(policies, policy ?? undefined) && isOpen(when, now),
  );
  return window?.reason ?? null;
}

const includes = (only: readonly string[] | undefined, value: string | undefined): boolean =>
  only === undefined || (value !== undefined && only.includes(value));

/** From its start, that minute included, until its minutes are over: real ones, also where a clock is changed. */
export function isOpen(
  { start, minutes, timezone }: Pick<QuietWindow, 'start' | 'minutes' | 'timezone'>,
  now: Date,
): boolean {
  // The library knows a start that the clock skips or repeats only when it comes upon it from before.
  const currentDate = new Date(now.getTime() - minutes * 60_000 - before);
  const starts = CronExpressionParser.parse(start, { tz: timezone, currentDate });
  let began = starts.next().getTime();
  while (began <= now.getTime()) {
    if (now.getTime() - began < minutes * 60_000) return true;
    began = starts.next().getTime();
  }
  return false;
}

/** Longer than any clock is put back or forward. */
const before = 3 * 60 * 60 * 1000;
