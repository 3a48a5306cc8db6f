import type { Sighting } from '../model/known.ts';
import type { Writing } from './store.ts';

/** An audit that could see what the one before could lengthens its row, within a day (UTC): a row stays short. */
export async function saveRun(writing: Writing, sighting: Sighting): Promise<void> {
  const { at, place, plumbline } = sighting;
  const { account, region } = place;
  const policies = JSON.stringify(sighting.policies);
  const unread = JSON.stringify(sighting.unread);
  const last = await writing
    .selectFrom('run')
    .selectAll()
    .where('account', '=', account)
    .where('region', '=', region)
    .orderBy('first_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (last && last.last_at >= at) return;
  const isSame =
    last &&
    last.first_at.slice(0, 10) === at.slice(0, 10) &&
    [last.plumbline, last.policies, last.unread].every(
      (value, index) => value === [plumbline, policies, unread][index],
    );
  if (isSame) {
    const gap = Date.parse(at) - Date.parse(last.last_at);
    const gaps = last.gaps === '' ? `${gap}` : `${last.gaps} ${gap}`;
    await writing
      .updateTable('run')
      .set({ last_at: at, audits: last.audits + 1, gaps })
      .where('id', '=', last.id)
      .execute();
    return;
  }
  const row = {
    account,
    region,
    first_at: at,
    last_at: at,
    audits: 1,
    gaps: '',
    plumbline,
    policies,
    unread,
  };
  await writing
    .insertInto('run')
    .values({ ...row, unread_count: sighting.unread.length })
    .execute();
}
