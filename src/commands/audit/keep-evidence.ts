import { dirname, join, resolve } from 'node:path';
import { manifestIn, retainEvidence } from '../../aws/retain-evidence.ts';
import type { EvidenceEntry } from '../../config/config.ts';
import type { Audit } from '../../model/audit.ts';
import { evidenceOf } from '../../model/evidence.ts';
import type { Memory } from '../../model/memory.ts';
import { printable } from '../../text/printable.ts';
import { say } from '../say.ts';
import type { Shell } from '../shell.ts';

interface Keeping {
  readonly audit: Audit;
  /** Where the audit left its evidence. */
  readonly folder: string;
  readonly kept: EvidenceEntry | undefined;
}

/** Notes in the store where the evidence of an audit is, and removes what the configuration keeps no longer; false where there is none. */
export async function keepEvidence(
  memory: Memory,
  { audit, folder, kept }: Keeping,
  shell: Shell,
): Promise<boolean> {
  const evidence = evidenceOf(audit);
  if (!evidence) {
    const why = audit.evidence?.kind === 'lost' ? audit.evidence.message : 'nothing was recorded';
    say(shell, `the evidence could not be kept in ${printable(folder)}: ${printable(why)}`);
    return false;
  }
  const { exchanges } = await manifestIn(folder);
  const removed = kept?.keep && resolve(dirname(folder)) === resolve(kept.folder) ? await removedFrom() : [];
  const sha256 = evidence.digest.replace(/^sha256:/, '');
  const recording = { at: audit.startedAt, folder: resolve(folder), sha256 };
  await memory.recorded({ ...recording, exchanges: exchanges?.count ?? 0 }, removed);
  return true;

  /** What cannot be removed harms no audit: it is said, and tried again by the next. */
  async function removedFrom(): Promise<readonly string[]> {
    const { runs: count, days } = kept?.keep ?? {};
    try {
      const names = await retainEvidence(dirname(folder), { count, days }, shell.now());
      return names.map((name) => resolve(join(dirname(folder), name)));
    } catch (error) {
      say(
        shell,
        `evidence that is kept no longer could not be removed: ${printable((error as Error).message)}`,
      );
      return [];
    }
  }
}
