import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { run } from '../../src/commands/program.ts';
import { readSettings } from '../../src/commands/settings.ts';
import { fakeShell } from '../support/shell.ts';

const accounts = [{ name: 'ops', regions: ['sa-east-1'] }];
const policy = (id: string, type: string) =>
  JSON.stringify({ version: 1, id, title: id, components: { one: { type } } });

/** A folder with a configuration, the policy `files` that it names, and `network`, which it does not. */
function folder(more: object = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'plumbline-'));
  const config = join(dir, 'plumbline.config.json');
  const other = join(dir, 'network.json');
  mkdirSync(join(dir, 'policies'));
  writeFileSync(join(dir, 'policies', 'files.json'), policy('files', 'AWS::EFS::FileSystem'));
  writeFileSync(other, policy('network', 'AWS::EC2::Subnet'));
  writeFileSync(config, JSON.stringify({ version: 1, policies: ['policies'], accounts, ...more }));
  return { dir, config, other };
}

test('policies are looked for from where the configuration stands', async () => {
  const shell = fakeShell();
  expect(await run(['permissions', '--config', folder().config], shell)).toBe(0);
  expect(shell.said.out).toContain('"elasticfilesystem:DescribeFileSystems"');
});

test('policies that are named on the command line win', async () => {
  const { config, other } = folder();
  const shell = fakeShell();
  expect(await run(['permissions', other, '--config', config], shell)).toBe(0);
  expect(shell.said.out).toContain('"ec2:DescribeSubnets"');
  expect(shell.said.out).not.toContain('elasticfilesystem');
});

test.each([
  ['that of the configuration counts', {}, 60],
  ['one on the command line wins', { deadline: 10 }, 10],
])('of the deadlines %s', async (_, given, deadline) => {
  const { config } = folder({ deadline: 60 });
  expect(await readSettings([], { config, ...given }, fakeShell())).toMatchObject({ deadline, accounts });
});

test('no line of a file that a configuration takes for a policy is shown, unless it stands beside it', async () => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'plumbline-'));
  const credentials = join(elsewhere, 'credentials');
  const auths = join(elsewhere, 'config.json');
  writeFileSync(credentials, '[default]\naws_secret_access_key = SECRET\n');
  writeFileSync(auths, '{ "SECRET": "SECRET",\n "id": "SECRET" }');
  const readBy = async (policies: readonly string[], dir = folder({ policies })) => {
    const shell = fakeShell();
    const status = await run(['permissions', '--config', dir.config], shell);
    return [status, shell.said.out + shell.said.err] as const;
  };
  expect(await readBy([credentials])).toEqual([
    64,
    expect.stringContaining(`names the policy ${credentials}, which is no folder, and neither .json nor`),
  ]);
  for (const named of [auths, elsewhere]) {
    const [status, said] = await readBy([named]);
    expect(status).toBe(64);
    expect(said).toMatch(
      /config\.json {2}\d+ mistakes, and no line of it is shown: it stands outside the folder of the configuration; plumbline validate \S+config\.json shows them/,
    );
    expect(said).not.toContain('SECRET');
  }
  const beside = folder({ policies: ['own.json'] });
  writeFileSync(join(beside.dir, 'own.json'), '{ "idd": "x" }');
  expect((await readBy([], beside))[1]).toContain('{ "idd": "x" }');
});

test('the folder of the configuration may be the one of the policies', async () => {
  const { config } = folder({ policies: ['.'] });
  const settings = await readSettings([], { config }, fakeShell());
  expect(settings?.policies.map(({ id }) => id)).toEqual(['network']);
});

test('a configuration that is wrong is not audited: each mistake with its place', async () => {
  const { config } = folder({ accounts: [{ ...accounts[0], secretAccessKey: 'hunter2' }], secret: 1 });
  const shell = fakeShell();
  expect(await run(['audit', '--config', config], shell)).toBe(64);
  expect(shell.said.out).toBe('');
  expect(shell.said.err).toContain(`${config}:1:`);
  expect(shell.said.err).toContain('account "ops" has no "secretAccessKey"');
  expect(shell.said.err).toContain('a configuration has no "secret"');
});

test('a configuration that is not there is wrong use', async () => {
  const { dir } = folder();
  const shell = fakeShell();
  expect(await run(['audit', '--config', join(dir, 'none.json')], shell)).toBe(64);
  expect(shell.said.err).toContain(
    `the configuration ${join(dir, 'none.json')} cannot be read: no such file or folder`,
  );
});
