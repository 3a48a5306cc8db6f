import { CronExpressionParser } from 'cron-parser';

/** What is wrong with the name of a time zone; undefined where nothing is. */
export function wrongWithZone(timeZone: string): string | undefined {
  try {
    if (changesByHours(timeZone)) return undefined;
  } catch {
    return `there is no time zone ${JSON.stringify(timeZone)}`;
  }
  return `the clock of ${timeZone} is not changed by a whole hour, which cron cannot follow; name another`;
}

/** That of Lord Howe Island is changed by half of one: cron-parser finds no time on that day. */
function changesByHours(timeZone: string): boolean {
  const format = new Intl.DateTimeFormat('en', { timeZone, minute: 'numeric' });
  const minuteIn = (month: number) => format.format(new Date(Date.UTC(new Date().getUTCFullYear(), month)));
  return minuteIn(0) === minuteIn(6);
}

/** One that never comes is none. */
export function isCron(expression: string, tz: string): boolean {
  if (expression.trim().split(/\s+/).length !== 5) return false;
  try {
    CronExpressionParser.parse(expression, { tz }).next();
    return true;
  } catch {
    return false;
  }
}
