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

async function permissions(components: object) {
  const policy = join(mkdtempSync(join(tmpdir(), 'plumbline-')), 'p.json');
  writeFileSync(policy, JSON.stringify({ version: 1, id: 'p', title: 'P', components }));
  const shell = fakeShell();
  const status = await run(['permissions', policy], shell);
  return { status, ...shell.said };
}

test('the actions that the policies need, and no other', async () => {
  const { status, out, err } = await permissions({
    database: { type: 'AWS::RDS::DBCluster' },
    files: { type: 'AWS::EFS::FileSystem' },
  });
  expect({ status, err }).toEqual({ status: 0, err: '' });
  expect(JSON.parse(out)).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'PlumblineRead',
        Effect: 'Allow',
        Action: ['elasticfilesystem:DescribeFileSystems', 'rds:DescribeDBClusters'],
        Resource: '*',
      },
    ],
  });
});

test('a policy that is wrong has none', async () => {
  const { status, out, err } = await permissions({ files: { type: 'AWS::EFS::FileSystm' } });
  expect({ status, out }).toEqual({ status: 64, out: '' });
  expect(err).toContain('did you mean "AWS::EFS::FileSystem"?');
});
