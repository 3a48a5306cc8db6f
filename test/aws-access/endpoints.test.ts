import { expect, test } from '@jest/globals';
import { requireCredentials } from '../../src/aws/credentials.ts';
import { requireEndpoints } from '../../src/aws/endpoints.ts';

test.each([
  ['none', {}],
  ['an emulator', { AWS_ENDPOINT_URL: 'http://127.0.0.1:5000' }],
  ['one for a service', { AWS_ENDPOINT_URL_STS: 'https://sts.example.com', AWS_ENDPOINT_URL_ECS: '' }],
  ['a variable of another kind', { AWS_ENDPOINT_URLS: 'x' }],
])('%s may be asked', (_, env) => {
  expect(() => requireEndpoints(env)).not.toThrow();
});

test.each([
  ['AWS_ENDPOINT_URL', 'nonsense'],
  ['AWS_ENDPOINT_URL', 'localhost:5000'],
  ['AWS_ENDPOINT_URL_STS', 'nonsense'],
  ['AWS_ENDPOINT_URL_ELASTIC_LOAD_BALANCING_V2', 'file:///etc/passwd'],
])('%s=%s is told to the user before anything is asked', (name, url) => {
  expect(() => requireEndpoints({ [name]: url })).toThrow(`${name} is no URL: ${url}`);
});

const question = (service: string, name: string) => ({
  operation: { service, name, permissions: [] },
  input: {},
  account: '1',
  region: 'sa-east-1',
});
const without = requireCredentials(async () => ({ kind: 'refusal', reason: 'CredentialsProviderError' }));

test('missing credentials are said to the user before anything is asked, with what to set', async () => {
  await expect(without(question('sts', 'GetCallerIdentity'))).rejects.toThrow(
    /no AWS credentials[\s\S]*AWS_PROFILE/,
  );
});

test('credentials lost in the middle are a refusal', async () => {
  expect(await without(question('ecs', 'ListClusters'))).toMatchObject({
    reason: 'CredentialsProviderError',
  });
});
