import { renderMistakes } from '../documents/mistake.ts';
import type { Policy } from '../model/policy.ts';
import { loadPolicies } from '../pipeline/load-policies.ts';
import { policyFiles, readPath } from './policy-files.ts';
import { registered } from './registered.ts';
import type { Shell } from './shell.ts';

/** The policies, or undefined after showing every mistake in them: an audit by half of them would mislead. */
export function readPolicies(given: readonly string[], shell: Shell): readonly Policy[] | undefined {
  return loaded(policyFiles(given), readPath, shell);
}

/** The same of texts that stand in no file of their own. */
export function policiesOf(
  texts: readonly { readonly file: string; readonly text: string }[],
  shell: Shell,
): readonly Policy[] | undefined {
  const byFile = new Map(texts.map(({ file, text }) => [file, text]));
  return loaded([...byFile.keys()], (file) => byFile.get(file) ?? [], shell);
}

function loaded(
  files: readonly string[],
  read: typeof readPath,
  { err, now, errColor, errWidth }: Shell,
): readonly Policy[] | undefined {
  const { policies, mistakes } = loadPolicies(files, { ...registered, read, now: now() });
  if (mistakes.length === 0) return policies;
  err(`${renderMistakes(mistakes, { color: errColor, width: errWidth })}\n`);
  return undefined;
}
