import { dirname, isAbsolute, join } from 'node:path';
import type { AccountEntry, AlertsEntry, Config, EvidenceEntry, ScheduleEntry } from '../config/config.ts';
import { readConfig, unknownPolicies } from '../config/read-config.ts';
import { isPostgres } from '../config/store.ts';
import { type Mistake, renderMistakes } from '../documents/mistake.ts';
import { failureOf } from '../files/failure.ts';
import { mostOfDocument, readText } from '../files/read-file.ts';
import type { Policy } from '../model/policy.ts';
import { UserError } from '../model/user-error.ts';
import { validate } from './config-validator.ts';
import { readPolicies } from './read-policies.ts';
import type { Shell } from './shell.ts';

/** What is asked for on the command line, or else in a configuration. */
export interface Settings {
  readonly policies: readonly Policy[];
  readonly accounts?: readonly AccountEntry[] | undefined;
  readonly deadline?: number | undefined;
  /** Where audits are remembered. */
  readonly store?: string | undefined;
  readonly alerts?: AlertsEntry | undefined;
  readonly schedule?: ScheduleEntry | undefined;
  /** Where each audit leaves its evidence. */
  readonly recordings?: EvidenceEntry | undefined;
  /** Every policy there is; absent where only some were named, and nothing says which others there are. */
  readonly all?: readonly Policy[] | undefined;
}

interface Given {
  readonly store?: string | undefined;
  readonly config?: string | undefined;
  readonly deadline?: number | undefined;
}

/** Undefined after showing every mistake in the configuration, or in the policies. */
export function readSettings(files: readonly string[], given: Given, shell: Shell): Settings | undefined {
  const config = given.config === undefined ? noConfig : readConfigFile(given.config, shell);
  const policies = config && readPolicies(files.length > 0 ? files : config.policies, shell);
  if (!policies) return undefined;
  const store = given.store ?? config.store;
  const isPart = store !== undefined && files.length > 0 && config.policies.length > 0;
  const every = isPart ? readPolicies(config.policies, shell) : policies;
  if (!every) return undefined;
  const all = files.length === 0 || isPart ? every : undefined;
  if (hasUnknown(given.config, all, shell)) return undefined;
  return {
    policies,
    accounts: config.accounts,
    deadline: given.deadline ?? config.deadline,
    store,
    alerts: config.alerts,
    schedule: config.schedule,
    recordings: config.evidence,
    all,
  };
}

/** The accounts of a configuration; undefined after showing every mistake in it. */
export function readAccounts(
  file: string,
  shell: Shell,
): Pick<Settings, 'accounts' | 'deadline'> | undefined {
  const config = readConfigFile(file, shell);
  return (
    config && {
      accounts: config.accounts,
      ...(config.deadline !== undefined && { deadline: config.deadline }),
    }
  );
}

const noConfig: Partial<Config> & Pick<Config, 'policies'> = { policies: [] };

/** A policy that is named and not there would never be due, or never be quiet. */
function hasUnknown(file: string | undefined, all: readonly Policy[] | undefined, shell: Shell): boolean {
  if (file === undefined || all === undefined) return false;
  const ids = all.map(({ id }) => id);
  return show(unknownPolicies({ file, text: textOf(file) }, ids), shell);
}

function show(mistakes: readonly Mistake[], { err, errColor, errWidth }: Shell): boolean {
  if (mistakes.length > 0) err(`${renderMistakes(mistakes, { color: errColor, width: errWidth })}\n`);
  return mistakes.length > 0;
}

function readConfigFile(file: string, shell: Shell): Config | undefined {
  const { config, mistakes } = readConfig({ file, text: textOf(file) }, validate);
  if (config) {
    const from = (path: string) => (isAbsolute(path) ? path : join(dirname(file), path));
    return {
      ...config,
      policies: config.policies.map(from),
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

function textOf(file: string): string {
  try {
    return readText(file, { most: mostOfDocument });
  } catch (error) {
    throw new UserError(
      `the configuration ${file} cannot be read: ${failureOf(error)}\nname a file as plumbline.config.schema.json describes it`,
    );
  }
}
