import { excluded } from './excluded.ts';
import type { Saving } from './load-known.ts';
import type { LastRun } from './load-places.ts';
import type { Writing } from './store.ts';

/** An audit that could see what the one before could lengthens its row, within a day (UTC): a row stays short. */
export async function saveRuns(writing: Writing, savings: readonly Saving[]): Promise<void> {
  // What is of no place may come late: the times of a row are in order.
  const runs = savings.flatMap(({ sighting, before: { run } }) =>
    run && run.last_at >= sighting.at ? [] : [{ run, row: rowOf(sighting) }],
  );
  const longer = runs.flatMap(({ run, row }) => (run && isAlike(run, row) ? [lengthened(run, row)] : []));
  const others = runs.filter(({ run, row }) => !(run && isAlike(run, row))).map(({ row }) => row);
  if (longer.length > 0)
    await writing
      .insertInto('run')
      .values(longer)
      .onConflict((conflict) => conflict.column('id').doUpdateSet(excluded(['last_at', 'audits', 'gaps'])))
      .execute();
  if (others.length > 0) await writing.insertInto('run').values(others).execute();
}

type NewRun = ReturnType<typeof rowOf>;

const rowOf = ({ at, place, plumbline, policies, unread }: Saving['sighting']) => ({
  account: place.account,
  region: place.region,
  first_at: at,
  last_at: at,
  audits: 1,
  gaps: '',
  plumbline,
  policies: JSON.stringify(policies),
  unread_count: unread.length,
  unread: JSON.stringify(unread),
});

const isAlike = (run: LastRun, row: NewRun): boolean =>
  run.first_at.slice(0, 10) === row.first_at.slice(0, 10) &&
  run.plumbline === row.plumbline &&
  run.policies === row.policies &&
  run.unread === row.unread;

function lengthened(run: LastRun, row: NewRun): NewRun & Pick<LastRun, 'id'> {
  const gap = Date.parse(row.last_at) - Date.parse(run.last_at);
  return {
    ...row,
    id: run.id,
    first_at: run.first_at,
    audits: run.audits + 1,
    gaps: run.gaps === '' ? `${gap}` : `${run.gaps} ${gap}`,
  };
}
