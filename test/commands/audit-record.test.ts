import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sha256 } from '../../src/aws/evidence/manifest.ts';
import { run } from '../../src/commands/program.ts';
import { version } from '../../src/version.ts';
import { fakeShell } from '../support/shell.ts';

/** One account with one file system, to which a policy is refused. What it is asked is counted. */
function account(): Server & { asked: number } {
  const server = createServer((request, response) => {
    server.asked += 1;
    const answer = request.url?.startsWith('/2015-02-01/file-systems') ? fileSystems : identity;
    response.setHeader('content-type', answer === identity ? 'text/xml' : 'application/json');
    response.end(answer);
  }) as Server & { asked: number };
  server.asked = 0;
  return server;
}

const identity =
  '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:iam::111122223333:user/auditor</Arn><UserId>AIDA</UserId><Account>111122223333</Account></GetCallerIdentityResult><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></GetCallerIdentityResponse>';
const fileSystems = JSON.stringify({
  FileSystems: [
    {
      OwnerId: '111122223333',
      CreationToken: 'a',
      FileSystemId: 'fs-0a1b2c3d',
      CreationTime: 1,
      LifeCycleState: 'available',
      NumberOfMountTargets: 0,
      SizeInBytes: { Value: 1 },
      PerformanceMode: 'generalPurpose',
      Encrypted: false,
      Tags: [],
    },
  ],
});

const server = account();
const main = resolve('src/main.ts');
const loader = resolve('node_modules/tsx/dist/loader.mjs');
let dir = '';
const at = (name: string) => join(dir, name);
const policy = (title: string) => ({
  version: 1,
  id: 'storage',
  title,
  components: {
    files: { type: 'AWS::EFS::FileSystem', rules: { encrypted: true } },
    others: { type: 'AWS::EFS::FileSystem', count: 'any', expect: { Encrypted: true } },
  },
});

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'plumbline-'));
  writeFileSync(at('policy.json'), JSON.stringify(policy('Storage')));
  writeFileSync(at('changed.json'), JSON.stringify(policy('Other')));
  await once(server.listen(0, '127.0.0.1'), 'listening');
});
afterAll(() => {
  server.close();
  rmSync(dir, { recursive: true });
});

async function plumbline(args: readonly string[], env: Record<string, string> = {}, cwd = dir) {
  const { port } = server.address() as AddressInfo;
  const process_ = spawn(process.execPath, ['--import', loader, main, ...args], {
    cwd,
    env: {
      PATH: process.env['PATH'],
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
      AWS_REGION: 'sa-east-1',
      AWS_ACCESS_KEY_ID: 'testing',
      AWS_SECRET_ACCESS_KEY: 'testing',
      ...env,
    },
  });
  const said = { out: '', err: '' };
  process_.stdout.on('data', (chunk) => (said.out += String(chunk)));
  process_.stderr.on('data', (chunk) => (said.err += String(chunk)));
  const [status] = await once(process_, 'close');
  return { status: status as number, ...said };
}

/** The same in this process: nothing of it gets as far as AWS. */
async function judged(...args: readonly string[]) {
  // What was recorded here was recorded now.
  const shell = fakeShell({ now: () => new Date() });
  const status = await run(args, shell);
  return { status, ...shell.said };
}

let live: Awaited<ReturnType<typeof plumbline>>;
let digest = '';
beforeAll(async () => {
  writeFileSync(at('sign.sh'), '#!/bin/sh\nsha256sum "$2" | cut -c1-64 | base64 -w0\n');
  chmodSync(at('sign.sh'), 0o700);
  const args = ['--record', 'kept', '--sign', './sign.sh --yes', '--format', 'json'];
  live = await plumbline(['audit', 'policy.json', ...args]);
  digest = /sha256:[0-9a-f]{64}/.exec(live.err)?.[0] ?? '';
}, 30_000);

test('what is kept is said, with its digest, which the report repeats, and is nobody else’s to read', () => {
  expect(live.err).toBe(
    `kept as evidence in kept: 2 answers of AWS in 1 place, and 1 policy\n${digest}\nthe signature is in kept/manifest.sig\n`,
  );
  expect(live.status).toBe(1);
  const evidence = { kind: 'recorded', digest, format: 2, otherPolicies: [] };
  expect(JSON.parse(live.out)).toMatchObject({ evidence });
  expect(readFileSync(at('kept/policies/storage.json'), 'utf8')).toBe(
    readFileSync(at('policy.json'), 'utf8'),
  );
  const files = ['kept', 'kept/policies', 'kept/manifest.json', 'kept/manifest.sig'];
  expect(files.map((name) => modeOf(at(name)))).toEqual(['700', '700', '600', '600']);
});

test('it gives the same bytes on another machine, and the verdicts of the audit that made it', async () => {
  const args = ['audit', '--evidence', at('kept'), '--format', 'json'];
  const first = await judged(...args, '--digest', digest);
  mkdirSync(at('elsewhere'));
  const env = { TZ: 'Asia/Kathmandu', LC_ALL: 'de_DE.UTF-8', LANG: 'tr_TR.UTF-8', HOME: '/nowhere' };
  const second = await plumbline(args, env, at('elsewhere'));
  expect([first.status, first.err]).toEqual([1, 'judged by the policies in the evidence\n']);
  expect(second.out).toBe(first.out);
  const evidence = { kind: 'replayed', digest, otherPolicies: [] };
  expect(JSON.parse(first.out)).toMatchObject({ evidence });
  // A line of a policy is named in the file that judged: that of the evidence, which is there on any machine.
  expect(findingsIn(first.out)).toEqual(
    findingsIn(live.out.replaceAll('"file": "policy.json"', '"file": "policies/storage.json"')),
  );
}, 30_000);

