import { iamPolicy, type Within } from '../aws/iam-policy.ts';
import { allPermissions, permissionsOf } from '../aws/permissions.ts';
import type { AccountEntry } from '../config/config.ts';
import { accountOfRole, partitionOf } from '../model/place.ts';
import type { Policy } from '../model/policy.ts';
import { planAudit } from '../pipeline/plan.ts';
import { regionsAsked } from '../pipeline/scope.ts';
import { collectors, rules, selectors } from '../registry.generated.ts';
import { exitStatus } from './exit-status.ts';
import { readSettings } from './settings.ts';
import type { Shell } from './shell.ts';

export async function permissionsCommand(
  given: readonly string[],
  options: { readonly config?: string; readonly all?: boolean },
  shell: Shell,
): Promise<number> {
  if (options.all && given.length === 0 && options.config === undefined) {
    shell.out(textOf(await everyAction(), {}));
    return exitStatus.ok;
  }
  const settings = await readSettings(given, options, shell);
  if (!settings) return exitStatus.wrongUse;
  const { policies, accounts } = settings;
  const actions = options.all
    ? await everyAction()
    : await permissionsOf(planAudit(policies, rules).wants, collectors);
  shell.out(textOf(actions, within(policies, accounts)));
  return exitStatus.ok;
}

const everyAction = async (): Promise<readonly string[]> =>
  allPermissions(await Promise.all([...collectors.values()].map((load) => load())));

const textOf = (actions: readonly string[], where: Within): string =>
  `${JSON.stringify(iamPolicy(actions, where), null, 2)}\n`;

/**
 * What is known of where the questions will be put. The policy goes to the role of each account, so an account stands in
 * it only where there is one; a role reaches into no other account anyway, unless that lets it in.
 */
function within(policies: readonly Policy[], accounts: readonly AccountEntry[] | undefined): Within {
  const configured = accounts && [...new Set(accounts.flatMap(({ regions: listed }) => listed))];
  const regions = regionsAsked(policies, configured, selectors);
  return { regions, partition: regions && partitionOf(regions), account: onlyAccount(policies, accounts) };
}

function onlyAccount(
  policies: readonly Policy[],
  accounts: readonly AccountEntry[] = [],
): string | undefined {
  const named = accounts.length > 0 ? accounts.map(accountOf) : policies.flatMap(accountsOf);
  const [account, ...others] = new Set(named);
  return others.length === 0 ? account : undefined;
}

const accountOf = ({ account, roleArn = '' }: AccountEntry): string | undefined =>
  account ?? accountOfRole(roleArn);

/** A policy that names no account may be asked of any. */
const accountsOf = ({ scope: { accounts } }: Policy): readonly (string | undefined)[] =>
  accounts ?? [undefined];
