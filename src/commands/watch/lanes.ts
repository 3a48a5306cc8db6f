import type { Group, Timetable } from '../../model/schedule.ts';
import { dueBetween, nextDue } from '../../pipeline/schedule.ts';

/** A group of policies, and when it is next due. */
export interface Lane {
  readonly group: Group;
  readonly due: Date;
  /** When its audit begins: a while later. */
  readonly at: Date;
}

export interface Turn {
  readonly lanes: readonly Lane[];
  /** What is due now. */
  readonly due: readonly Group[];
  /** How often something was due that is not made up for, as while the machine slept. */
  readonly missed: number;
}

/** When each group is due after a time. Those that are due at one time begin at one time, and are audited together. */
export function lanesOf(timetable: Timetable, now: Date, random: () => number): readonly Lane[] {
  return withLanes([], timetable.groups, { timetable, now, random });
}

/** What has come due, and each lane's next time. */
export function turnOf(lanes: readonly Lane[], timetable: Timetable, now: Date, random: () => number): Turn {
  const due = lanes.filter(({ at }) => at <= now);
  const others = lanes.filter((lane) => !due.includes(lane));
  const groups = due.map(({ group }) => group);
  return {
    due: groups,
    missed: due.reduce((sum, lane) => sum + dueBetween(lane.group.schedule, lane.due, now), 0),
    lanes: due.length === 0 ? lanes : withLanes(others, groups, { timetable, now, random }),
  };
}

interface Drawing {
  readonly timetable: Timetable;
  readonly now: Date;
  readonly random: () => number;
}

function withLanes(
  lanes: readonly Lane[],
  groups: readonly Group[],
  { timetable, now, random }: Drawing,
): readonly Lane[] {
  const all = [...lanes];
  for (const group of groups) {
    const due = nextDue(group.schedule, now);
    const same = all.find((lane) => lane.due.getTime() === due.getTime());
    const at = same?.at ?? new Date(due.getTime() + Math.floor(random() * most(timetable, due)));
    all.push({ group, due, at });
  }
  return all;
}

/** Nothing waits until it is due again. */
const most = ({ groups, jitter }: Timetable, due: Date): number =>
  Math.min(jitter, ...groups.map(({ schedule }) => (nextDue(schedule, due).getTime() - due.getTime()) / 2));
