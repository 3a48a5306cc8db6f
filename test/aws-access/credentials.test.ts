import { expect, test } from '@jest/globals';
import { requireCredentials } from '../../src/aws/credentials.ts';

const question = (service: string, name: string) => ({
  operation: { service, name, permissions: [] },
  input: {},
  account: '1',
  region: 'sa-east-1',
});
const lacking = { kind: 'refusal', reason: 'CredentialsProviderError', message: 'words' } as const;
const refusing = (reason: string) => requireCredentials(async () => ({ ...lacking, reason }), 'kiosk');

test('missing credentials are said to the user before anything is asked, with what to set', async () => {
  const answer = requireCredentials(async () => lacking, undefined);
  const asking = answer(question('sts', 'GetCallerIdentity'));
  await expect(asking).rejects.toThrow(/no AWS credentials: words\n[\s\S]*AWS_PROFILE/);
});

test('credentials that a profile does not give are said with its name', async () => {
  const asking = refusing('TokenProviderError')(question('sts', 'GetCallerIdentity'));
  await expect(asking).rejects.toThrow(/no AWS credentials of the profile kiosk: words\n.*--profile kiosk/);
});

test.each(['CredentialsProviderError', 'TokenProviderError', 'ExpiredTokenException'])(
  'credentials lost in the middle are a refusal that names the profile: %s',
  async (reason) => {
    const given = await refusing(reason)(question('ecs', 'ListClusters'));
    expect(given).toEqual({ kind: 'refusal', reason, message: 'words (profile kiosk)' });
  },
);

test('of a denial the profile says nothing', async () => {
  const given = await refusing('AccessDeniedException')(question('ecs', 'ListClusters'));
  expect(given).toMatchObject({ message: 'words' });
});
