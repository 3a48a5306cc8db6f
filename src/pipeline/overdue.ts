import type { Incident } from '../model/incident.ts';
import { everywhere } from '../model/known.ts';
import type { KnownPlace } from '../model/memory.ts';
import { type PlaceRef, textOfPlace } from '../model/place.ts';
import type { Policy } from '../model/policy.ts';
import type { Group, Timetable } from '../model/schedule.ts';
import { dueBetween, nthDue, previousDue } from './schedule.ts';
import { policiesAt } from './scope.ts';
import type { SelectorKeys } from './select.ts';
import type { Watched } from './watchdog.ts';

export interface Watching {
  readonly known: readonly KnownPlace[];
  /** Whether somebody asks for audits of a place; undefined where that cannot be told. */
  readonly isAsked: (place: PlaceRef) => boolean | undefined;
  /** The places that are to be audited, whether or not they ever were. */
  readonly asked: readonly PlaceRef[];
  readonly policies: readonly Policy[];
  readonly keys: SelectorKeys;
  readonly timetable: Timetable;
  /** Since when what was never audited is to be; null where it is not known. */
  readonly since: Date | null;
}

/** How the audits of each place stand, also of those that open incidents are about and nobody asks for any more. */
export function watchedPlaces(watching: Watching, open: readonly Incident[], now: Date): readonly Watched[] {
  const { known, asked, isAsked } = watching;
  const about = open.flatMap(({ kind, place }) => (kind === 'overdue' && place ? [place] : []));
  const places = [...asked, ...known.map(({ place }) => place), ...about];
  const distinct = [...new Map(places.map((place) => [textOfPlace(place), place])).values()];
  return distinct.flatMap((place) => {
    if (place.account === everywhere.account) return [];
    const is = isAsked(place);
    if (is === undefined) return [];
    const groups = is ? groupsAt(place, watching) : [];
    if (groups.length === 0) return [{ place, status: 'forgotten', lastSuccess: null, every: 0 }];
    const before = known.find((one) => textOfPlace(one.place) === textOfPlace(place));
    return [standing(place, before, groups, watching, now)];
  });
}

/** The groups of policies that hold in a place, without the others. */
function groupsAt(place: PlaceRef, { policies, keys, timetable }: Watching): readonly Group[] {
  const here = policiesAt(policies, place, keys).map(({ id }) => id);
  return timetable.groups
    .map((group) => ({ ...group, policies: group.policies.filter((id) => here.includes(id)) }))
    .filter((group) => group.policies.length > 0);
}

function standing(
  place: PlaceRef,
  before: KnownPlace | undefined,
  groups: readonly Group[],
  { timetable, since }: Watching,
  now: Date,
): Watched {
  const late = groups.flatMap(({ schedule, policies }) =>
    policies.flatMap((id) => {
      const last = before?.policies[id]?.at ?? null;
      const from = last ?? since?.toISOString();
      if (from === undefined) return [];
      const { at, every } = nthDue(schedule, new Date(from), timetable.missedIntervals);
      const limit = at.getTime() + timetable.jitter + lenience;
      return [{ last, every, isOverdue: now.getTime() > limit }];
    }),
  );
  const worst = late.find(({ isOverdue }) => isOverdue);
  if (worst) return { place, status: 'overdue', lastSuccess: worst.last, every: worst.every };
  const blind = before?.blind.find(({ type }) => type === null);
  const every = late.length === 0 ? 0 : Math.min(...late.map((one) => one.every));
  if (before && blind) {
    const from = new Date(blind.since.until);
    const runs = groups.map(({ schedule }) => dueBetween(schedule, from, new Date(before.lastAudit)) + 1);
    if (Math.max(...runs) >= timetable.unreadableRuns)
      return { place, status: 'unreadable', lastSuccess: blind.since.after, every, unseen: blind.unseen };
  }
  return { place, status: 'audited', lastSuccess: before?.lastAudit ?? null, every };
}

/** What an audit that has begun in time takes, in milliseconds. */
const lenience = 60_000;

/** The groups that were due and of which some policy was not judged since, in a place where it holds. */
export function missedGroups(
  { known, asked, isAsked, policies, keys, timetable }: Watching,
  now: Date,
): readonly Group[] {
  // Whose the credentials' own places are only AWS knows: those there are count.
  const own = known.filter(({ place }) => isAsked(place) === undefined).map(({ place }) => place);
  const isMissed = ({ schedule, policies: ids }: Group): boolean => {
    const due = previousDue(schedule, now).toISOString();
    const judged = [...asked, ...own].flatMap((place) => {
      const before = known.find((one) => textOfPlace(one.place) === textOfPlace(place));
      const here = policiesAt(policies, place, keys).filter(({ id }) => ids.includes(id));
      return here.map(({ id }) => before?.policies[id]?.at ?? null);
    });
    return judged.length === 0 || judged.some((at) => at === null || at < due);
  };
  return timetable.groups.filter(isMissed);
}
