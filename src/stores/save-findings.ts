import { isDeepStrictEqual } from 'node:util';
import type { KnownFinding } from '../model/known.ts';
import { confirm, confirmedIn, inBatches, type Timed } from './confirm.ts';
import { excluded } from './excluded.ts';
import type { Saving } from './load-known.ts';
import { saveEvidence } from './save-evidence.ts';
import type { Writing } from './store.ts';

export async function saveFindings(writing: Writing, savings: readonly Saving[]): Promise<void> {
  const changes = savings.map(changesOf);
  await confirm(
    writing,
    'finding',
    changes.flatMap(({ confirmed }) => confirmed),
  );
  const forgotten = changes.flatMap((change) => change.forgotten);
  await inBatches(forgotten, 1, (ids) => writing.deleteFrom('finding').where('id', 'in', ids).execute());
  const others = changes.flatMap((change) => change.others);
  const digests = await saveEvidence(
    writing,
    others.map(({ known }) => known.finding),
  );
  const rows = others.map(({ place, known, confirmed }, at) => ({
    ...place,
    identity: known.identity,
    policy: known.finding.policy,
    ...standingOf(known),
    confirmed_at: confirmed,
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

interface Changes {
  readonly confirmed: readonly Timed[];
  readonly forgotten: readonly number[];
  readonly others: readonly Other[];
}

interface Other {
  readonly place: Saving['known']['place'];
  readonly known: KnownFinding;
  readonly confirmed: string | null;
}

function changesOf({ before, known }: Saving): Changes {
  const { place, findings } = known;
  const old = new Map(before.known.findings.map((one) => [one.identity, one]));
  const rowOf = (one: KnownFinding | undefined) => one && before.rows.get(one);
  const isSame = (one: KnownFinding) =>
    isDeepStrictEqual({ ...old.get(one.identity), confirmed: '' }, { ...one, confirmed: '' });
  const same = new Set(findings.filter(isSame));
  const kept = new Set(findings.map(({ identity }) => identity));
  const confirmedOf = (one: KnownFinding) => confirmedIn(known, one.finding.policy, one.confirmed);
  return {
    confirmed: [...same].flatMap((one) => {
      const [row, at] = [rowOf(old.get(one.identity)), confirmedOf(one)];
      return row && row.confirmed !== at ? [{ at, ids: [row.id] }] : [];
    }),
    forgotten: before.known.findings
      .filter(({ identity }) => !kept.has(identity))
      .flatMap((one) => rowOf(one)?.id ?? []),
    others: findings
      .filter((one) => !same.has(one))
      .map((one) => ({ place, known: one, confirmed: confirmedOf(one) })),
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
  unverified: toJson(known.unverified),
  settling_since: known.settlingSince,
  doubt: toJson(known.doubt),
  turns: JSON.stringify(known.turns),
  flapping: known.flapping ? 1 : 0,
});

const toJson = (value: object | null): string | null => (value === null ? null : JSON.stringify(value));
