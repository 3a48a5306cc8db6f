import { recordedPolicies } from '../recorded-policies.ts';
import { readSettings, type Settings } from '../settings.ts';
import type { Shell } from '../shell.ts';

/** Judges a recording by the policies that travel with it; by ./policies where it is of a format that holds none. */
export async function recordedSettings(
  evidence: string,
  given: { readonly store?: string | undefined; readonly digest?: string | undefined },
  shell: Shell,
): Promise<Settings | undefined> {
  const typed = (folder: string) => `plumbline audit POLICIES --evidence ${folder}`;
  const policies = recordedPolicies(evidence, shell, { digest: given.digest, typed });
  if (policies === 'none') return readSettings([], given, shell);
  shell.err('judged by the policies in the evidence\n');
  return policies && { policies, store: given.store };
}
