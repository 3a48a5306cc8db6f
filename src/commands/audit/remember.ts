import type { Audit } from '../../model/audit.ts';
import type { Drift } from '../../model/drift.ts';
import type { Incident, OutboxItem } from '../../model/incident.ts';
import { everywhere, type Sighting } from '../../model/known.ts';
import type { Memory } from '../../model/memory.ts';
import { NotLaterError } from '../../model/not-later-error.ts';
import { type PlaceRef, textOfPlace, unknownAccount } from '../../model/place.ts';
import type { Policy } from '../../model/policy.ts';
import { defaultSettings } from '../../pipeline/compare/comparing.ts';
import { alertsOf, type Following, follow } from '../../pipeline/follow.ts';
import type { AlertContext, Told } from '../../pipeline/incidents/context.ts';
import { policiesAt } from '../../pipeline/scope.ts';
import { sightingsOf } from '../../pipeline/sightings.ts';
import { selectors } from '../../registry.generated.ts';
import { say } from '../say.ts';
import type { Settings } from '../settings.ts';
import type { Shell } from '../shell.ts';
import { alertSettings } from './alerts.ts';
import type { Holder } from './holder.ts';
import { whyNotLater } from './overtaken.ts';

export interface Remembering {
  readonly audit: Audit;
  readonly settings: Settings;
  /** Who acknowledged, by incident, where that was read. */
  readonly marks?: AlertContext['marks'];
  readonly holder: Holder;
  /** When this process began with it. */
  readonly begun: Date;
  /** Says what would follow, and keeps nothing. */
  readonly dryRun?: boolean | undefined;
}

export interface Remembered {
  readonly drifts: readonly Drift[];
  readonly outbox: readonly OutboxItem[];
}

/** Keeps an audit, and says what came since those before. Nobody else writes down one of the same places meanwhile. */
export async function remember(memory: Memory, given: Remembering, shell: Shell): Promise<Remembered> {
  const { audit, settings, holder, dryRun } = given;
  const sightings = sightingsOf(audit).filter((sighting) => isIdentified(sighting, shell));
  const places = sightings.map(({ place }) => place).filter((place) => place !== everywhere);
  const exceptions = exceptionsOf(settings.policies);
  const comparedAt = (place: PlaceRef) => ({
    ...defaultSettings,
    policies: idsAt(place, settings.all),
    exceptions,
  });
  const work = async () => {
    let remembered: Remembered = { drifts: [], outbox: [] };
    const nothing = new Error('nothing is kept');
    const kept = memory.remember(sightings, (known, open) => {
      const following = follow(sightings, known, comparedAt);
      const told = tellingOf(following, open as readonly Incident[], given);
      remembered = { drifts: following.drifts, outbox: told.outbox };
      if (dryRun) throw nothing;
      return { ...following, ...told };
    });
    await kept.catch(async (error: unknown) => {
      if (error === nothing) return;
      if (!(error instanceof NotLaterError)) throw error;
      const known = await memory.present.places();
      const { policies } = settings;
      throw whyNotLater(error, { places, policies, begun: given.begun, now: shell.now(), known });
    });
    return remembered;
  };
  if (dryRun) return work();
  await holder.take(places, 'this audit is not kept');
  return work().finally(holder.release);
}

/** A policy whose scope leaves a place out asks for nothing there any more. */
const idsAt = (place: PlaceRef, all: readonly Policy[] | undefined): readonly string[] | undefined =>
  (place === everywhere ? all : all && policiesAt(all, place, selectors))?.map(({ id }) => id);

const exceptionsOf = (policies: readonly Policy[]): ReadonlyMap<string, string> =>
  new Map(
    policies.flatMap(({ id: policy, exceptions }) =>
      exceptions.map(({ id, expires }) => [`${policy} ${id}`, expires] as const),
    ),
  );

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
function isIdentified({ place }: Sighting, shell: Shell): boolean {
  if (place.account !== unknownAccount) return true;
  say(
    shell,
    `${textOfPlace(place)} is not kept in the store: AWS did not say whose the credentials are, and no configuration names the account`,
  );
  return false;
}
