import { type RawBuilder, sql } from 'kysely';
import type { Lease } from '../model/memory.ts';
import type { PlaceRef } from '../model/place.ts';
import { excluded } from './excluded.ts';
import { guarded, transact } from './guard.ts';
import { inPlaces } from './load-places.ts';
import type { Store, Writing } from './store.ts';

/**
 * Takes all of the places, or none: gives those that another holds. Time is the database's: the clocks of two hosts may
 * differ.
 */
export function lease(store: Store, places: readonly PlaceRef[], claim: Lease): Promise<readonly PlaceRef[]> {
  const { holder, lasts } = claim;
  if (places.length === 0) return Promise.resolve([]);
  return transact(store, async (writing) => {
    const held = await writing
      .selectFrom('lease')
      .select(['account', 'region'])
      .where(inPlaces('lease', places))
      .where('holder', '!=', holder)
      .where('expires_at', '>', clock(store, 0))
      .orderBy('account')
      .orderBy('region')
      .execute();
    if (held.length > 0) return held;
    const expires_at = clock(store, lasts);
    await writing
      .insertInto('lease')
      .values(places.map(({ account, region }) => ({ account, region, holder, expires_at })))
      .onConflict((conflict) =>
        conflict.columns(['account', 'region']).doUpdateSet(excluded(['holder', 'expires_at'])),
      )
      .execute();
    return [];
  });
}

/** The places that somebody audits at present. */
export const heldPlaces = (store: Store, reading: Writing): Promise<readonly PlaceRef[]> =>
  reading
    .selectFrom('lease')
    .select(['account', 'region'])
    .where('expires_at', '>', clock(store, 0))
    .execute();

export async function release(store: Store, holder: string): Promise<void> {
  await guarded(store, () => store.db.deleteFrom('lease').where('holder', '=', holder).execute());
}

/** The time of the database so many milliseconds from now, as all times are written. */
function clock({ dialect }: Store, later: number): RawBuilder<string> {
  if (dialect === 'sqlite')
    return sql<string>`strftime('%Y-%m-%dT%H:%M:%fZ', 'now', ${`${later / 1000} seconds`})`;
  return sql<string>`to_char((clock_timestamp() + make_interval(secs => ${later / 1000}::double precision)) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
