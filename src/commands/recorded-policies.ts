import { policiesIn } from '../aws/evidence.ts';
import type { Policy } from '../model/policy.ts';
import { requireNamedCopies } from './evidence/copies.ts';
import { policiesOf } from './read-policies.ts';
import type { Shell } from './shell.ts';

/**
 * The policies that travel with a recording, which has the digest where one is given: `none` where it is of a format that
 * holds none, undefined after showing every mistake in them.
 */
export function recordedPolicies(
  evidence: string,
  shell: Shell,
  digest?: string,
): readonly Policy[] | 'none' | undefined {
  const texts = policiesIn(evidence, digest);
  if (texts.length === 0) return 'none';
  requireNamedCopies(evidence, texts);
  return policiesOf(texts, shell);
}
