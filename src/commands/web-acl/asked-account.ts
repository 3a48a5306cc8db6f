import type { AccountEntry, Config } from '../../config/config.ts';
import { accountOfRole } from '../../model/place.ts';
import { UserError } from '../../model/user-error.ts';

/**
 * Where a web ACL stands, as its ARN says, and how its account is entered: as the configuration has it, else with the
 * credentials at hand. Undefined where nothing says more than they do.
 */
export function askedAccounts(
  named: string | undefined,
  config: Pick<Config, 'accounts'> | undefined,
): readonly AccountEntry[] | undefined {
  const [, region = '', id = ''] = /^arn:[\w-]+:wafv2:([a-z0-9-]+):(\d{12}):/.exec(named ?? '') ?? [];
  if (id === '') return config?.accounts;
  if (!config) return [{ name: id, account: id, regions: [region] }];
  const entry = config.accounts.find(
    ({ account, roleArn }) => (roleArn === undefined ? account : accountOfRole(roleArn)) === id,
  );
  if (!entry)
    throw new UserError(
      `the configuration names no account ${id}, of which the web ACL is\nname one that does, or none with credentials of that account`,
    );
  return [{ ...entry, regions: [region] }];
}
