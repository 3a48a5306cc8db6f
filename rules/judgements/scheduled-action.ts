import type { Resource } from '../../src/rule.ts';

type Target = Resource<'AWS::ApplicationAutoScaling::ScalableTarget'>;
type Action = NonNullable<Target['properties']['ScheduledActions']>[number];

/**
 * Whether a scheduled action sets the bounds again and again. What is over has done so, which the bounds show; what
 * has not begun is not yet the case. Neither is a single moment that has gone by, or is to come, or another year.
 * https://docs.aws.amazon.com/autoscaling/application/APIReference/API_ScheduledAction.html
 */
export function isInForce({ StartTime, EndTime, Schedule }: Action, now: Date): boolean {
  const time = now.getTime();
  if (EndTime !== undefined && Date.parse(EndTime) <= time) return false;
  if (StartTime !== undefined && Date.parse(StartTime) > time) return false;
  return !Schedule?.startsWith('at(') && isOfYear(Schedule, now);
}

// The last of the six fields of cron. Where a time zone has another year than UTC, either is the present one.
function isOfYear(schedule: string | undefined, now: Date): boolean {
  const [years] = /(?<=\s)\d{4}(?:[,-]\d{4})*(?=\)$)/.exec(schedule?.trim() ?? '') ?? [];
  if (years === undefined) return true;
  const present = [-day, day].map((shift) => new Date(now.getTime() + shift).getUTCFullYear());
  return years.split(',').some((range) => {
    const [first = '', last = first] = range.split('-');
    return present.some((year) => Number(first) <= year && year <= Number(last));
  });
}

const day = 24 * 60 * 60 * 1000;
