import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { policiesIn, readManifest } from '../aws/evidence.ts';
import type { Policy } from '../model/policy.ts';
import { UserError } from '../model/user-error.ts';
import { printable } from '../text/printable.ts';
import { shellWord } from '../text/shell-word.ts';
import { requireNamedCopies } from './evidence/copies.ts';
import { byDefault } from './policy-files.ts';
import { policiesOf } from './read-policies.ts';
import type { Shell } from './shell.ts';

/**
 * The policies that travel with a recording, which has the digest where one is given: `none` where it holds none and there
 * is ./policies to judge it by, undefined after showing every mistake in them. `typed` is the command with policies, by
 * the word for the folder: what is to be typed where there are neither.
 */
export function recordedPolicies(
  evidence: string,
  shell: Shell,
  { digest, typed }: { readonly digest?: string | undefined; readonly typed: (folder: string) => string },
): readonly Policy[] | 'none' | undefined {
  const texts = policiesIn(evidence, digest);
  if (texts.length === 0) {
    const { format } = readManifest(evidence, digest).manifest;
    const why = format === 1 ? 'is of format 1, which holds no policies' : 'holds no policies';
    const whose = `the evidence in ${printable(evidence)} ${why}`;
    if (!existsSync(byDefault))
      throw new UserError(
        `${whose}, and there is no folder ${resolve(byDefault)}\nname the policies to judge it by: ${typed(shellWord(evidence) ?? 'DIR')}`,
      );
    return 'none';
  }
  requireNamedCopies(evidence, texts);
  return policiesOf(texts, shell);
}
