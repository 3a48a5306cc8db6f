import { byDefault } from '../policy-files.ts';
import { recordedPolicies } from '../recorded-policies.ts';
import { say } from '../say.ts';
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
  if (policies === 'none') {
    say(shell, `the evidence holds no copies of its policies: it is judged by those in ./${byDefault}`);
    return readSettings([], given, shell);
  }
  say(shell, 'judged by the policies in the evidence');
  return policies && { policies, store: given.store };
}
