import { expect, test } from '@jest/globals';
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
