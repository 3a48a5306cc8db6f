import { excluded } from './excluded.ts';
import type { Saving } from './load-known.ts';
import { saveFindings } from './save-findings.ts';
import { saveResources } from './save-resources.ts';
import { saveRuns } from './save-runs.ts';
import { saveVerdicts } from './save-verdicts.ts';
import type { Writing } from './store.ts';

/** Writes what is new; what stayed the same is only confirmed. As many statements, however many places there are. */
export async function saveKnown(writing: Writing, savings: readonly Saving[]): Promise<void> {
  if (savings.length === 0) return;
  await savePlaces(writing, savings);
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
    policies: JSON.stringify(known.policies),
    seen: JSON.stringify(known.seen),
    blind: JSON.stringify(known.blind),
  }));
  await writing
    .insertInto('place')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['account', 'region'])
        .doUpdateSet(excluded(['last_audit_at', 'policies', 'seen', 'blind'])),
    )
    .execute();
}
