import type { Lease } from '../model/memory.ts';
import type { PlaceRef } from '../model/place.ts';
import { transact } from './guard.ts';
import type { Store } from './store.ts';

/** False where another holds the place and is not overdue. */
export function lease(store: Store, { account, region }: PlaceRef, claim: Lease): Promise<boolean> {
  const { holder, now, lasts } = claim;
  return transact(store, async (writing) => {
    const held = await writing
      .selectFrom('lease')
      .selectAll()
      .where('account', '=', account)
      .where('region', '=', region)
      .executeTakeFirst();
    if (held && held.holder !== holder && held.expires_at > now.toISOString()) return false;
    const expires_at = new Date(now.getTime() + lasts).toISOString();
    await writing
      .insertInto('lease')
      .values({ account, region, holder, expires_at })
      .onConflict((conflict) => conflict.columns(['account', 'region']).doUpdateSet({ holder, expires_at }))
      .execute();
    return true;
  });
}

export async function release(store: Store, { account, region }: PlaceRef, holder: string): Promise<void> {
  await transact(store, (writing) =>
    writing
      .deleteFrom('lease')
      .where('account', '=', account)
      .where('region', '=', region)
      .where('holder', '=', holder)
      .execute(),
  );
}
