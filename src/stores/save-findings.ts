import { isDeepStrictEqual } from 'node:util';
import type { KnownFinding } from '../model/known.ts';
import { confirm, inBatches } from './confirm.ts';
import type { Saving } from './load-known.ts';
import { saveEvidence } from './save-verdicts.ts';
import type { Writing } from './store.ts';

export async function saveFindings(writing: Writing, { sighting, before, known }: Saving): Promise<void> {
  const old = new Map(before.known.findings.map((one) => [one.identity, one]));
  const idOf = ({ identity }: KnownFinding) => {
    const one = old.get(identity);
    return one && before.ids.get(one);
  };
  const isSame = (one: KnownFinding) =>
    isDeepStrictEqual({ ...old.get(one.identity), confirmed: '' }, { ...one, confirmed: '' });
  const same = known.findings.filter(isSame);
  const others = known.findings.filter((one) => !isSame(one));
  const now = same.filter(({ confirmed }) => confirmed === sighting.at);
  await confirm(
    writing,
    'finding',
    now.flatMap((one) => idOf(one) ?? []),
    sighting.at,
  );
  const kept = new Set(known.findings.map(({ identity }) => identity));
  const forgotten = before.known.findings.filter(({ identity }) => !kept.has(identity));
  await inBatches(
    forgotten.flatMap((one) => before.ids.get(one) ?? []),
    (ids) => writing.deleteFrom('finding').where('id', 'in', ids).execute(),
  );
  const digests = await saveEvidence(
    writing,
    others.map(({ finding }) => finding),
  );
  for (const [at, one] of others.entries()) {
    const row = { ...rowOf(one), evidence: digests[at] ?? '' };
    const where = { ...known.place, identity: one.identity, policy: one.finding.policy };
    await writing
      .insertInto('finding')
      .values({ ...where, ...row })
      .onConflict((conflict) => conflict.column('identity').doUpdateSet(row))
      .execute();
  }
}

const rowOf = (known: KnownFinding) => ({
  standing: known.standing,
  opened_at: known.openedAt,
  after_at: known.since.after,
  since_at: known.since.until,
  confirmed_at: known.confirmed,
  unverified: toJson(known.unverified),
  settling_since: known.settlingSince,
  doubt: toJson(known.doubt),
  turns: JSON.stringify(known.turns),
  flapping: known.flapping ? 1 : 0,
});

const toJson = (value: object | null): string | null => (value === null ? null : JSON.stringify(value));
