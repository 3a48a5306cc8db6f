import { expect, test } from '@jest/globals';
import { requireCredentials } from '../../src/aws/credentials.ts';

const question = (service: string, name: string) => ({
  operation: { service, name, permissions: [] },
  input: {},
  account: '1',
  region: 'sa-east-1',
});
const refusing = (reason: string) =>
  requireCredentials(async () => ({ kind: 'refusal', reason, message: 'words' }), 'kiosk');

test('missing credentials are said to the user before anything is asked, with what to set', async () => {
  const asking = refusing('CredentialsProviderError')(question('sts', 'GetCallerIdentity'));
  await expect(asking).rejects.toThrow(/no AWS credentials: words\n[\s\S]*AWS_PROFILE/);
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
