import { policiesIn } from '../aws/evidence.ts';
import type { Policy } from '../model/policy.ts';
import { UserError } from '../model/user-error.ts';
import { printable } from '../text/printable.ts';
import { policiesOf } from './read-policies.ts';
import type { Shell } from './shell.ts';

/**
 * The policies that travel with a recording: `none` where it is of a format that holds none, undefined after showing
 * every mistake in them.
 */
export function recordedPolicies(evidence: string, shell: Shell): readonly Policy[] | 'none' | undefined {
  const texts = policiesIn(evidence);
  if (texts.length === 0) return 'none';
  const policies = policiesOf(texts, shell);
  const other = policies?.find(({ id, file }) => texts.some((text) => text.file === file && text.id !== id));
  if (other)
    throw new UserError(
      `the evidence in ${printable(evidence)} contradicts itself: ${printable(other.file)} is the policy ${other.id}, its manifest says another`,
    );
  return policies;
}
