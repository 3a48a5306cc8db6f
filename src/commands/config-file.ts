import { dirname, isAbsolute, join } from 'node:path';
import type { Config } from '../config/config.ts';
import { readConfig, unknownPolicies } from '../config/read-config.ts';
import { isPostgres } from '../config/store.ts';
import { type Mistake, renderMistakes } from '../documents/mistake.ts';
import { failureOf } from '../files/failure.ts';
import { statusAt } from '../files/kind.ts';
import { mostOfDocument, readText } from '../files/read-file.ts';
import type { Policy } from '../model/policy.ts';
import { UserError } from '../model/user-error.ts';
import { printable } from '../text/printable.ts';
import { validate } from './config-validator.ts';
import type { Shell } from './shell.ts';

/** Undefined after showing every mistake in it. Paths in it are taken from its folder. */
export function readConfigFile(file: string, shell: Shell): Config | undefined {
  const { config, mistakes } = readConfig({ file, text: textOf(file) }, validate);
  if (config) {
    const from = (path: string) => (isAbsolute(path) ? path : join(dirname(file), path));
    return {
      ...config,
      policies: config.policies.map(from).map(requirePolicy),
      ...(config.store !== undefined && {
        store: isPostgres(config.store) ? config.store : from(config.store),
      }),
      ...(config.evidence && {
        evidence: { ...config.evidence, folder: from(config.evidence.folder) },
      }),
    };
  }
  show(mistakes, shell);
  return undefined;
}

/** Whoever may change a configuration would have the lines of any other file shown in a log, as of one with credentials. */
function requirePolicy(path: string): string {
  if (/\.jsonc?$/.test(path) || !statusAt(path)?.isFile()) return path;
  throw new UserError(
    `the configuration names the policy ${printable(path)}, which is no folder, and neither .json nor .jsonc\nname a policy, or a folder of them`,
  );
}

/** Whether a configuration names a policy that is not among all there are; each is shown. */
export function namesUnknown(file: string, all: readonly Policy[], shell: Shell): boolean {
  const ids = all.map(({ id }) => id);
  return show(unknownPolicies({ file, text: textOf(file) }, ids), shell);
}

function show(mistakes: readonly Mistake[], { err, errColor, errWidth }: Shell): boolean {
  if (mistakes.length > 0) err(`${renderMistakes(mistakes, { color: errColor, width: errWidth })}\n`);
  return mistakes.length > 0;
}

function textOf(file: string): string {
  try {
    return readText(file, { most: mostOfDocument });
  } catch (error) {
    throw new UserError(
      `the configuration ${file} cannot be read: ${failureOf(error)}\nname a file as plumbline.config.schema.json describes it`,
    );
  }
}
