import { CronExpressionParser } from 'cron-parser';
import type { Schedule } from '../model/schedule.ts';

/**
 * The first time after another that something is due. A time that the clock skips comes as much later as the clock is
 * put forward, one that it repeats comes once, and what is due every so many minutes goes on through the hour that is
 * repeated.
 */
export function nextDue(schedule: Schedule, after: Date): Date {
  const times = dueFrom(schedule, after.getTime() - before);
  for (;;) {
    const time = times();
    if (time > after.getTime()) return new Date(time);
  }
}

/** The last time until another, itself included, that something was due. */
export function previousDue(schedule: Schedule, until: Date): Date {
  const end = until.getTime();
  for (let span = before; ; span *= 8) {
    const last = lastWithin(schedule, end - span, end);
    if (last !== undefined) return new Date(last);
  }
}

/** The `count`th time after another, and how long before it the one before was due, in milliseconds. */
export function nthDue(
  schedule: Schedule,
  after: Date,
  count: number,
): { readonly at: Date; readonly every: number } {
  let at = after;
  let every = 0;
  for (let turn = 0; turn < count; turn += 1) {
    const next = nextDue(schedule, at);
    every = next.getTime() - (turn === 0 ? previousDue(schedule, after) : at).getTime();
    at = next;
  }
  return { at, every };
}

/** How often it was due after one time and until another, itself included; `most` at most. */
export function dueBetween(schedule: Schedule, after: Date, until: Date, most = 10_000): number {
  let count = 0;
  for (let at = nextDue(schedule, after); at <= until && count < most; at = nextDue(schedule, at)) count += 1;
  return count;
}

function lastWithin(schedule: Schedule, from: number, until: number): number | undefined {
  const times = dueFrom(schedule, from - before);
  let last: number | undefined;
  for (let time = times(); time <= until; time = times()) last = time > from ? time : undefined;
  return last;
}

function dueFrom({ cron, timezone }: Schedule, from: number): () => number {
  const times = CronExpressionParser.parse(cron, { tz: timezone, currentDate: new Date(from) });
  return () => times.next().getTime();
}

/**
 * Longer than any clock is put back or forward, in milliseconds: the library knows a time that the clock skips or
 * repeats only when it comes upon it from before.
 */
const before = 3 * 60 * 60 * 1000;
