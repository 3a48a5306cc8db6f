import { type Finding, identityOf } from '../model/finding.ts';
import type { VerdictState } from '../model/memory.ts';
import { confirm, inBatches } from './confirm.ts';
import { digestOf } from './digest.ts';
import type { Loaded, PresentVerdict, Saving } from './load-known.ts';
import type { Writing } from './store.ts';

/** A verdict that is as before lengthens its row; another ends it and begins a new one. */
export async function saveVerdicts(writing: Writing, { sighting, before }: Saving): Promise<void> {
  const { at, policies, place } = sighting;
  const seen = new Map(sighting.findings.map((finding) => [identityOf(finding), finding]));
  const isSame = (identity: string, finding: Finding) =>
    sameAs(before.verdicts.get(identity), finding, policies[finding.policy] ?? '');
  const same = [...seen].filter(([identity, finding]) => isSame(identity, finding));
  const others = [...seen].filter(([identity, finding]) => !isSame(identity, finding));
  // What was not judged this time, as its policy was not, is neither confirmed nor ended.
  const gone = [...before.verdicts].filter(
    ([identity, { policy }]) => !seen.has(identity) && Object.hasOwn(policies, policy),
  );
  const idOf = (identity: string) => before.verdicts.get(identity)?.id ?? [];
  await confirm(
    writing,
    'verdict',
    same.flatMap(([identity]) => idOf(identity)),
    at,
  );
  const ended = [...others, ...gone].flatMap(([identity]) => idOf(identity));
  await inBatches(ended, (ids) =>
    writing.updateTable('verdict').set({ ended_at: at }).where('id', 'in', ids).execute(),
  );
  await saveEvidence(
    writing,
    others.map(([, finding]) => finding),
  );
  await inBatches(others, (some) =>
    writing
      .insertInto('verdict')
      .values(
        some.map(([identity, finding]) => ({
          identity,
          account: place.account,
          region: place.region,
          ...rowOf(finding),
          policy_sha256: policies[finding.policy] ?? '',
          after_at: afterOf(identity, finding.policy, before),
          first_at: at,
          last_at: at,
          ended_at: null,
        })),
      )
      .execute(),
  );
}

/** The audit that last saw it otherwise: as another verdict, or not at all. */
function afterOf(identity: string, policy: string, { verdicts, known }: Loaded): string | null {
  return verdicts.get(identity)?.last ?? known.policies[policy]?.at ?? null;
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

export function stateOf({ verdict, exception }: Finding): VerdictState {
  if (verdict.status === 'pass') return 'holds';
  if (verdict.status !== 'fail') return verdict.status;
  return exception ? 'excepted' : 'violated';
}

const rowOf = (finding: Finding) => ({
  policy: finding.policy,
  component: finding.component,
  check_name: finding.check,
  resource_type: finding.resource?.type ?? null,
  resource_name: finding.resource?.name ?? null,
  resource_id: finding.resource?.id ?? null,
  state: stateOf(finding),
  severity: finding.severity,
  message: finding.verdict.message,
  evidence: evidenceOf(finding).digest,
});

const evidenceOf = (finding: Finding): { readonly digest: string; readonly finding: string } => {
  const text = JSON.stringify(finding);
  return { digest: digestOf(text), finding: text };
};

/** Keeps each finding once, and gives its digest. */
export async function saveEvidence(
  writing: Writing,
  findings: readonly Finding[],
): Promise<readonly string[]> {
  const rows = findings.map(evidenceOf);
  const unique = [...new Map(rows.map((row) => [row.digest, row])).values()];
  await inBatches(unique, (some) =>
    writing
      .insertInto('evidence')
      .values(some)
      .onConflict((conflict) => conflict.column('digest').doNothing())
      .execute(),
  );
  return rows.map(({ digest }) => digest);
}
