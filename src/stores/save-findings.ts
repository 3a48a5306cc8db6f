import { isDeepStrictEqual } from 'node:util';
import type { KnownFinding } from '../model/known.ts';
import { type Confirmed, confirm, inBatches } from './confirm.ts';
import { excluded } from './excluded.ts';
import type { Saving } from './load-known.ts';
import { saveEvidence } from './save-evidence.ts';
import type { Writing } from './store.ts';

export async function saveFindings(writing: Writing, savings: readonly Saving[]): Promise<void> {
  const changes = savings.map(changesOf);
  await confirm(writing, 'finding', changes);
  const forgotten = changes.flatMap((change) => change.forgotten);
  await inBatches(forgotten, 1, (ids) => writing.deleteFrom('finding').where('id', 'in', ids).execute());
  const others = changes.flatMap((change) => change.others);
  const digests = await saveEvidence(
    writing,
    others.map(({ known }) => known.finding),
  );
  const rows = others.map(({ place, known }, at) => ({
    ...place,
    identity: known.identity,
    policy: known.finding.policy,
    ...standingOf(known),
    evidence: digests[at] ?? '',
  }));
  await inBatches(rows, 15, (some) =>
    writing
      .insertInto('finding')
      .values(some)
      .onConflict((conflict) => conflict.column('identity').doUpdateSet(excluded(changing)))
      .execute(),
  );
}

interface Changes extends Confirmed {
  readonly forgotten: readonly number[];
  readonly others: readonly { readonly place: Saving['known']['place']; readonly known: KnownFinding }[];
}

function changesOf({ sighting: { at }, before, known: { place, findings } }: Saving): Changes {
  const old = new Map(before.known.findings.map((one) => [one.identity, one]));
  const idOf = (one: KnownFinding | undefined) => (one && before.ids.get(one)) ?? [];
  const isSame = (one: KnownFinding) =>
    isDeepStrictEqual({ ...old.get(one.identity), confirmed: '' }, { ...one, confirmed: '' });
  const same = new Set(findings.filter(isSame));
  const kept = new Set(findings.map(({ identity }) => identity));
  return {
    at,
    ids: [...same].filter((one) => one.confirmed === at).flatMap((one) => idOf(old.get(one.identity))),
    forgotten: before.known.findings.filter(({ identity }) => !kept.has(identity)).flatMap(idOf),
    others: findings.filter((one) => !same.has(one)).map((known) => ({ place, known })),
  };
}

const changing = [
  'standing',
  'opened_at',
  'after_at',
  'since_at',
  'confirmed_at',
  'unverified',
  'settling_since',
  'doubt',
  'turns',
  'flapping',
  'evidence',
] as const;

const standingOf = (known: KnownFinding) => ({
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
