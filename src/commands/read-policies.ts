import { realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { aboutFile, type Mistake, renderMistakes } from '../documents/mistake.ts';
import { isInside } from '../files/inside.ts';
import type { Policy } from '../model/policy.ts';
import { loadPolicies } from '../pipeline/load-policies.ts';
import { plural } from '../text/plural.ts';
import { shellWord } from '../text/shell-word.ts';
import { policyFiles, readPath } from './policy-files.ts';
import { registered } from './registered.ts';
import type { Shell } from './shell.ts';

/**
 * The policies, or undefined after showing every mistake in them: an audit by half of them would mislead. Of what a
 * configuration names outside its folder and this one no line is shown: it may be any file of the machine.
 */
export function readPolicies(
  given: readonly string[],
  shell: Shell,
  config?: string,
): readonly Policy[] | undefined {
  const own = config === undefined ? undefined : [dirname(config), '.'].map((folder) => realpathSync(folder));
  const isForeign = (file: string) => own?.every((folder) => !isInside(folder, realPath(file))) ?? false;
  return loaded(policyFiles(given), readPath, shell, (mistakes) => [
    ...mistakes.filter(({ file }) => !isForeign(file)),
    ...countsOf(mistakes.filter(({ file }) => isForeign(file))),
  ]);
}

function realPath(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return resolve(file);
  }
}

/** What is told of a file as a whole shows none of its lines. */
function countsOf(mistakes: readonly Mistake[]): readonly Mistake[] {
  const counts = new Map<string, number>();
  for (const { file, line } of mistakes) if (line > 0) counts.set(file, (counts.get(file) ?? 0) + 1);
  return [
    ...mistakes.filter(({ line }) => line === 0),
    ...[...counts].map(([file, count]) =>
      aboutFile(
        file,
        `${plural(count, 'mistake')}, and no line of it is shown: it stands outside the folder of the configuration; plumbline validate ${shellWord(file) ?? 'FILE'} shows them`,
      ),
    ),
  ];
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
  shown: (mistakes: readonly Mistake[]) => readonly Mistake[] = (mistakes) => mistakes,
): readonly Policy[] | undefined {
  const { policies, mistakes } = loadPolicies(files, { ...registered, read, now: now() });
  if (mistakes.length === 0) return policies;
  err(`${renderMistakes(shown(mistakes), { color: errColor, width: errWidth })}\n`);
  return undefined;
}
