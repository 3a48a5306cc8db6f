import type { Incident } from '../../model/incident.ts';
import type { KnownPlace, Memory, Untold } from '../../model/memory.ts';
import { timePasses } from '../../pipeline/time-passes.ts';
import type { Settings } from '../settings.ts';
import type { Shell } from '../shell.ts';
import { alertSettings, marksIn, notifiersFor, tellPeople } from './alerts.ts';
import { askedPlaces } from './asked-places.ts';
import { type Since, watchPlaces } from './watch-places.ts';

export interface Tending extends Since {
  readonly settings: Settings;
  /** Milliseconds that what waits is told for. */
  readonly patience: number;
}

export interface Tended {
  readonly open: readonly Incident[];
  readonly untold: readonly Untold[];
  /** Something that was to be told could not be. */
  readonly failed: boolean;
  /** The places that are to be audited, by whichever process they were. */
  readonly places: readonly KnownPlace[];
}

/** What is due between audits: what waits to be told, reminders, the end of quiet windows, places nobody audits. */
export async function tend(memory: Memory, given: Tending, shell: Shell): Promise<Tended> {
  const failed = await tell(memory, given, shell);
  const open = (await memory.present.incidents()) as readonly Incident[];
  const { isAsked } = askedPlaces(given.settings.accounts, given.seen);
  const places = (await memory.present.places()).filter(({ place }) => isAsked(place));
  return { open, untold: await memory.present.untold(), failed, places };
}

async function tell(memory: Memory, given: Tending, shell: Shell): Promise<boolean> {
  const { settings, patience } = given;
  const { alerts, all = [], accounts } = settings;
  if (!alerts) return false;
  const notifiers = await notifiersFor(alerts, shell, false);
  const context = {
    settings: alertSettings(alerts, { places: [...askedPlaces(accounts).asked, ...given.seen] }),
    policies: all,
  };
  const now = shell.now();
  const open = (await memory.present.incidents()) as readonly Incident[];
  if (timePasses(open, now, context).outbox.length > 0) {
    // Asked of Slack only where there is a reminder that an acknowledgement would spare.
    const marks = await marksIn(memory, alerts, notifiers);
    await memory.revise((stored) => timePasses(stored as readonly Incident[], now, { ...context, marks }));
  }
  await watchPlaces(memory, settings, given, shell);
  return tellPeople(memory, alerts, notifiers, shell, patience);
}
