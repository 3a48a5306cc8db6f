import { inBatches } from './confirm.ts';
import { excluded } from './excluded.ts';
import type { Saving } from './load-known.ts';
import { inPlaces } from './load-places.ts';
import { saveFindings } from './save-findings.ts';
import { saveResources } from './save-resources.ts';
import { saveRuns } from './save-runs.ts';
import { saveVerdicts } from './save-verdicts.ts';
import type { Writing } from './store.ts';

/** Writes what is new; what stayed the same is only confirmed. As many statements, however many places there are. */
export async function saveKnown(writing: Writing, savings: readonly Saving[]): Promise<void> {
  if (savings.length === 0) return;
  await savePlaces(writing, savings);
  await savePolicies(writing, savings);
  await saveRuns(writing, savings);
  await saveVerdicts(writing, savings);
  await saveFindings(writing, savings);
  await saveResources(writing, savings);
}

async function savePlaces(writing: Writing, savings: readonly Saving[]): Promise<void> {
  const rows = savings.map(({ sighting: { at }, before: { lastAudit }, known }) => ({
    ...known.place,
    first_audit_at: at,
    last_audit_at: lastAudit !== null && lastAudit > at ? lastAudit : at,
    seen: JSON.stringify(known.seen),
    blind: JSON.stringify(known.blind),
  }));
  await writing
    .insertInto('place')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['account', 'region']).doUpdateSet(excluded(['last_audit_at', 'seen', 'blind'])),
    )
    .execute();
}

async function savePolicies(writing: Writing, savings: readonly Saving[]): Promise<void> {
  for (const { before, known } of savings) {
    const dropped = Object.keys(before.known.policies).filter((id) => !Object.hasOwn(known.policies, id));
    if (dropped.length > 0)
      await writing
        .deleteFrom('place_policy')
        .where(inPlaces('place_policy', [known.place]))
        .where('policy', 'in', dropped)
        .execute();
  }
  const rows = savings.flatMap(({ known: { place, policies } }) =>
    Object.entries(policies).map(([policy, { sha256, at }]) => ({
      ...place,
      policy,
      sha256,
      last_judged_at: at,
    })),
  );
  await inBatches(rows, 5, (some) =>
    writing
      .insertInto('place_policy')
      .values(some)
      .onConflict((conflict) =>
        conflict.columns(['account', 'region', 'policy']).doUpdateSet(excluded(['sha256', 'last_judged_at'])),
      )
      .execute(),
  );
}
