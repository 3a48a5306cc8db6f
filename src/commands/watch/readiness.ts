import type { Group, Timetable } from '../../model/schedule.ts';
import { nthDue } from '../../pipeline/schedule.ts';

/** Milliseconds between two looks at what is due between audits. */
export const between = 60_000;

export const keyOf = ({ schedule }: Pick<Group, 'schedule'>): string => JSON.stringify(schedule);

/** Why the process is not alive: what drives it has stood still. */
export function ailing({ lastTick }: { readonly lastTick: Date }, now: Date): readonly string[] {
  const silent = now.getTime() - lastTick.getTime();
  return silent > between
    ? [`the clock of the schedule has not ticked for ${Math.round(silent / 1000)} s`]
    : [];
}

export interface Standing {
  readonly timetable: Timetable;
  readonly started: Date;
  /** When what is due by a schedule was last audited. */
  readonly succeeded: ReadonlyMap<string, Date>;
  readonly isConfigSound: boolean;
  readonly storeTrouble: string | undefined;
}

/** Why it is not doing what it is for: its configuration, its store, or audits that are late. */
export function unready(
  { timetable, started, succeeded, isConfigSound, storeTrouble }: Standing,
  now: Date,
): readonly string[] {
  const late = timetable.groups.flatMap((group) => {
    const last = succeeded.get(keyOf(group)) ?? started;
    const { at } = nthDue(group.schedule, last, timetable.missedIntervals);
    if (now.getTime() <= at.getTime() + timetable.jitter + between) return [];
    const { cron, timezone } = group.schedule;
    return [`no audit of ${cron} (${timezone}) has succeeded since ${last.toISOString()}`];
  });
  return [
    ...(isConfigSound ? [] : ['the configuration or a policy is wrong: the log says where']),
    ...(storeTrouble === undefined ? [] : [storeTrouble]),
    ...late,
  ];
}
