import { type RawBuilder, sql } from 'kysely';
import type { Known, KnownPolicy } from '../model/known.ts';
import { type PlaceRef, textOfPlace } from '../model/place.ts';
import type { Writing } from './store.ts';
import type { Tables } from './tables.ts';

/** The row that the next audit of a place may lengthen. */
export interface LastRun {
  readonly id: number;
  readonly first_at: string;
  readonly last_at: string;
  readonly audits: number;
  readonly gaps: string;
  readonly plumbline: string;
  readonly policies: string;
  readonly unread: string;
}

export type PlaceWithRun = Pick<Tables['place'], 'last_audit_at' | 'seen' | 'blind'> & {
  readonly run: LastRun | null;
};

export const keyOf = textOfPlace;

/** A condition on the rows of some places. */
export function inPlaces(table: keyof Tables, places: readonly PlaceRef[]): RawBuilder<boolean> {
  const rows = places.map(({ account, region }) => sql`(${account}, ${region})`);
  return sql<boolean>`(${sql.ref(`${table}.account`)}, ${sql.ref(`${table}.region`)}) in (values ${sql.join(rows)})`;
}

/** The places that were audited, each with its last row of `run`. */
export async function loadPlaces(
  writing: Writing,
  places: readonly PlaceRef[],
): Promise<ReadonlyMap<string, PlaceWithRun>> {
  const rows = await writing
    .selectFrom('place')
    .leftJoin('run', (join) =>
      join.on('run.id', '=', (query) =>
        query
          .selectFrom('run as last')
          .select('last.id')
          .whereRef('last.account', '=', 'place.account')
          .whereRef('last.region', '=', 'place.region')
          .orderBy('last.first_at', 'desc')
          .limit(1),
      ),
    )
    .select(['place.account', 'place.region', 'last_audit_at', 'seen', 'blind'])
    .select(['run.id', 'first_at', 'last_at', 'audits', 'gaps', 'plumbline', 'policies', 'unread'])
    .where(inPlaces('place', places))
    .execute();
  return new Map(
    rows.map(({ account, region, last_audit_at, seen, blind, ...run }) => {
      const place = { last_audit_at, seen, blind };
      return [keyOf({ account, region }), { ...place, run: lastRun(run as LastRunRow) }];
    }),
  );
}

/** All is null where there is none. */
type LastRunRow = Omit<LastRun, 'id'> & { readonly id: number | null };

const lastRun = ({ id, ...row }: LastRunRow): LastRun | null =>
  id === null ? null : { ...row, id: Number(id) };

/** Each policy as it was last judged in each place. */
export async function loadPolicies(
  writing: Writing,
  places: readonly PlaceRef[],
): Promise<ReadonlyMap<string, Known['policies']>> {
  const rows = await writing
    .selectFrom('place_policy')
    .selectAll()
    .where(inPlaces('place_policy', places))
    .orderBy('policy')
    .execute();
  const found = new Map<string, Record<string, KnownPolicy>>();
  for (const { policy, sha256, last_judged_at: at, ...place } of rows) {
    const own = found.get(keyOf(place)) ?? {};
    own[policy] = { sha256, at };
    found.set(keyOf(place), own);
  }
  return found;
}
