import { permissionsOf } from '../aws/permissions.ts';
import { planAudit } from '../pipeline/plan.ts';
import { collectors, rules } from '../registry.generated.ts';
import { exitStatus } from './exit-status.ts';
import { readSettings } from './settings.ts';
import type { Shell } from './shell.ts';

export async function permissionsCommand(
  given: readonly string[],
  options: { readonly config?: string },
  shell: Shell,
): Promise<number> {
  const settings = readSettings(given, options, shell);
  if (!settings) return exitStatus.wrongUse;
  const { policies } = settings;
  const actions = await permissionsOf(planAudit(policies, rules).wants, collectors);
  shell.out(`${JSON.stringify(iamPolicy(actions), null, 2)}\n`);
  return exitStatus.ok;
}

/** Lists and descriptions take no resource: IAM offers no narrower `Resource` for them. */
export const iamPolicy = (actions: readonly string[]): object => ({
  Version: '2012-10-17',
  Statement: [{ Sid: 'PlumblineRead', Effect: 'Allow', Action: actions, Resource: '*' }],
});
