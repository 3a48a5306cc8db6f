import {
  type Blind,
  everywhere,
  type Known,
  type KnownFinding,
  type KnownResource,
  nothingKnown,
  type Sighting,
} from '../model/known.ts';
import { NotLaterError } from '../model/not-later-error.ts';
import { textOfPlace } from '../model/place.ts';
import { keyOf, type LastRun, loadPlaces, loadPolicies, type PlaceWithRun } from './load-places.ts';
import {
  type Judged,
  loadFindings,
  loadResources,
  loadVerdicts,
  type PresentVerdict,
  type Row,
  type Stored,
} from './load-rows.ts';
import type { Writing } from './store.ts';

/** What is known of a place, and which rows hold it. */
export interface Loaded {
  readonly known: Known;
  /** Null where the place was never audited. */
  readonly lastAudit: string | null;
  readonly run: LastRun | null;
  /** The rows of `finding` and `resource`, by the object that was made of them. */
  readonly rows: ReadonlyMap<KnownFinding | KnownResource, Stored>;
  /** Present verdicts by identity. */
  readonly verdicts: ReadonlyMap<string, Row<PresentVerdict>>;
}

/** An audit of a place, what was known before, and what is known from now on. */
export interface Saving {
  readonly sighting: Sighting;
  readonly before: Loaded;
  readonly known: Known;
}

/** Five queries, however many places there are. Throws `NotLaterError` where a later audit of one is known. */
export async function loadKnown(
  writing: Writing,
  sightings: readonly Sighting[],
): Promise<readonly Loaded[]> {
  const at = sightings.map(({ place }) => place);
  const places = await loadPlaces(writing, at);
  for (const sighting of sightings) requireLater(sighting, places.get(keyOf(sighting.place)));
  const policies = await loadPolicies(writing, at);
  const judged: Judged = (place, policy) => policies.get(keyOf(place))?.[policy]?.at;
  const findings = await loadFindings(writing, at, judged);
  const resources = await loadResources(writing, at, judged);
  const verdicts = await loadVerdicts(writing, at, judged);
  return sightings.map(({ place }) => {
    const key = keyOf(place);
    const found = {
      place: places.get(key),
      policies: policies.get(key) ?? {},
      findings: findings.get(key) ?? [],
      resources: resources.get(key) ?? [],
      verdicts: verdicts.get(key) ?? [],
    };
    return loaded(place, found);
  });
}

/** Audits of several places at once know what is of no place in any order. */
function requireLater({ place, at }: Sighting, row: PlaceWithRun | undefined): void {
  if (!row || row.last_audit_at < at || place.account === everywhere.account) return;
  throw new NotLaterError(
    `the audit of ${textOfPlace(place)} of ${at} is not later than one that is stored, of ${row.last_audit_at}\nkeep audits of the past in a store of their own`,
    row.last_audit_at,
  );
}

interface Found {
  readonly place: PlaceWithRun | undefined;
  readonly policies: Known['policies'];
  readonly findings: readonly Row<KnownFinding>[];
  readonly resources: readonly Row<KnownResource>[];
  readonly verdicts: readonly Row<PresentVerdict>[];
}

function loaded(place: Sighting['place'], found: Found): Loaded {
  const { place: row, policies, findings, resources, verdicts } = found;
  if (!row)
    return { known: nothingKnown(place), lastAudit: null, run: null, rows: new Map(), verdicts: new Map() };
  return {
    known: {
      place,
      policies,
      findings: findings.map(({ value }) => value),
      resources: resources.map(({ value }) => value),
      seen: JSON.parse(row.seen) as Known['seen'],
      blind: JSON.parse(row.blind) as readonly Blind[],
    },
    lastAudit: row.last_audit_at,
    run: row.run,
    rows: new Map<KnownFinding | KnownResource, Stored>(
      [...findings, ...resources].map((one) => [one.value, one]),
    ),
    verdicts: new Map(verdicts.map((one) => [one.value.identity, one])),
  };
}
