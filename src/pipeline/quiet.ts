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

/** From its start, that minute included, until its minutes are over: real ones, also where a clock is put back. */
export function isOpen(
  { start, minutes, timezone }: Pick<QuietWindow, 'start' | 'minutes' | 'timezone'>,
  now: Date,
): boolean {
  // `prev` is strictly before what it is given.
  const currentDate = new Date(now.getTime() + 1);
  const began = CronExpressionParser.parse(start, { tz: timezone, currentDate }).prev().getTime();
  return now.getTime() - began < minutes * 60_000;
}
