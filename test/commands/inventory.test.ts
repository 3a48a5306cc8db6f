import { beforeAll, expect, test } from '@jest/globals';
import stringWidth from 'fast-string-width';
import { run } from '../../src/commands/program.ts';
import { collectors } from '../../src/registry.generated.ts';
import { fakeShell } from '../support/shell.ts';

// Jest cannot link modules that are imported at the same time and share others.
beforeAll(async () => {
  for (const load of collectors.values()) await load();
});

async function inventory(argv: readonly string[], width = 80) {
  const shell = fakeShell({ width });
  const status = await run(['inventory', ...argv, '--evidence', 'examples/kiosk'], shell);
  return { status, ...shell.said };
}

test('a type goes by the last part of its name', async () => {
  const { status, out } = await inventory(['dbcluster', 'policies/elastic-web-platform.json']);
  expect([status, out.split('   ')[0]]).toEqual([0, 'AWS::RDS::DBCluster']);
});

test('a type by all that selects it, with what claims each', async () => {
  const { status, out } = await inventory(['AWS::RDS::DBCluster', 'policies/elastic-web-platform.json']);
  expect(status).toBe(0);
  expect(out.split('\n')).toEqual([
    `AWS::RDS::DBCluster   123456789012/sa-east-1${' '.repeat(35)}1`,
    `  kiosk${' '.repeat(65)}database`,
    '    engine aurora-mysql · state available',
    '    tags      app=kiosk, env=prod',
    '',
    '1 resource, 0 of them unclaimed',
    'from evidence of 2026-11-26T18:31:15.380Z, recorded by plumbline 0.1.0,',
    expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    '',
  ]);
});

test('what no component claims is marked', async () => {
  const { out } = await inventory(['AWS::RDS::DBInstance', 'policies/elastic-web-platform.json']);
  expect(out).toMatch(/^AWS::RDS::DBInstance .* 2, 2 unclaimed$/m);
  expect(out).toMatch(/^ {2}kiosk-1 .* unclaimed$/m);
});

test.each([40, 80, 120])(
  'nothing but a word by itself is wider than %i columns, whatever is shown',
  async (width) => {
    const { out } = await inventory(['policies'], width);
    const wide = out.split('\n').filter((line) => stringWidth(line) > width);
    expect(wide.filter((line) => /\S\s+\S/.test(line))).toEqual([]);
  },
);

test('as JSON: names, keys, tags and claims; what is not in the recording is told and sets the status', async () => {
  const { status, out } = await inventory(['AWS::ECS::Service', 'policies', '--format', 'json']);
  expect(status).toBe(0);
  const { types, evidence } = JSON.parse(out) as { types: { resources: object[] }[]; evidence: object };
  expect(evidence).toMatchObject({ recordedAt: '2026-11-26T18:31:15.380Z' });
  expect(types[0]?.resources[1]).toEqual({
    name: 'kiosk/menu',
    awsName: 'menu',
    label: null,
    arn: 'arn:aws:ecs:sa-east-1:123456789012:service/kiosk/menu',
    state: 'ACTIVE',
    select: { cluster: 'kiosk', launchType: 'FARGATE' },
    tags: { app: 'kiosk', env: 'prod' },
    claimed: true,
    components: [{ policy: 'elastic-web-platform', component: 'services', sure: true }],
  });
  expect((await inventory(['AWS::ElasticLoadBalancingV2::LoadBalancer', 'policies'])).status).toBe(2);
});

test.each([
  ['ecs-servcie', 'AWS::ECS::Service'],
  ['AWS::RDS::Cluster', 'AWS::RDS::DBCluster'],
])('a type that is none, %s, is answered with the one that was meant', async (given, meant) => {
  const { status, err } = await inventory([given]);
  expect(status).toBe(64);
  expect(err).toContain(`there is no type "${given}"; did you mean "${meant}"?`);
});

test.each(['Service', 'ECS::Service', 'ecs-service', 'ecs'])('%s is AWS::ECS::Service', async (given) => {
  expect((await inventory([given])).out).toBe((await inventory(['AWS::ECS::Service'])).out);
});

test('evidence of another digest is refused, and without evidence a digest says nothing', async () => {
  const { out } = await inventory(['DBCluster', '--format', 'json']);
  const { evidence } = JSON.parse(out) as { readonly evidence: { readonly digest: string } };
  expect((await inventory(['DBCluster', '--digest', evidence.digest])).status).toBe(0);
  const other = `sha256:${'0'.repeat(64)}`;
  const { status, err } = await inventory(['DBCluster', '--digest', other]);
  expect([status, err]).toEqual([64, expect.stringContaining(other)]);
  const shell = fakeShell();
  expect([await run(['inventory', '--digest', other], shell), shell.said.err]).toEqual([
    64,
    expect.stringContaining('--digest is of --evidence'),
  ]);
});
