import { expect, test } from '@jest/globals';
import { requireCredentials } from '../../src/aws/credentials.ts';
import type { Answer } from '../../src/aws/exchange.ts';
import { throughRole } from '../../src/aws/through-role.ts';
import { operation } from '../../src/model/operation.ts';

const roleArn = 'arn:aws:iam::111122223333:role/plumbline';
const who = operation<object, object>({ service: 'sts', name: 'GetCallerIdentity', permissions: [] });
const answered: Answer = { kind: 'output', output: { Account: '111122223333' } };
const question = { operation: who, input: {}, account: '111122223333', region: 'sa-east-1' };

const failing =
  (name: string, message: string, more: object = {}) =>
  async () => {
    throw Object.assign(new Error(message), { name, ...more });
  };
const byAws = { $metadata: { httpStatusCode: 403 }, $fault: 'client' };
const none = failing('CredentialsProviderError', 'Could not load credentials from any providers');
const entering = { operation: 'sts:AssumeRole', about: roleArn };

const ask = (more: { readonly base?: () => Promise<unknown>; readonly assume?: () => Promise<unknown> }) => {
  const found = async () => ({});
  const answerer = throughRole({
    roleArn,
    base: found,
    assume: found,
    answer: async () => answered,
    ...more,
  });
  return requireCredentials(answerer, undefined)(question);
};

test('who has assumed the role is answered', async () => {
  expect(await ask({})).toEqual(answered);
});

test.each([
  [
    'a denial, in AWS’s words',
    failing('AccessDenied', `not authorized to perform: sts:AssumeRole on resource: ${roleArn}`, byAws),
    ['AccessDenied', `not authorized to perform: sts:AssumeRole on resource: ${roleArn}`],
  ],
  [
    'expired credentials, with the role, which AWS does not name',
    failing('ExpiredToken', 'The security token included in the request is expired', byAws),
    ['ExpiredToken', `The security token included in the request is expired (role ${roleArn})`],
  ],
  [
    'a region whose endpoint cannot be reached',
    failing('Error', 'connect ECONNREFUSED', { code: 'ECONNREFUSED' }),
    ['ECONNREFUSED', `connect ECONNREFUSED (role ${roleArn})`],
  ],
  [
    'an answer without credentials',
    failing('CredentialsProviderError', `Invalid response from STS.assumeRole call with role ${roleArn}`),
    ['CredentialsProviderError', `Invalid response from STS.assumeRole call with role ${roleArn}`],
  ],
])('a refusal is of the role: %s', async (_, assume, [reason, message]) => {
  expect(await ask({ assume })).toEqual({ kind: 'refusal', reason, message, requestId: undefined, entering });
});

test('without credentials of one’s own no role is to blame: the user is told', async () => {
  await expect(ask({ base: none, assume: none })).rejects.toThrow('no AWS credentials: Could not load');
});

test('a bug of ours is not a refusal', async () => {
  await expect(ask({ assume: failing('TypeError', 'x is undefined') })).rejects.toThrow('x is undefined');
});
