import { describe, expect, test } from '@jest/globals';
import { run } from '../../src/commands/program.ts';
import { registered } from '../../src/commands/registered.ts';
import { fakeShell } from '../support/shell.ts';

async function types(...args: readonly string[]) {
  const shell = fakeShell({ width: 80 });
  const status = await run(['types', ...args], shell);
  return { status, ...shell.said };
}

const all = [...registered.catalogue.selectors.keys()];

test('lists every type with what selects it', async () => {
  const { status, out } = await types();
  expect(status).toBe(0);
  for (const type of all) expect(out).toContain(type);
  expect(out).toContain('selected by name, arn, tags, cluster, launchType');
});

test('shows a type by its name, or by its last part in whatever case', async () => {
  const { out } = await types('AWS::EFS::FileSystem');
  expect((await types('filesystem')).out).toBe(out);
  expect(out).toContain('  ThroughputMode  bursting | elastic | provisioned\n');
  expect(out).toContain(
    '  BackupPolicy  object\n      asked only where a policy expects it:\n      elasticfilesystem:DescribeBackupPolicy\n    .Status  ',
  );
  expect(out).toContain('AWS shows it by elasticfilesystem:DescribeReplicationConfigurations');
});

test.each([
  ['ECS::Service', ['AWS::ECS::Service']],
  ['Service', ['AWS::ECS::Service']],
  ['aws_ecs_service', ['AWS::ECS::Service']],
  ['DBClusters', ['AWS::RDS::DBCluster']],
  ['RDS::DBCluster', ['AWS::RDS::DBCluster']],
  ['alb', ['AWS::ElasticLoadBalancingV2::LoadBalancer']],
  ['EC2::Subnet', ['AWS::EC2::Subnet']],
  ['RDS', ['AWS::RDS::DBCluster', 'AWS::RDS::DBInstance']],
])('%s is the name of %j', async (name, expected) => {
  const { status, out } = await types(name, '--format', 'json');
  expect(status).toBe(0);
  expect((JSON.parse(out) as { type: string }[]).map(({ type }) => type)).toEqual(expected);
});

test('says what there is in place of a type that is none', async () => {
  expect(await types('FileSytem')).toMatchObject({
    status: 64,
    out: '',
    err: 'there is no type "FileSytem"; did you mean "AWS::EFS::FileSystem"?\n',
  });
});

test('the types that there are fit the terminal', async () => {
  const lines = (await types('nope')).err.split('\n');
  expect(lines.length).toBeGreaterThan(3);
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
});

test.each([
  ['Cluster', 'did you mean "AWS::RDS::DBCluster"?'],
  ['RDS::Cluster', 'did you mean "AWS::RDS::DBCluster"?'],
  ['DBClutser', 'did you mean "AWS::RDS::DBCluster"?'],
])('guesses what is meant by %s', async (name, hint) => {
  expect((await types(name)).err).toBe(`there is no type "${name}"; ${hint}\n`);
});

test('gives machines all that people see', async () => {
  const [explained] = JSON.parse((await types('DBCluster', '--format', 'json')).out) as readonly {
    readonly select: object;
    readonly properties: readonly { readonly path: string }[];
  }[];
  expect(explained?.select).toMatchObject({ engine: {}, name: { description: 'Its identifier.' } });
  expect(explained?.properties.find(({ path }) => path === 'BackupRetentionPeriod')).toEqual({
    path: 'BackupRetentionPeriod',
    name: 'BackupRetentionPeriod',
    depth: 0,
    kind: 'whole number',
    values: null,
    fallback: '1',
    about: null,
    notes: [],
    calls: [],
  });
});

describe.each(all)('%s', (type) => {
  test('fits in 80 columns, but for addresses and names that no space breaks', async () => {
    const long = (await types(type)).out.split('\n').filter((line) => line.length > 80);
    expect(long.filter((line) => /\S\s+\S/.test(line))).toEqual([]);
  });
});

test('a name that steers a terminal is shown as what it is', async () => {
  expect((await types('x\u202eE\u2028::error')).err).toMatch(/^there is no type "x\\u202eE\\u2028::error"; /);
});
