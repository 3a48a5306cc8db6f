import type { AccountEntry, AlertsEntry, Config, EvidenceEntry, ScheduleEntry } from '../config/config.ts';
import type { Policy } from '../model/policy.ts';
import { UserError } from '../model/user-error.ts';
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
export async function readSettings(
  files: readonly string[],
  given: Given,
  shell: Shell,
): Promise<Settings | undefined> {
  const config = await configOf(given.config, shell);
  const configured = () => config && readPolicies(config.policies, shell, given.config);
  const policies = config && (files.length > 0 ? readPolicies(files, shell) : configured());
  if (!policies) return undefined;
  const store = given.store ?? config.store;
  const isPart = store !== undefined && files.length > 0 && config.policies.length > 0;
  const every = isPart ? configured() : policies;
  if (!every) return undefined;
  const all = files.length === 0 || isPart ? every : undefined;
  if (all && (await namesUnknown(given.config, all, shell))) return undefined;
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
export async function readAccounts(
  file: string,
  shell: Shell,
): Promise<Pick<Settings, 'accounts' | 'deadline'> | undefined> {
  const config = (await configFile()).readConfigFile(file, shell);
  return (
    config && {
      accounts: config.accounts,
      ...(config.deadline !== undefined && { deadline: config.deadline }),
    }
  );
}

/** How a configuration tells. Undefined after showing every mistake in it; throws `UserError` where it tells nobody. */
export async function readAlerts(file: string, shell: Shell): Promise<AlertsEntry | undefined> {
  const config = (await configFile()).readConfigFile(file, shell);
  if (config && !config.alerts)
    throw new UserError(`${file} has no "alerts": it tells nobody\ndocs/alerts.md says how they are set up`);
  return config?.alerts;
}

const configOf = async (file: string | undefined, shell: Shell) =>
  file === undefined ? noConfig : (await configFile()).readConfigFile(file, shell);

/** A policy that is named and not there would never be due, or never be quiet. */
const namesUnknown = async (file: string | undefined, all: readonly Policy[], shell: Shell) =>
  file !== undefined && (await configFile()).namesUnknown(file, all, shell);

const noConfig: Partial<Config> & Pick<Config, 'policies'> = { policies: [] };

/** What reads schedules and checks a configuration is not small, and most audits have none. */
const configFile = () => import('./config-file.ts');
