import type { Change, Drift } from '../model/drift.ts';
import type { Incident, Item } from '../model/incident.ts';
import { everywhere, isOpen, type Known, nothingKnown, type Sighting } from '../model/known.ts';
import { type PlaceRef, textOfPlace } from '../model/place.ts';
import type { CompareSettings } from './compare/comparing.ts';
import { compare } from './compare.ts';
import { type AlertContext, type Told, together } from './incidents/context.ts';
import { identityIn, keyOfPlace } from './incidents/subject.ts';
import { incidents } from './incidents.ts';

export interface Following {
  /** In the order of the sightings. */
  readonly known: readonly Known[];
  readonly drifts: readonly Drift[];
}

/** What follows from an audit. Pure: it runs inside the transaction that keeps it. */
export function follow(
  sightings: readonly Sighting[],
  known: readonly Known[],
  settingsAt: (place: PlaceRef) => CompareSettings,
): Following {
  const compared = sightings.map((sighting, at) =>
    compare(known[at] ?? nothingKnown(sighting.place), sighting, settingsAt(sighting.place)),
  );
  return { known: compared.map((one) => one.known), drifts: compared.map(({ drift }) => drift) };
}

/** What that makes of the incidents, place by place: what is of no place develops in each of them. */
export function alertsOf(
  { known, drifts }: Following,
  before: readonly Incident[],
  now: Date,
  context: AlertContext,
): Told {
  const current = new Map(before.map((incident) => [incident.id, incident]));
  const changed = new Map<string, Incident>();
  const told = drifts.map((drift, at) => {
    const incidentsNow = [...current.values()];
    const whole = caughtUp(drift, known[at] ?? nothingKnown(drift.place), incidentsNow);
    const one = incidents(incidentsNow, whole, now, context);
    for (const incident of one.incidents) {
      current.set(incident.id, incident);
      changed.set(incident.id, incident);
    }
    return one;
  });
  return { incidents: [...changed.values()], outbox: together(told).outbox };
}

/**
 * The drift, with what is known and no incident tells, and what an incident tells and is no more: audits were remembered
 * while no alerts were configured. What came meanwhile is one digest, as a first look is.
 */
function caughtUp(drift: Drift, known: Known, before: readonly Incident[]): Drift {
  const ofPlace = textOfPlace(drift.place) === textOfPlace(everywhere) ? '' : keyOfPlace(drift.place);
  const held = new Set(
    before
      .filter(({ status, place }) => status === 'open' && keyOfPlace(place) === ofPlace)
      .flatMap(({ items }) => items.map(({ identity }) => identity)),
  );
  const told = new Set(drift.changes.filter(opens).map(identityIn));
  const untold = openIn(known).filter((change) => {
    const identity = identityIn(change);
    return !(held.has(identity) || told.has(identity));
  });
  const isBaseline = (drift.baseline || untold.length > 0) && ofPlace !== '';
  const over = overSince(drift, known, ofPlace, before);
  return { ...drift, baseline: isBaseline, changes: [...untold, ...over, ...drift.changes] };
}

/** What incidents of the place tell, and is known to be over. */
function overSince(
  { changes }: Drift,
  known: Known,
  ofPlace: string,
  before: readonly Incident[],
): readonly Change[] {
  const still = new Set([...openIn(known), ...changes].map(identityIn));
  return before
    .filter(({ status, place }) => status === 'open' && keyOfPlace(place) === ofPlace)
    .flatMap(({ items }) => items.filter(({ identity }) => !still.has(identity)))
    .flatMap((item) => overOf(item, known));
}

function overOf(item: Item, { place, findings }: Known): readonly Change[] {
  const { since, identity } = item;
  const at = { after: since.until, until: since.until };
  if (item.kind === 'blind') return [{ kind: 'can-see', place, type: item.type, since: at }];
  if (item.kind === 'overdue') return [];
  const now = findings.find((one) => one.identity === identity);
  const why = now === undefined ? 'gone' : now.standing === 'excepted' ? 'excepted' : 'fixed';
  const finding = now?.finding ?? item.finding;
  return [{ kind: 'closed', finding, why, openedAt: since.until, since: at }];
}

const opens = ({ kind }: Change): boolean =>
  ['opened', 'worsened', 'changed', 'flapping', 'cannot-see'].includes(kind);

/** What is open in a place, as if it opened now. */
const openIn = ({ findings, blind }: Known): readonly Change[] => [
  ...findings.filter(isOpen).map(({ finding, since }): Change => ({ kind: 'opened', finding, since })),
  ...blind
    .filter((spot) => spot.told)
    .map(
      ({ place, type, unseen, since }): Change => ({
        kind: 'cannot-see',
        place,
        type,
        unseen,
        hides: 0,
        since,
      }),
    ),
];
