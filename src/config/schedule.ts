import { isObject, type JsonObject, objectAt } from '../documents/json-object.ts';
import { atKey, atValue, type Path, type Slip } from '../documents/slip.ts';
import type { Group, Schedule, Timetable } from '../model/schedule.ts';
import type { ScheduleEntry } from './config.ts';
import { isCron, wrongWithZone } from './cron.ts';
import { defaults } from './schedule-schema.ts';

type IsSound = (path: Path) => boolean;

/** What no schema can say of when audits are due. */
export function slipsOfSchedule(document: unknown, isSound: IsSound): readonly Slip[] {
  const schedule = objectAt(document, 'schedule');
  const own = Object.entries(objectAt(schedule, 'policies')).flatMap(([id, times]) =>
    isObject(times) ? slipsOfTimes(times, schedule, ['schedule', 'policies', id], isSound) : [],
  );
  return [...slipsOfTimes(schedule, {}, ['schedule'], isSound), ...own];
}

/** A cron is read in the zone beside it, else in the one above. */
function slipsOfTimes(
  { cron, timezone }: JsonObject,
  above: JsonObject,
  path: Path,
  isSound: IsSound,
): readonly Slip[] {
  const [atCron, atZone] = [
    [...path, 'cron'],
    [...path, 'timezone'],
  ];
  const zone = String(timezone ?? above['timezone'] ?? defaults.timezone);
  const wrong = wrongWithZone(zone);
  if (timezone !== undefined && isSound(atZone) && wrong !== undefined) return [atValue(atZone, wrong)];
  if (cron === undefined || !isSound(atCron) || wrong !== undefined || isCron(String(cron), zone)) return [];
  const message = `"cron" must be five fields of cron, such as "*/15 * * * *", not ${JSON.stringify(cron)}`;
  return [atValue(atCron, message)];
}

/** Policies that are named where none of that id is configured. */
export function slipsOfPolicyIds(document: unknown, ids: readonly string[]): readonly Slip[] {
  const config = isObject(document) ? document : {};
  const windows = objectAt(config, 'alerts')['quiet'];
  const quiet = (Array.isArray(windows) ? windows : []).flatMap((window: unknown, at) => {
    const named = isObject(window) ? window['policies'] : undefined;
    return (Array.isArray(named) ? named : []).map((id: unknown, index) =>
      unknownId(String(id), ids, (message) => atValue(['alerts', 'quiet', at, 'policies', index], message)),
    );
  });
  const scheduled = Object.keys(objectAt(objectAt(config, 'schedule'), 'policies')).map((id) =>
    unknownId(id, ids, (message) => atKey(['schedule', 'policies', id], message)),
  );
  return [...quiet, ...scheduled].flat();
}

function unknownId(id: string, ids: readonly string[], slip: (message: string) => Slip): readonly Slip[] {
  if (ids.includes(id)) return [];
  return [slip(`there is no policy ${JSON.stringify(id)}; there are: ${ids.join(', ')}`)];
}

/** When each of some policies is due, with what is left out. */
export function timetableOf(entry: ScheduleEntry | undefined, ids: readonly string[]): Timetable {
  const { jitter = defaults.jitter, watchdog = {} } = entry ?? {};
  const groups = new Map<string, Group>();
  for (const id of ids) {
    const schedule = timesOf(entry, id);
    const key = JSON.stringify(schedule);
    groups.set(key, { schedule, policies: [...(groups.get(key)?.policies ?? []), id] });
  }
  return {
    groups: [...groups.values()],
    jitter: jitter * 1000,
    missedIntervals: watchdog.missedIntervals ?? defaults.missedIntervals,
    unreadableRuns: watchdog.unreadableRuns ?? defaults.unreadableRuns,
  };
}

function timesOf(entry: ScheduleEntry | undefined, id: string): Schedule {
  const own = entry?.policies?.[id];
  return {
    cron: own?.cron ?? entry?.cron ?? defaults.cron,
    timezone: own?.timezone ?? entry?.timezone ?? defaults.timezone,
  };
}
