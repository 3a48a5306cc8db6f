import { policiesIn } from '../../aws/evidence.ts';
import { requireNamedCopies } from '../evidence/copies.ts';
import { policiesOf } from '../read-policies.ts';
import { readSettings, type Settings } from '../settings.ts';
import type { Shell } from '../shell.ts';

/** Judges a recording by the policies that travel with it; by ./policies where it is of a format that holds none. */
export async function recordedSettings(
  evidence: string,
  given: { readonly store?: string | undefined; readonly digest?: string | undefined },
  shell: Shell,
): Promise<Settings | undefined> {
  const texts = policiesIn(evidence, given.digest);
  if (texts.length === 0) return readSettings([], given, shell);
  requireNamedCopies(evidence, texts);
  shell.err('judged by the policies in the evidence\n');
  const policies = policiesOf(texts, shell);
  return policies && { policies, store: given.store };
}
