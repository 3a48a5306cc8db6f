import { timetableOf } from '../../config/schedule.ts';
import type { Incident } from '../../model/incident.ts';
import type { Memory } from '../../model/memory.ts';
import type { NamedPlace } from '../../model/place.ts';
import { forgotten } from '../../pipeline/forgotten.ts';
import { together } from '../../pipeline/incidents/context.ts';
import { type Watching, watchedPlaces } from '../../pipeline/overdue.ts';
import { watchdog } from '../../pipeline/watchdog.ts';
import { selectors } from '../../registry.generated.ts';
import type { Settings } from '../settings.ts';
import type { Shell } from '../shell.ts';
import { alertSettings } from './alerts.ts';
import { askedPlaces } from './asked-places.ts';

export interface Since {
  /** The places that were audited, for those whose account only AWS knows. */
  readonly seen: readonly NamedPlace[];
  /** Since when they are to be; null where nothing says it. */
  readonly since: Date | null;
}

/**
 * Whom nobody audits, or can read, is an alert of its own, where it is known when audits are due, and of what. What is open
 * in places that are not to be audited any more ends.
 */
export async function watchPlaces(
  memory: Memory,
  settings: Settings,
  { seen, since }: Since,
  { now }: Shell,
): Promise<void> {
  const { alerts, all, schedule, accounts } = settings;
  if (!(alerts && all)) return;
  const watching = await watchingOf(memory, settings, { seen, since });
  const places = [...askedPlaces(accounts).asked, ...seen];
  const context = { settings: alertSettings(alerts, { places }), policies: all };
  const isScheduled = schedule !== undefined || since !== null;
  await memory.revise((stored) => {
    const open = stored as readonly Incident[];
    const watched = isScheduled ? watchedPlaces(watching, open, now()) : [];
    return together([forgotten(open, watching, now(), context), watchdog(open, watched, now(), context)]);
  });
}

export async function watchingOf(
  memory: Memory,
  { accounts, all = [], schedule }: Pick<Settings, 'accounts' | 'all' | 'schedule'>,
  { seen, since }: Since,
): Promise<Watching> {
  const known = await memory.present.places();
  const ids = all.map(({ id }) => id);
  const timetable = timetableOf(schedule, ids);
  return { known, ...askedPlaces(accounts, seen), policies: all, keys: selectors, timetable, since };
}
