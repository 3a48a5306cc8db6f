import { renderMistakes } from '../documents/mistake.ts';
import type { Policy } from '../model/policy.ts';
import { loadPolicies } from '../pipeline/load-policies.ts';
import { policyFiles, readPath } from './policy-files.ts';
import { registered } from './registered.ts';
import type { Shell } from './shell.ts';

/** The policies, or undefined after showing every mistake in them: an audit by half of them would mislead. */
export function readPolicies(
  given: readonly string[],
  { err, now, errColor, errWidth }: Shell,
): readonly Policy[] | undefined {
  const options = { ...registered, read: readPath, now: now() };
  const { policies, mistakes } = loadPolicies(policyFiles(given), options);
  if (mistakes.length === 0) return policies;
  err(`${renderMistakes(mistakes, { color: errColor, width: errWidth })}\n`);
  return undefined;
}
