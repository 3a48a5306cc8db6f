import { expect, test } from '@jest/globals';
import { askedAccounts } from '../../../src/commands/web-acl/asked-account.ts';
import type { Config } from '../../../src/config/config.ts';
import { UserError } from '../../../src/model/user-error.ts';

const arn = (region: string, account: string, scope = 'regional') =>
  `arn:aws:wafv2:${region}:${account}:${scope}/webacl/edge/0a1b`;
const role = { name: 'shop', roleArn: 'arn:aws:iam::222233334444:role/plumbline', externalId: 'kiosk-7' };
const config = {
  accounts: [
    { name: 'ops', account: '111122223333', regions: ['eu-west-1'] },
    { ...role, regions: ['eu-west-1'] },
  ],
} as Pick<Config, 'accounts'>;

test.each([
  [
    'an ARN says account and region',
    arn('sa-east-1', '111122223333'),
    undefined,
    [{ name: '111122223333', account: '111122223333', regions: ['sa-east-1'] }],
  ],
  [
    'one of CloudFront stands where it is asked for',
    arn('us-east-1', '111122223333', 'global'),
    undefined,
    [{ name: '111122223333', account: '111122223333', regions: ['us-east-1'] }],
  ],
  [
    'the account is entered as the configuration has it, in the region of the ARN',
    arn('sa-east-1', '222233334444'),
    config,
    [{ ...role, regions: ['sa-east-1'] }],
  ],
  [
    'an account of its own credentials is known by its digits',
    arn('eu-west-1', '111122223333'),
    config,
    [{ name: 'ops', account: '111122223333', regions: ['eu-west-1'] }],
  ],
  ['a name is looked for wherever the configuration looks', 'edge', config, config.accounts],
  ['a name alone is of the credentials', 'edge', undefined, undefined],
  ['nothing named is of the credentials', undefined, undefined, undefined],
] as const)('%s', (_, named, given, asked) => {
  expect(askedAccounts(named, given)).toEqual(asked);
});

test('an account that the configuration does not name is refused', () => {
  const asking = () => askedAccounts(arn('sa-east-1', '333344445555'), config);
  expect(asking).toThrow(UserError);
  expect(asking).toThrow(/^the configuration names no account 333344445555/);
});
