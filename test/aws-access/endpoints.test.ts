import { expect, test } from '@jest/globals';
import { namingEndpoint, regionSetting, requireEndpoints } from '../../src/aws/endpoints.ts';

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

const asking = (service: string) => ({
  operation: { service, name: 'GetCallerIdentity', permissions: [] },
  input: {},
  account: 'unknown',
  region: 'eu-wset-1',
});
const unreached = {
  kind: 'refusal',
  reason: 'ENOTFOUND',
  message: 'getaddrinfo ENOTFOUND sts.eu-wset-1.amazonaws.com',
} as const;

test('where nobody is reached, what was asked for is told with the setting it comes from', async () => {
  const given = await namingEndpoint(async () => unreached, 'AWS_REGION', {})(asking('sts'));
  const asked = `asked for the region eu-wset-1 (AWS_REGION) at AWS's own endpoint`;
  expect(given).toEqual({ ...unreached, message: `${unreached.message}; ${asked}` });
});

test.each(['AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_STS'])('an endpoint of %s is told by it', async (name) => {
  const env = { [name]: 'http://127.0.0.1:1' };
  const given = await namingEndpoint(async () => unreached, 'the configuration', env)(asking('sts'));
  expect(given).toMatchObject({ message: expect.stringContaining(`at http://127.0.0.1:1 (${name})`) });
});

test.each([
  ['another question', 'ecs', unreached],
  ['a denial', 'sts', { ...unreached, reason: 'AccessDenied' }],
])('of %s nothing more is said', async (_, service, refusal) => {
  await expect(namingEndpoint(async () => refusal, 'AWS_REGION', {})(asking(service))).resolves.toEqual(
    refusal,
  );
});

test.each([
  [{ AWS_REGION: 'eu-west-1' }, 'AWS_REGION'],
  [{ AWS_PROFILE: 'kiosk' }, 'the profile kiosk'],
  [{}, 'the profile default'],
])('the region of %j comes from %s', (env, setting) => {
  expect(regionSetting(env)).toBe(setting);
});
