import { type Finding, identityOf } from '../model/finding.ts';
import type { VerdictState } from '../model/memory.ts';
import { byTime, confirm, confirmedIn, inBatches, type Timed } from './confirm.ts';
import type { Loaded, Saving } from './load-known.ts';
import type { PresentVerdict } from './load-rows.ts';
import { evidenceOf, saveEvidence } from './save-evidence.ts';
import type { Writing } from './store.ts';

/** A verdict that is as before lengthens its row; another ends it and begins a new one. */
export async function saveVerdicts(writing: Writing, savings: readonly Saving[]): Promise<void> {
  const changes = savings.map(changesOf);
  await confirm(
    writing,
    'verdict',
    changes.flatMap(({ confirmed }) => confirmed),
  );
  await end(writing, changes);
  const begun = changes.flatMap((change) => change.begun);
  const digests = await saveEvidence(
    writing,
    begun.map(({ finding }) => finding),
  );
  const rows = begun.map(({ row }, at) => ({ ...row, evidence: digests[at] ?? '' }));
  await inBatches(rows, 18, (some) => writing.insertInto('verdict').values(some).execute());
}

interface Changes {
  readonly at: string;
  readonly confirmed: readonly Timed[];
  /** Those that were last confirmed at a time. */
  readonly ended: readonly { readonly at: string; readonly ids: readonly number[] }[];
  readonly begun: readonly { readonly finding: Finding; readonly row: ReturnType<typeof rowOf> }[];
}

async function end(writing: Writing, changes: readonly Changes[]): Promise<void> {
  for (const { at: ended_at, ended } of changes)
    for (const [last_at, ids] of byTime(ended))
      await inBatches(ids, 1, (some) =>
        writing.updateTable('verdict').set({ last_at, ended_at }).where('id', 'in', some).execute(),
      );
}

function changesOf({ sighting, before, known }: Saving): Changes {
  const { at, policies } = sighting;
  const seen = new Map(sighting.findings.map((finding) => [identityOf(finding), finding]));
  const present = before.verdicts;
  const isSame = (identity: string, finding: Finding) =>
    sameAs(present.get(identity)?.value, finding, policies[finding.policy] ?? '');
  const others = [...seen].filter(([identity, finding]) => !isSame(identity, finding));
  const begun = new Set(others.map(([identity]) => identity));
  // What was not judged this time, as its policy was not, is neither confirmed nor ended.
  const isGone = ({ identity, policy }: PresentVerdict) =>
    !seen.has(identity) && Object.hasOwn(policies, policy);
  const isEnded = (value: PresentVerdict) => begun.has(value.identity) || isGone(value);
  const rows = [...present.values()];
  const kept = rows.filter(({ value }) => !isEnded(value));
  return {
    at,
    confirmed: kept.flatMap(({ id, confirmed, value }) => {
      const last = seen.has(value.identity) ? at : value.last;
      const next = confirmedIn(known, value.policy, last);
      return next === confirmed ? [] : [{ at: next, ids: [id] }];
    }),
    ended: rows.filter(({ value }) => isEnded(value)).map(({ id, value }) => ({ at: value.last, ids: [id] })),
    begun: others.map(([identity, finding]) => ({
      finding,
      row: rowOf(finding, identity, { sighting, before, known }),
    })),
  };
}

/**
 * Of what holds it does not matter how: tasks come and go. A failure is another one by another fact, what is unknown by
 * another reason.
 */
function sameAs(present: PresentVerdict | undefined, finding: Finding, sha256: string): boolean {
  const state = stateOf(finding);
  if (!present || present.state !== state || present.policySha256 !== sha256) return false;
  if (present.severity !== finding.severity) return false;
  return state === 'holds' || state === 'not-applicable' || present.evidence === evidenceOf(finding).digest;
}

function stateOf({ verdict, exception }: Finding): VerdictState {
  if (verdict.status === 'pass') return 'holds';
  if (verdict.status !== 'fail') return verdict.status;
  return exception ? 'excepted' : 'violated';
}

const rowOf = (finding: Finding, identity: string, { sighting, before, known }: Saving) => ({
  identity,
  account: sighting.place.account,
  region: sighting.place.region,
  policy: finding.policy,
  component: finding.component,
  check_name: finding.check,
  resource_type: finding.resource?.type ?? null,
  resource_name: finding.resource?.name ?? null,
  resource_id: finding.resource?.id ?? null,
  state: stateOf(finding),
  severity: finding.severity,
  message: finding.verdict.message,
  policy_sha256: sighting.policies[finding.policy] ?? '',
  after_at: afterOf(identity, finding.policy, before),
  first_at: sighting.at,
  last_at: confirmedIn(known, finding.policy, sighting.at),
  ended_at: null,
});

/** The audit that last saw it otherwise: as another verdict, or not at all. */
function afterOf(identity: string, policy: string, { verdicts, known }: Loaded): string | null {
  return verdicts.get(identity)?.value.last ?? known.policies[policy]?.at ?? null;
}
