import type { Saving } from './load-known.ts';
import { saveFindings } from './save-findings.ts';
import { saveResources } from './save-resources.ts';
import { saveRun } from './save-run.ts';
import { saveVerdicts } from './save-verdicts.ts';
import type { Writing } from './store.ts';

/** Writes what is new; what stayed the same is only confirmed. */
export async function saveKnown(writing: Writing, saving: Saving): Promise<void> {
  await savePlace(writing, saving);
  await saveRun(writing, saving.sighting);
  await saveVerdicts(writing, saving);
  await saveFindings(writing, saving);
  await saveResources(writing, saving);
}

async function savePlace(
  writing: Writing,
  { sighting: { at }, before: { lastAudit }, known }: Saving,
): Promise<void> {
  const { account, region } = known.place;
  const present = {
    last_audit_at: lastAudit !== null && lastAudit > at ? lastAudit : at,
    policies: JSON.stringify(known.policies),
    seen: JSON.stringify(known.seen),
    blind: JSON.stringify(known.blind),
  };
  await writing
    .insertInto('place')
    .values({ account, region, first_audit_at: at, ...present })
    .onConflict((conflict) => conflict.columns(['account', 'region']).doUpdateSet(present))
    .execute();
}