test('another policy of the same id is told, and so is a policy it has not', async () => {
  const { out } = await judged('audit', at('changed.json'), '--evidence', at('kept'));
  expect(out).toContain(`recorded by plumbline ${version}, ${digest}`);
  expect(out).toContain('policy storage is another than the one of that id in the evidence');
  writeFileSync(at('new.json'), JSON.stringify({ ...policy('New'), id: 'new' }));
  const other = await judged('audit', at('new.json'), '--evidence', at('kept'), '--format', 'json');
  const evidence = { otherPolicies: [{ id: 'new', recorded: 'none' }] };
  expect(JSON.parse(other.out)).toMatchObject({ evidence });
});

test('evidence of another digest is not judged, and nothing of it is shown', async () => {
  const other = `sha256:${'0'.repeat(64)}`;
  const { status, out, err } = await judged('audit', '--evidence', at('kept'), '--digest', other);
  expect([status, out]).toEqual([64, '']);
  expect(err).toMatch(
    /^plumbline: the evidence in .*kept has the digest .*\nit is another, or was changed since\n$/,
  );
});

test.each<[string, readonly string[], string]>([
  ['a folder that holds a recording', ['--record', 'kept'], 'it holds a recording already'],
  ['a folder that holds anything', ['--record', '.'], 'it holds other files already'],
  ['a folder that is a file', ['--record', 'policy.json'], 'policy.json is a file, not a folder'],
  ['a folder below a file', ['--record', 'policy.json/x'], 'policy.json/x: a part of its path is a file'],
  ['a key that is none', ['--record', 'new', '--sign', 'policy.json'], 'policy.json cannot be used'],
  [
    'a command that is not there',
    ['--record', 'new', '--sign', 'no-such-program --yes'],
    'neither a key nor a command',
  ],
  ['nobody to sign', ['--record', 'new', '--sign', ''], '--sign names nothing'],
  ['a key that is not there', ['--record', 'new', '--sign', 'key.pem'], 'there is no key '],
  ['a report in the folder', ['--record', 'new', '--output', 'new/report.json'], 'would change '],
  [
    'a report in place of the key',
    ['--record', 'new', '--sign', 'sign.sh', '--output', 'sign.sh'],
    'sign.sh, which this audit reads or writes',
  ],
  ['a key below a file', ['--record', 'new', '--sign', 'policy.json/key.pem'], 'there is no key '],
  ['a signature of nothing', ['--sign', 'key.pem'], '--sign is of --record'],
])('%s is refused before the first question', async (_, args, message) => {
  const before = [server.asked, ...readdirSync(dir), ...readdirSync(at('kept'))];
  const named = args.map((arg) => (/^$|^-|\s/.test(arg) ? arg : at(arg)));
  const { status, err, out } = await judged('audit', at('policy.json'), ...named);
  expect([status, out, err]).toEqual([64, '', expect.stringContaining(message)]);
  expect([server.asked, ...readdirSync(dir), ...readdirSync(at('kept'))]).toEqual(before);
});

test('a digest without evidence is wrong use', async () => {
  const { status, err } = await judged('audit', at('policy.json'), '--digest', `sha256:${'0'.repeat(64)}`);
  expect([status, err]).toEqual([64, expect.stringContaining('--digest is of --evidence')]);
});

test.each([
  ['fails', 'false --yes', 'false --yes ended with status 1'],
  ['is killed', 'kill -9 $$;', 'was ended by SIGKILL'],
  ['prints a message', 'echo done #', 'printed what is no signature in base64'],
  [
    'writes the signature itself',
    'cp policy.json unsigned/manifest.sig; cat sum #',
    'unsigned/manifest.sig could not be',
  ],
])(
  'where the command that signs %s, the report and the evidence stand',
  async (_, command, message) => {
    rmSync(at('unsigned'), { recursive: true, force: true });
    writeFileSync(at('sum'), Buffer.alloc(64).toString('base64'));
    const args = ['audit', 'policy.json', '--record', 'unsigned', '--sign', command];
    const { status, err, out } = await plumbline(args);
    expect(out).toContain('kept as evidence sha256:');
    expect([status, err]).toEqual([64, expect.stringContaining(message)]);
    expect((await judged('evidence', 'verify', at('unsigned'))).status).toBe(0);
  },
  30_000,
);

test('a command that changes what it signs signs nothing', async () => {
  const args = ['audit', 'policy.json', '--record', 'altered', '--sign', 'cat sum; echo >> "$1"; true'];
  const { status, err } = await plumbline(args);
  expect([status, err]).toEqual([
    64,
    expect.stringMatching(/altered has the digest .*\nit is another, or was/),
  ]);
  expect(readdirSync(at('altered'))).not.toContain('manifest.sig');
}, 30_000);

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);
const findingsIn = (text: string): unknown => (JSON.parse(text) as { readonly findings: unknown }).findings;

test('a copy of another policy than the manifest names is no evidence', async () => {
  cpSync(at('kept'), at('renamed'), { recursive: true });
  const copy = JSON.stringify({ ...policy('Storage'), id: 'vault' });
  writeFileSync(at('renamed/policies/storage.json'), copy);
  const old = readFileSync(at('kept/manifest.json'), 'utf8');
  const manifest = JSON.parse(old) as { policies: { sha256: string }[] };
  const [{ sha256: sum }] = manifest.policies as [{ sha256: string }];
  writeFileSync(at('renamed/manifest.json'), old.replace(sum, sha256(copy)));
  const message = 'contradicts itself: policies/storage.json is the policy vault, its manifest says storage';
  for (const args of [
    ['audit', '--evidence'],
    ['evidence', 'verify'],
  ]) {
    const { status, err } = await judged(...args, at('renamed'));
    expect([status, err]).toEqual([64, expect.stringContaining(message)]);
  }
});
