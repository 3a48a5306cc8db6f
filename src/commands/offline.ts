import { typesOf } from '../policies/catalogue.ts';
import { rules } from '../registry.generated.ts';
import { exitStatus } from './exit-status.ts';
import { policyFiles, readPath } from './policy-files.ts';
import { registered } from './registered.ts';
import { rulesCommand } from './rules.ts';
import type { Shell } from './shell.ts';
import { typesCommand } from './types.ts';
import { validateCommand } from './validate.ts';

export function validate(given: readonly string[], shell: Shell): number {
  const files = policyFiles(given);
  const options = { ...registered, read: readPath, now: shell.now() };
  return say(validateCommand({ files, color: shell.color, width: shell.width, ...options }), shell);
}

export function explainRules(name: string | undefined, shell: Shell): number {
  return answer(
    rulesCommand({
      rules,
      types: typesOf(registered.catalogue),
      name,
      color: shell.color,
      width: shell.width,
    }),
    shell,
  );
}

export function explainTypes(
  name: string | undefined,
  { format }: { readonly format: 'json' | 'text' },
  shell: Shell,
): number {
  return answer(
    typesCommand({ catalogue: registered.catalogue, name, format, color: shell.color, width: shell.width }),
    shell,
  );
}

/** What there is goes where it was asked for, and that there is no such thing where mistakes are told. */
function answer({ text, status }: { readonly text: string; readonly status: number }, shell: Shell): number {
  if (status === exitStatus.ok) return say({ text, status }, shell);
  shell.err(text);
  return status;
}

/** What a command found goes where its reader looks: problems are its answer, not a complaint about it. */
function say({ text, status }: { readonly text: string; readonly status: number }, { out }: Shell): number {
  out(text.endsWith('\n') ? text : `${text}\n`);
  return status;
}
