import pc from 'picocolors';
import { renderMistakes } from '../documents/mistake.ts';
import { type LoadOptions, loadPolicies } from '../pipeline/load-policies.ts';
import { plural } from '../text/plural.ts';

export interface ValidateOptions extends LoadOptions {
  /** Files and directories. */
  readonly files: readonly string[];
  readonly color: boolean;
  readonly width: number;
}

/** Every mistake in some policies, without AWS. */
export function validateCommand({ files, color, width, ...options }: ValidateOptions): {
  text: string;
  status: 0 | 64;
} {
  const loaded = loadPolicies(files, options);
  const mistakes = [...loaded.mistakes, ...loaded.expired];
  const colors = pc.createColors(color);
  if (mistakes.length === 0) {
    const text = `${plural(loaded.files, 'policy', 'policies')} ${loaded.files === 1 ? 'is' : 'are'} sound`;
    return { text: `${colors.green('✓')} ${text}\n`, status: 0 };
  }
  const wrong = new Set(mistakes.map(({ file }) => file)).size;
  const found = `${plural(mistakes.length, 'problem')} in ${wrong} of ${plural(loaded.files, 'policy', 'policies')}`;
  return { text: `${renderMistakes(mistakes, { color, width })}\n\n${colors.red(found)}\n`, status: 64 };
}
