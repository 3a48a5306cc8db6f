import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { run } from '../../src/commands/program.ts';
import { collectors } from '../../src/registry.generated.ts';
import { fakeShell } from '../support/shell.ts';

// Jest cannot link modules that are imported at the same time and share others.
beforeAll(async () => {
  for (const load of collectors.values()) await load();
});

interface Given {
  readonly components: object;
  readonly scope?: object;
  readonly accounts?: readonly object[];
}

async function permissions({ components, scope, accounts }: Given) {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-'));
  const [policy, config] = [join(folder, 'p.json'), join(folder, 'plumbline.config.json')];
  writeFileSync(policy, JSON.stringify({ version: 1, id: 'p', title: 'P', scope, components }));
  writeFileSync(config, JSON.stringify({ version: 1, policies: ['p.json'], accounts }));
  const shell = fakeShell();
  const status = await run(['permissions', ...(accounts ? ['--config', config] : [policy])], shell);
  return { status, ...shell.said };
}

const database = { database: { type: 'AWS::RDS::DBCluster' } };
const edge = { edge: { type: 'AWS::WAFv2::WebACL', select: { scope: 'CLOUDFRONT' } } };
const role = (account: string) => ({ name: account, roleArn: `arn:aws:iam::${account}:role/plumbline` });

test('the actions that the policies need, and no other, on what IAM can narrow them to', async () => {
  const { status, out, err } = await permissions({
    components: { ...database, files: { type: 'AWS::EFS::FileSystem' } },
  });
  expect({ status, err }).toEqual({ status: 0, err: '' });
  expect(JSON.parse(out)).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'PlumblineRead',
        Effect: 'Allow',
        Action: ['elasticfilesystem:DescribeFileSystems'],
        Resource: '*',
      },
      {
        Sid: 'PlumblineReadRds',
        Effect: 'Allow',
        Action: ['rds:DescribeDBClusters'],
        Resource: ['arn:*:rds:*:*:cluster:*'],
      },
    ],
  });
});

const anywhere = { arn: 'arn:*:rds:*:*:cluster:*', regions: undefined };

test.each<readonly [string, Given, { readonly arn: string; readonly regions: unknown }]>([
  ['no scope and no configuration is anywhere', { components: database }, anywhere],
  [
    'a scope that names regions is asked there only',
    { components: database, scope: { regions: ['sa-east-1', 'eu-west-1'] } },
    { arn: 'arn:aws:rds:*:*:cluster:*', regions: ['sa-east-1', 'eu-west-1'] },
  ],
  [
    'a scope that names one account is of that account, in whatever region',
    { components: database, scope: { accounts: ['111122223333'] } },
    { arn: 'arn:*:rds:*:111122223333:cluster:*', regions: undefined },
  ],
  [
    'a scope that names two accounts is one policy for both',
    { components: database, scope: { accounts: ['111122223333', '444455556666'] } },
    anywhere,
  ],
  [
    'a configuration names account and regions',
    { components: database, accounts: [{ ...role('111122223333'), regions: ['sa-east-1'] }] },
    { arn: 'arn:aws:rds:*:111122223333:cluster:*', regions: ['sa-east-1'] },
  ],
  [
    'of the regions of a configuration, those in the scope',
    {
      components: database,
      scope: { regions: ['eu-west-1', 'us-east-1'] },
      accounts: [{ ...role('111122223333'), regions: ['sa-east-1', 'eu-west-1'] }],
    },
    { arn: 'arn:aws:rds:*:111122223333:cluster:*', regions: ['eu-west-1'] },
  ],
  [
    'credentials without a role may be of any account',
    { components: database, accounts: [{ name: 'own', regions: ['cn-north-1'] }] },
    { arn: 'arn:aws-cn:rds:*:*:cluster:*', regions: ['cn-north-1'] },
  ],
  [
    'regions of two partitions are of either',
    { components: database, scope: { regions: ['cn-north-1', 'sa-east-1'] } },
    { arn: 'arn:*:rds:*:*:cluster:*', regions: ['cn-north-1', 'sa-east-1'] },
  ],
  [
    'a region of a partition that is not known is of any',
    { components: database, scope: { regions: ['us-iso-east-1'] } },
    { arn: 'arn:*:rds:*:*:cluster:*', regions: ['us-iso-east-1'] },
  ],
  [
    'what belongs to no region is asked in us-east-1',
    { components: { ...database, ...edge }, scope: { regions: ['sa-east-1'] } },
    { arn: 'arn:aws:rds:*:*:cluster:*', regions: ['sa-east-1', 'us-east-1'] },
  ],
])('%s', async (_, given, expected) => {
  const { status, out, err } = await permissions(given);
  expect({ status, err }).toEqual({ status: 0, err: '' });
  const { Statement } = JSON.parse(out) as { readonly Statement: readonly Printed[] };
  const conditions = Statement.map(({ Condition }) => Condition?.StringEquals['aws:RequestedRegion']);
  const arns = Statement.flatMap(({ Resource }) => Resource).filter((arn) => arn.includes(':rds:'));
  expect({ arn: arns.join(' '), conditions }).toEqual({
    arn: expected.arn,
    conditions: Statement.map(() => expected.regions),
  });
});

interface Printed {
  readonly Resource: string | readonly string[];
  readonly Condition?: { readonly StringEquals: Readonly<Record<string, readonly string[]>> };
}

test('a policy that is wrong has none', async () => {
  const { status, out, err } = await permissions({ components: { files: { type: 'AWS::EFS::FileSystm' } } });
  expect({ status, out }).toEqual({ status: 64, out: '' });
  expect(err).toContain('did you mean "AWS::EFS::FileSystem"?');
});

test('--all is what any policy, init and inventory may ask, and needs no policy', async () => {
  const shell = fakeShell();
  expect(await run(['permissions', '--all'], shell)).toBe(0);
  const { Statement } = JSON.parse(shell.said.out) as {
    readonly Statement: readonly { readonly Action: readonly string[] }[];
  };
  const actions = Statement.flatMap(({ Action }) => Action);
  expect(actions).toEqual(
    expect.arrayContaining(['ecs:ListServices', 'wafv2:ListWebACLs', 'ec2:DescribeSubnets']),
  );
});
