import { type Finding, identityOf } from '../model/finding.ts';
import type { VerdictState } from '../model/memory.ts';
import { byTime, type Confirmed, confirm, inBatches } from './confirm.ts';
import type { Loaded, Saving } from './load-known.ts';
import type { PresentVerdict } from './load-rows.ts';
import { evidenceOf, saveEvidence } from './save-evidence.ts';
import type { Writing } from './store.ts';

/** A verdict that is as before lengthens its row; another ends it and begins a new one. */
export async function saveVerdicts(writing: Writing, savings: readonly Saving[]): Promise<void> {
  const changes = savings.map(changesOf);
  await confirm(writing, 'verdict', changes);
  for (const [at, ids] of byTime(changes.map(({ at, ended }) => ({ at, ids: ended }))))
    await inBatches(ids, 1, (some) =>
      writing.updateTable('verdict').set({ ended_at: at }).where('id', 'in', some).execute(),
    );
  const begun = changes.flatMap((change) => change.begun);
  const digests = await saveEvidence(
    writing,
    begun.map(({ finding }) => finding),
  );
  const rows = begun.map(({ row }, at) => ({ ...row, evidence: digests[at] ?? '' }));
  await inBatches(rows, 18, (some) => writing.insertInto('verdict').values(some).execute());
}

interface Changes extends Confirmed {
  readonly ended: readonly number[];
  readonly begun: readonly { readonly finding: Finding; readonly row: ReturnType<typeof rowOf> }[];
}

function changesOf({ sighting, before }: Saving): Changes {
  const { at, policies } = sighting;
  const seen = new Map(sighting.findings.map((finding) => [identityOf(finding), finding]));
  const present = before.verdicts;
  const isSame = (identity: string, finding: Finding) =>
    sameAs(present.get(identity)?.value, finding, policies[finding.policy] ?? '');
  const same = new Set([...seen].flatMap(([identity, one]) => (isSame(identity, one) ? identity : [])));
  const others = [...seen].filter(([identity]) => !same.has(identity));
  // What was not judged this time, as its policy was not, is neither confirmed nor ended.
  const gone = [...present].filter(
    ([identity, { value }]) => !seen.has(identity) && Object.hasOwn(policies, value.policy),
  );
  const idOf = (identity: string) => present.get(identity)?.id ?? [];
  return {
    at,
    ids: [...same].flatMap(idOf),
    ended: [...others, ...gone].flatMap(([identity]) => idOf(identity)),
    begun: others.map(([identity, finding]) => ({
      finding,
      row: rowOf(finding, identity, { sighting, before }),
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

const rowOf = (finding: Finding, identity: string, { sighting, before }: Omit<Saving, 'known'>) => ({
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
  last_at: sighting.at,
  ended_at: null,
});

/** The audit that last saw it otherwise: as another verdict, or not at all. */
function afterOf(identity: string, policy: string, { verdicts, known }: Loaded): string | null {
  return verdicts.get(identity)?.value.last ?? known.policies[policy]?.at ?? null;
}
