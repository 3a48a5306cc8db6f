import { policiesIn } from '../../aws/evidence.ts';
import { UserError } from '../../model/user-error.ts';
import { printable } from '../../text/printable.ts';
import { policiesOf } from '../read-policies.ts';
import { readSettings, type Settings } from '../settings.ts';
import type { Shell } from '../shell.ts';

/** Judges a recording by the policies that travel with it; by ./policies where it is of a format that holds none. */
export async function recordedSettings(
  evidence: string,
  given: { readonly store?: string | undefined },
  shell: Shell,
): Promise<Settings | undefined> {
  const texts = policiesIn(evidence);
  if (texts.length === 0) return readSettings([], given, shell);
  shell.err('judged by the policies in the evidence\n');
  const policies = policiesOf(texts, shell);
  const other = policies?.find(({ id, file }) => texts.some((text) => text.file === file && text.id !== id));
  if (other)
    throw new UserError(
      `the evidence in ${printable(evidence)} contradicts itself: ${printable(other.file)} is the policy ${other.id}, its manifest says another`,
    );
  return policies && { policies, store: given.store };
}
