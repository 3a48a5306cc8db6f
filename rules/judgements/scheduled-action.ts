import type { Resource } from '../../src/rule.ts';

type Target = Resource<'AWS::ApplicationAutoScaling::ScalableTarget'>;
type Action = NonNullable<Target['properties']['ScheduledActions']>[number];

/**
 * Whether a scheduled action sets the bounds again and again. What is over has done so, which the bounds show; what
 * has not begun is not yet the case. Neither is a single moment that has gone by, or is to come.
 * https://docs.aws.amazon.com/autoscaling/application/APIReference/API_ScheduledAction.html
 */
export function isInForce({ StartTime, EndTime, Schedule }: Action, now: Date): boolean {
  const time = now.getTime();
  if (EndTime !== undefined && Date.parse(EndTime) <= time) return false;
  if (StartTime !== undefined && Date.parse(StartTime) > time) return false;
  return !Schedule?.startsWith('at(');
}
