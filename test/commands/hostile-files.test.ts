import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { run } from '../../src/commands/program.ts';
import { collectors } from '../../src/registry.generated.ts';
import { fakeShell } from '../support/shell.ts';

const secret = 'AKIAIOSFODNN7EXAMPLE';
/** What GitHub Actions and Azure Pipelines would take for a command, as a file may be called. */
const command = '::error file=x::y\n  ::add-mask::z\n##[error]w ##vso[task.setvariable]';
const home = process.cwd();
const policies = join(home, 'policies/elastic-web-platform.json');
const kiosk = join(home, 'examples/kiosk');
let dir = '';

beforeAll(async () => {
  // Jest cannot link modules that are imported at the same time and share others.
  for (const load of collectors.values()) await load();
  const whole = mkdtempSync(join(tmpdir(), 'plumbline-'));
  dir = join(whole, 'checkout');
  mkdirSync(join(whole, 'home'));
  mkdirSync(dir);
  mkdirSync(join(dir, 'linked'));
  writeFileSync(join(dir, '../home/credentials'), `[default]\naws_access_key_id = ${secret}\n`);
  writeFileSync(join(dir, '../home/token.json'), `{"accessToken": "${secret}", "accessToken": 1}`);
  for (const name of ['link.json', 'link.jsonc', 'linked/x.json'])
    symlinkSync(join(dir, '../home', name.endsWith('c') ? 'credentials' : 'token.json'), join(dir, name));
  symlinkSync(join(dir, '../home/credentials'), join(dir, 'link.ndjson'));
  symlinkSync('/', join(dir, 'root'));
  execFileSync('mkfifo', [join(dir, 'pipe')]);
  writeFileSync(
    join(dir, 'names.json'),
    JSON.stringify({ version: 1, id: command, title: command, components: { [command]: {} } }),
  );
  writeFileSync(join(dir, `${command.replaceAll('/', '')}.json`), '{,}');
  mkdirSync(join(dir, 'evidence'));
  cpSync(kiosk, join(dir, 'evidence'), { recursive: true });
  process.chdir(dir);
});
afterAll(() => {
  process.chdir(home);
  rmSync(join(dir, '..'), { recursive: true });
});

/** Every command that takes a file, with one that is given. */
const commands: readonly (readonly [string, (file: string) => readonly string[]])[] = [
  ['validate', (file) => ['validate', file]],
  ['permissions', (file) => ['permissions', file]],
  ['permissions --config', (file) => ['permissions', '--config', file]],
  ['audit', (file) => ['audit', file, '--evidence', kiosk]],
  ['audit --config', (file) => ['audit', '--config', file, '--evidence', kiosk]],
  ['audit --evidence', (file) => ['audit', policies, '--evidence', file]],
  ['audit --store', (file) => ['audit', policies, '--evidence', kiosk, '--store', file]],
  ['audit --output', (file) => ['audit', policies, '--evidence', kiosk, '--output', file]],
  ['audit --record', (file) => ['audit', policies, '--record', join('names.json', file)]],
  ['audit --sign', (file) => ['audit', policies, '--record', 'new', '--sign', file]],
  ['web-acl --file', (file) => ['web-acl', '--file', file, '--from', 'KP']],
  ['web-acl --file, as JSON', (file) => ['web-acl', '--file', file, '--from', 'KP', '--format', 'json']],
  ['web-acl --evidence', (file) => ['web-acl', '--evidence', file]],
  ['diff', (file) => ['diff', file, file]],
  ['history', (file) => ['history', '--store', file]],
  ['evidence verify', (file) => ['evidence', 'verify', file]],
  ['evidence verify --key', (file) => ['evidence', 'verify', kiosk, '--key', file]],
  [
    'evidence verify --signature',
    (file) => ['evidence', 'verify', 'evidence', '--key', 'names.json', '--signature', file],
  ],
];
const files = [
  command,
  `${command.replaceAll('/', '')}.json`,
  'names.json',
  'link.json',
  'link.jsonc',
  'link.ndjson',
  'linked',
  'root',
  'pipe',
  '/dev/zero',
  '/dev/null',
  'none',
  'names.json/below',
];

test.each(commands)(
  '%s: no file makes a line that is a command, shows what a link leads to, hangs it, or is a fault of ours',
  async (_, argvFor) => {
    for (const file of files) {
      const shell = fakeShell();
      const status = await run(argvFor(file), shell);
      const said = shell.said.out + shell.said.err;
      expect([file, said]).toEqual([file, expect.not.stringMatching(/^\s*::|##\w*\[/m)]);
      expect([file, status, said]).not.toEqual([file, 70, said]);
      expect(said).not.toContain(secret);
      expect(said).not.toContain('fault of plumbline');
    }
  },
);

test('what stands in an argument or an option that is wrong begins no line either', async () => {
  for (const argv of [
    [command],
    ['audit', `--${command}`],
    ['audit', '--format', command],
    ['history', command],
  ]) {
    const shell = fakeShell();
    expect(await run(argv, shell)).toBe(64);
    expect(shell.said.out + shell.said.err).not.toMatch(/^\s*::|##\w*\[/m);
  }
});

test('a store that would stand in the recording it judges is refused, and the recording is left as it is', async () => {
  const shell = fakeShell();
  const argv = ['audit', policies, '--evidence', 'evidence', '--store', 'evidence/x.db'];
  expect(await run(argv, shell)).toBe(64);
  expect(shell.said.err).toContain('evidence/x.db would stand in the recording evidence, which nothing');
  expect(readdirSync('evidence')).toEqual(['exchanges.ndjson.gz', 'manifest.json']);
});

test('as JSON, an error is one line that means the same', async () => {
  writeFileSync('acl.json', JSON.stringify({ WebACL: {}, Country: ['##[error]\u009b31m'] }));
  const shell = fakeShell();
  expect(await run(['web-acl', '--file', 'acl.json', '--format', 'json'], shell)).toBe(64);
  expect(shell.said.out).not.toMatch(/##\[|\u009b/);
  expect(JSON.parse(shell.said.out)).toEqual({ error: expect.stringContaining('##[error]\u009b31m') });
});
