import type { Finding } from '../model/finding.ts';
import { inBatches } from './confirm.ts';
import { digestOf } from './digest.ts';
import type { Writing } from './store.ts';

/** Keeps each finding once, and gives their digests in order. */
export async function saveEvidence(
  writing: Writing,
  findings: readonly Finding[],
): Promise<readonly string[]> {
  const rows = findings.map(evidenceOf);
  const unique = [...new Map(rows.map((row) => [row.digest, row])).values()];
  await inBatches(unique, 2, (some) =>
    writing
      .insertInto('evidence')
      .values(some)
      .onConflict((conflict) => conflict.column('digest').doNothing())
      .execute(),
  );
  return rows.map(({ digest }) => digest);
}

export const evidenceOf = (finding: Finding): { readonly digest: string; readonly finding: string } => {
  const text = JSON.stringify(finding);
  return { digest: digestOf(text), finding: text };
};
