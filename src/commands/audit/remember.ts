import { randomUUID } from 'node:crypto';
import type { Audit } from '../../model/audit.ts';
import type { Drift } from '../../model/drift.ts';
import type { Incident, OutboxItem } from '../../model/incident.ts';
import { everywhere, type Sighting } from '../../model/known.ts';
import type { Memory } from '../../model/memory.ts';
import { type PlaceRef, textOfPlace, unknownAccount } from '../../model/place.ts';
import { UserError } from '../../model/user-error.ts';
import { defaultSettings } from '../../pipeline/compare/comparing.ts';
import { alertsOf, type Following, follow } from '../../pipeline/follow.ts';
import type { AlertContext, Told } from '../../pipeline/incidents/context.ts';
import { sightingsOf } from '../../pipeline/sightings.ts';
import type { Settings } from '../settings.ts';
import type { Shell } from '../shell.ts';
import { alertSettings } from './alerts.ts';

/** Longer than it takes to write an audit down. */
const lasts = 60_000;
/** Half a minute, for another process to have written its own down. */
const [turns, between] = [60, 500];

export interface Remembering {
  readonly audit: Audit;
  readonly settings: Settings;
  /** Who acknowledged, by incident, where that was read. */
  readonly marks?: AlertContext['marks'];
  /** Says what would follow, and keeps nothing. */
  readonly dryRun?: boolean | undefined;
}

export interface Remembered {
  readonly drifts: readonly Drift[];
  readonly outbox: readonly OutboxItem[];
}

/** Keeps an audit, and says what came since those before. Nobody else writes down one of the same places meanwhile. */
export async function remember(memory: Memory, given: Remembering, shell: Shell): Promise<Remembered> {
  const { audit, settings, dryRun } = given;
  const sightings = sightingsOf(audit).filter((sighting) => isIdentified(sighting, shell));
  const compared = { ...defaultSettings, policies: settings.all?.map(({ id }) => id) };
  const work = async () => {
    let remembered: Remembered = { drifts: [], outbox: [] };
    const nothing = new Error('nothing is kept');
    const kept = memory.remember(sightings, (known, open) => {
      const following = follow(sightings, known, compared);
      const told = tellingOf(following, open as readonly Incident[], given);
      remembered = { drifts: following.drifts, outbox: told.outbox };
      if (dryRun) throw nothing;
      return { ...following, ...told };
    });
    await kept.catch((error: unknown) => {
      if (error !== nothing) throw error;
    });
    return remembered;
  };
  return dryRun ? work() : withLeases(memory, sightings, shell, work);
}

/** Incidents develop with each audit, whether or not this run tells of them: the next may. */
function tellingOf(
  following: Following,
  open: readonly Incident[],
  { audit, settings: { alerts, policies, all = [] }, marks }: Remembering,
): Told {
  if (!alerts) return { incidents: [], outbox: [] };
  const others = all.filter(({ id }) => !policies.some((policy) => policy.id === id));
  const context = { settings: alertSettings(alerts, audit), policies: [...policies, ...others], marks };
  return alertsOf(following, open, new Date(audit.startedAt), context);
}

/** What is known of an account is not held against what may be another. */
function isIdentified({ place }: Sighting, { err }: Shell): boolean {
  if (place.account !== unknownAccount) return true;
  err(
    `${textOfPlace(place)} is not kept in the store: AWS did not say whose the credentials are, and no configuration names the account\n`,
  );
  return false;
}

/** What is of no place is kept in whatever order: the transaction is enough for it. */
async function withLeases<T>(
  memory: Memory,
  sightings: readonly Sighting[],
  shell: Shell,
  work: () => Promise<T>,
): Promise<T> {
  const holder = randomUUID();
  const places = sightings.map(({ place }) => place).filter((place) => place !== everywhere);
  await takeLease(memory, places, holder, shell);
  try {
    return await work();
  } finally {
    await memory.release(holder);
  }
}

async function takeLease(
  memory: Memory,
  places: readonly PlaceRef[],
  holder: string,
  { pause, signal }: Shell,
): Promise<void> {
  let others = places;
  for (let turn = 0; turn < turns && !signal.aborted; turn += 1) {
    others = await memory.lease(places, { holder, lasts });
    if (others.length === 0) return;
    await pause(between);
  }
  throw new UserError(
    `another process has had ${others.map(textOfPlace).join(', ')} in the store for half a minute: this audit is not kept\nrun it again`,
  );
}
