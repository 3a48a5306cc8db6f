import { expect, test } from '@jest/globals';
import { withRedaction } from '../../src/aws/redact.ts';
import { operation } from '../../src/model/operation.ts';

const salt = Buffer.alloc(32);
const shownOf = async (service: string, output: object) => {
  const asked = operation<object, object>({ service, name: 'Describe', permissions: [] });
  const answer = withRedaction(async () => ({ kind: 'output', output }), salt);
  return JSON.stringify(await answer({ operation: asked, input: {}, account: '1', region: 'r' }));
};
const secret = 'hunter2';

test.each([
  ['an environment', 'ecs', { environment: [{ name: 'name', value: secret }] }],
  ['a command', 'ecs', { overrides: { containerOverrides: [{ name: 'name', command: ['sh', secret] }] } }],
  ['an entry point', 'ecs', { name: 'name', entryPoint: [secret] }],
  ['a health check', 'ecs', { name: 'name', healthCheck: { command: ['CMD', secret], retries: 3 } }],
  ['a Docker label', 'ecs', { dockerLabels: { name: secret } }],
  ['an option of a volume driver', 'ecs', { dockerVolumeConfiguration: { driverOpts: { name: secret } } }],
  [
    'a log option',
    'ecs',
    {
      logConfiguration: { options: { name: secret }, secretOptions: [{ name: 'token', valueFrom: 'arn:a' }] },
    },
  ],
  ['the body of a response', 'wafv2', { CustomResponseBodies: { name: { Content: secret } } }],
  ['a header of a response', 'wafv2', { ResponseHeaders: [{ Name: 'name', Value: secret }] }],
  ['a header put into requests', 'wafv2', { InsertHeaders: [{ Name: 'name', Value: secret }] }],
  ['a fixed response', 'elasticloadbalancing', { name: { MessageBody: secret, StatusCode: '200' } }],
  [
    'the secret of an identity provider',
    'elasticloadbalancing',
    { name: { ClientSecret: secret, ClientId: 'a' } },
  ],
])('what %s holds is digested, and its names are not', async (_, service, output) => {
  const shown = await shownOf(service, output);
  expect(shown).not.toContain(secret);
  expect(shown).toContain('sha256:');
  expect(shown).toContain('name');
  if (shown.includes('secretOptions')) expect(shown).toContain('arn:a');
});

test('equal values have one digest, and an answer without any is as it was', async () => {
  const output = { environment: [{ value: 'a' }, { value: 'a' }, { value: 'b' }, { name: 'c' }] };
  const digests = (await shownOf('ecs', output)).match(/sha256:\w+/g);
  expect(new Set(digests).size).toBe(2);
  expect(digests).toHaveLength(3);
  const plain = { command: 'x', tags: [{ key: 'a', value: 'b' }], createdAt: new Date(0) };
  expect(await shownOf('rds', plain)).toBe(JSON.stringify({ kind: 'output', output: plain }));
});
