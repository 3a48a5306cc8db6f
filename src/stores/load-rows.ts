import type { Finding } from '../model/finding.ts';
import type { KnownFinding, KnownResource } from '../model/known.ts';
import type { PlaceRef } from '../model/place.ts';
import { inPlaces, keyOf } from './load-places.ts';
import type { Writing } from './store.ts';

/** A row, and when it was last confirmed as it says itself: null where its policy says it. */
export interface Stored {
  readonly id: number;
  readonly confirmed: string | null;
}

/** What a row holds. */
export interface Row<T> extends Stored {
  readonly value: T;
}

/** The last audit that judged a policy in a place. */
export type Judged = (place: PlaceRef, policy: string) => string | undefined;

export interface PresentVerdict {
  readonly identity: string;
  readonly state: string;
  readonly severity: string;
  readonly policy: string;
  readonly policySha256: string;
  readonly evidence: string;
  readonly last: string;
}

type ByPlace<T> = ReadonlyMap<string, readonly Row<T>[]>;

export async function loadFindings(
  writing: Writing,
  places: readonly PlaceRef[],
  judged: Judged,
): Promise<ByPlace<KnownFinding>> {
  const rows = await writing
    .selectFrom('finding')
    .innerJoin('evidence', 'evidence.digest', 'finding.evidence')
    .selectAll('finding')
    .select('evidence.finding')
    .where(inPlaces('finding', places))
    .orderBy('finding.id')
    .execute();
  const stored = rows.map((row) => ({ ...row, confirmed: row.confirmed_at }));
  return byPlace(stored, judged, (row, confirmed) => ({
    identity: row.identity,
    finding: JSON.parse(row.finding) as Finding,
    standing: row.standing as KnownFinding['standing'],
    since: { after: row.after_at, until: row.since_at },
    openedAt: row.opened_at,
    confirmed,
    unverified: fromJson(row.unverified),
    settlingSince: row.settling_since,
    doubt: fromJson(row.doubt),
    turns: JSON.parse(row.turns) as readonly string[],
    flapping: row.flapping === 1,
  }));
}

const fromJson = <T>(text: string | null): T | null => (text === null ? null : (JSON.parse(text) as T));

export async function loadResources(
  writing: Writing,
  places: readonly PlaceRef[],
  judged: Judged,
): Promise<ByPlace<KnownResource>> {
  const rows = await writing
    .selectFrom('resource')
    .leftJoin('place_policy', (join) =>
      join
        .onRef('place_policy.account', '=', 'resource.account')
        .onRef('place_policy.region', '=', 'resource.region')
        .onRef('place_policy.policy', '=', 'resource.policy'),
    )
    .selectAll('resource')
    .select((query) =>
      query
        .selectFrom('run')
        .select('run.plumbline')
        .whereRef('run.account', '=', 'resource.account')
        .whereRef('run.region', '=', 'resource.region')
        .where(
          'run.first_at',
          '<=',
          query.fn.coalesce('resource.confirmed_at', 'place_policy.last_judged_at'),
        )
        .orderBy('run.first_at', 'desc')
        .limit(1)
        .as('plumbline'),
    )
    .where(inPlaces('resource', places))
    .where('removed_at', 'is', null)
    .orderBy('resource.id')
    .execute();
  const stored = rows.map((row) => ({ ...row, confirmed: row.confirmed_at }));
  return byPlace(stored, judged, ({ type, name, label, account, region, ...row }, confirmed) => ({
    policy: row.policy,
    component: row.component,
    resource: { type, id: row.resource_id, name, ...(label !== null && { label }), account, region },
    properties: JSON.parse(row.properties) as KnownResource['properties'],
    hidden: JSON.parse(row.hidden) as readonly string[],
    confirmed,
    ...(row.plumbline !== null && { plumbline: row.plumbline }),
  }));
}

export async function loadVerdicts(
  writing: Writing,
  places: readonly PlaceRef[],
  judged: Judged,
): Promise<ByPlace<PresentVerdict>> {
  const rows = await writing
    .selectFrom('verdict')
    .select(['id', 'account', 'region', 'identity', 'state', 'severity', 'policy'])
    .select(['policy_sha256', 'evidence', 'last_at'])
    .where(inPlaces('verdict', places))
    .where('ended_at', 'is', null)
    .execute();
  const stored = rows.map((row) => ({ ...row, confirmed: row.last_at }));
  return byPlace(stored, judged, ({ identity, state, severity, policy, evidence, ...row }, last) => ({
    ...{ identity, state, severity, policy, evidence },
    policySha256: row.policy_sha256,
    last,
  }));
}

function byPlace<R extends PlaceRef & Stored & { readonly policy: string }, T>(
  rows: readonly R[],
  judged: Judged,
  toValue: (row: R, confirmed: string) => T,
): ByPlace<T> {
  const places = new Map<string, Row<T>[]>();
  for (const row of rows) {
    const own = places.get(keyOf(row)) ?? [];
    const confirmed = row.confirmed ?? judged(row, row.policy) ?? '';
    // A bigint of Postgres is text.
    own.push({ id: Number(row.id), confirmed: row.confirmed, value: toValue(row, confirmed) });
    places.set(keyOf(row), own);
  }
  return places;
}
