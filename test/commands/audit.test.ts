import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { writeEvidence } from '../../src/aws/evidence.ts';
import { run } from '../../src/commands/program.ts';
import { fakeShell } from '../support/shell.ts';

const time = '2026-11-23T14:05:00.000Z';
const at = { account: '111122223333', region: 'sa-east-1' };

/** Evidence in which AWS said whose the credentials are, and was asked nothing else. */
async function folder() {
  const dir = mkdtempSync(join(tmpdir(), 'plumbline-'));
  const components = { files: { type: 'AWS::EFS::FileSystem' } };
  writeFileSync(join(dir, 'p.json'), JSON.stringify({ version: 1, id: 'p', title: 'P', components }));
  const identity = {
    service: 'sts',
    operation: 'GetCallerIdentity',
    input: {},
    ...at,
    account: 'unknown',
    time,
    answer: { kind: 'output', output: { Account: at.account } },
  } as const;
  const about = { plumbline: '0.1.0', recordedAt: time, finishedAt: time, places: [at], policies: [] };
  await writeEvidence(join(dir, 'evidence'), [identity], about);
  return { policy: join(dir, 'p.json'), evidence: join(dir, 'evidence'), report: join(dir, 'report.json') };
}

test('what the evidence does not hold is unknown: exit status 2, with the call, and no permission, for none would help', async () => {
  const { policy, evidence } = await folder();
  const shell = fakeShell();
  expect(await run(['audit', policy, '--evidence', evidence], shell)).toBe(2);
  expect(shell.said.out).toContain(
    '? a question of elasticfilesystem:DescribeFileSystems is not in this recording',
  );
  expect(shell.said.out).not.toContain('grant');
  expect(shell.said.err).toBe('');
});

test('with --output the report is in the file, and the standard output stays empty', async () => {
  const { policy, evidence, report } = await folder();
  const shell = fakeShell();
  const argv = ['audit', policy, '--evidence', evidence, '--format', 'json', '--output', report];
  expect(await run(argv, shell)).toBe(2);
  expect(shell.said).toEqual({ out: '', err: `the report is in ${report}\n` });
  expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({ summary: { unknown: 1 }, places: [at] });
});

test('a policy that is wrong is not audited', async () => {
  const { policy, evidence } = await folder();
  writeFileSync(policy, '{"version": 1}');
  const shell = fakeShell();
  expect(await run(['audit', policy, '--evidence', evidence], shell)).toBe(64);
  expect(shell.said.out).toBe('');
  expect(shell.said.err).toContain(policy);
});

test('a format there is not is wrong use, and those there are are named', async () => {
  const { policy, evidence } = await folder();
  const shell = fakeShell();
  expect(await run(['audit', policy, '--evidence', evidence, '--format', 'xml'], shell)).toBe(64);
  expect(shell.said.err).toBe(
    'plumbline: there is no report format "xml"\nthere are: csv, json, junit, markdown, table\n',
  );
});

test('permissions are an IAM policy with what the policies need, and no more: whose the credentials are may be asked by all', async () => {
  const { policy } = await folder();
  const shell = fakeShell();
  expect(await run(['permissions', policy], shell)).toBe(0);
  expect(JSON.parse(shell.said.out)).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'PlumblineRead',
        Effect: 'Allow',
        Action: ['elasticfilesystem:DescribeFileSystems'],
        Resource: '*',
      },
    ],
  });
});

test('--component judges a part, and every report says so', async () => {
  const { policy, evidence } = await folder();
  const shell = fakeShell();
  const argv = ['audit', policy, '--evidence', evidence, '--component', 'files'];
  expect(await run(argv, shell)).toBe(2);
  expect(shell.said.out).toMatch(/^! only component files; nothing is known of 0 other components\n/);
});

test.each([
  ['--component', 'file', 'there is no component "file"; did you mean "files"?'],
  ['--policy', 'q', 'there is no policy "q"; there are: p'],
])('%s with a name that nothing has is wrong use', async (option, name, said) => {
  const { policy, evidence } = await folder();
  const shell = fakeShell();
  expect(await run(['audit', policy, '--evidence', evidence, option, name], shell)).toBe(64);
  expect(shell.said.err).toBe(`plumbline: ${said}\n`);
});

test('a part of a policy is not remembered: what it leaves out would be taken for mended', async () => {
  const { policy, evidence } = await folder();
  const shell = fakeShell();
  const argv = ['audit', policy, '--evidence', evidence, '--component', 'files', '--store', 'x.db'];
  expect(await run(argv, shell)).toBe(64);
  expect(shell.said.err).toContain('a part of a policy cannot be remembered');
});
