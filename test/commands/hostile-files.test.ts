import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
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
  symlinkSync('planted', join(dir, 'dangling'));
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
  ['status', (file) => ['status', '--store', file]],
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
  '/proc/self/status',
  'dangling',
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

test('a store without a name is said to have none, whether evidence is judged or AWS is asked', async () => {
  for (const more of [['--evidence', 'evidence'], []]) {
    const shell = fakeShell();
    expect(await run(['audit', policies, '--store', '', ...more], shell)).toBe(64);
    expect(shell.said.err).toContain('the store has no name');
  }
});

const storing: readonly (readonly [string, (store: string) => readonly string[]])[] = [
  ['audit', (store) => ['audit', policies, '--evidence', kiosk, '--store', store]],
  [
    'audit --dry-run',
    (store) => [
      'audit',
      '--config',
      'plumbline.config.json',
      '--evidence',
      kiosk,
      '--store',
      store,
      '--notify',
      '--dry-run',
    ],
  ],
  ['watch', (store) => ['watch', '--config', 'plumbline.config.json', '--store', store]],
  ['history', (store) => ['history', '--store', store]],
  ['status', (store) => ['status', '--store', store]],
];

test.each(storing)(
  '%s: a store is a file by its own name, and nothing else is opened or made',
  async (_, argvFor) => {
    for (const file of ['linked.db-wal', 'link.db']) rmSync(file, { force: true });
    writeFileSync('empty.db', '');
    writeFileSync('linked.db', '');
    symlinkSync('planted', 'linked.db-wal');
    symlinkSync('empty.db', 'link.db');
    writeFileSync(
      'plumbline.config.json',
      JSON.stringify({
        version: 1,
        policies: [policies],
        accounts: [{ name: 'a', regions: ['sa-east-1'] }],
        schedule: { cron: '0 * * * *' },
        alerts: { routes: { team: { slack: 'C0ALERTS' } }, fallback: 'team' },
      }),
    );
    const refusals = {
      'link.db': 'the store link.db is a link, not a file',
      dangling: 'the store dangling is a link, not a file',
      linked: 'the store linked is a folder, not a file',
      pipe: 'the store pipe is a pipe, not a file',
      '/dev/zero': 'the store /dev/zero is a device, not a file',
      '/proc/kmsg': 'the store /proc/kmsg is a file of the kernel, not a file',
      'linked.db': 'linked.db-wal, a part of the store linked.db, is a link, not a file',
    };
    for (const [store, refusal] of Object.entries(refusals)) {
      const shell = fakeShell({ env: { SLACK_BOT_TOKEN: 'xoxb-1' } });
      expect([store, await run(argvFor(store), shell), shell.said.err]).toEqual([
        store,
        64,
        expect.stringContaining(refusal),
      ]);
    }
    expect([existsSync('planted'), statSync('empty.db').size]).toEqual([false, 0]);
  },
);

test.each(['history', 'status'])('%s leaves a store as it is, and an empty one empty', async (command) => {
  writeFileSync('empty.db', '');
  const shell = fakeShell();
  expect(await run([command, '--store', 'empty.db'], shell)).toBe(64);
  expect(shell.said.err).toContain('no audit was ever kept in the store empty.db');
  expect(statSync('empty.db').size).toBe(0);
  rmSync('empty.db');
});

test('as JSON, an error is one line that means the same', async () => {
  writeFileSync('acl.json', JSON.stringify({ WebACL: {}, Country: ['##[error]\u009b31m'] }));
  const shell = fakeShell();
  expect(await run(['web-acl', '--file', 'acl.json', '--format', 'json'], shell)).toBe(64);
  expect(shell.said.out).not.toMatch(/##\[|\u009b/);
  expect(JSON.parse(shell.said.out)).toEqual({ error: expect.stringContaining('##[error]\u009b31m') });
});
