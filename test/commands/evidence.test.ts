import { createHash, createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { readEvidence, writeEvidence } from '../../src/aws/evidence.ts';
import type { Exchange } from '../../src/aws/exchange.ts';
import { run } from '../../src/commands/program.ts';
import { collectors } from '../../src/registry.generated.ts';
import { fakeShell } from '../support/shell.ts';

let dir = '';
let evidence = '';
const at = (name: string) => join(dir, name);

// Jest cannot link modules that are imported at the same time and share others.
beforeAll(async () => {
  for (const load of collectors.values()) await load();
});
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'plumbline-'));
  evidence = at('kiosk');
  cpSync('examples/kiosk', evidence, { recursive: true });
});
afterEach(() => rmSync(dir, { recursive: true }));

async function verify(...args: readonly string[]) {
  const shell = fakeShell();
  const status = await run(['evidence', 'verify', evidence, ...args], shell);
  return { status, ...shell.said };
}

function keys(type: 'ed25519' | 'ec' | 'rsa') {
  const pair = (
    type === 'ed25519'
      ? generateKeyPairSync('ed25519')
      : type === 'ec'
        ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
        : generateKeyPairSync('rsa', { modulusLength: 2048 })
  ) as ReturnType<typeof generateKeyPairSync>;
  writeFileSync(at('key.pem'), pair.privateKey.export({ type: 'pkcs8', format: 'pem' }));
  writeFileSync(at('public.pem'), pair.publicKey.export({ type: 'spki', format: 'pem' }));
}

function signWith(algorithm: string | null): void {
  const key = createPrivateKey(readFileSync(at('key.pem')));
  const manifest = readFileSync(join(evidence, 'manifest.json'));
  writeFileSync(join(evidence, 'manifest.sig'), `${sign(algorithm, manifest, key).toString('base64')}\n`);
}

function signedByAnother(): void {
  signWith(null);
  keys('ed25519');
}

test('says what was recorded, when, where, by which version, with which policies, and who asked', async () => {
  const { status, out } = await verify();
  expect(status).toBe(0);
  expect(out).toContain('kiosk holds together');
  expect(out).toContain('whether all of it was written anew is shown by --digest or --key alone');
  expect(out).toContain('digest    sha256:');
  expect(out).toContain('by plumbline 0.1.0, format 1');
  expect(out).toContain('123456789012/sa-east-1, asked by arn:aws:sts::123456789012:user/moto');
  expect(out).toContain('elastic-web-platform, no copy of it\n            sha256:8cfe92bf');
  expect(out).toContain('25 answers, 0 refused');
});

/** The same recording with the copy of a policy, and without some answers. */
async function recordedWith(
  text: string | undefined,
  isKept: (exchange: Exchange) => boolean,
): Promise<void> {
  const { manifest, exchanges } = await readEvidence('examples/kiosk');
  const { plumbline, recordedAt, finishedAt, places } = manifest;
  const policy = {
    id: 'p',
    sha256: createHash('sha256')
      .update(text ?? '')
      .digest('hex'),
  };
  evidence = at('other');
  await writeEvidence(evidence, exchanges.filter(isKept), {
    plumbline,
    recordedAt,
    finishedAt,
    places,
    policies: [{ ...policy, ...(text !== undefined && { file: 'p.json', text }) }],
  });
}
const policyOf = (type: string, more: object = {}) =>
  JSON.stringify({ version: 1, id: 'p', title: 'P', components: { it: { type, ...more } } });
const clusters = policyOf('AWS::RDS::DBCluster');

test.each<[string, string | undefined, (exchange: Exchange) => boolean, number, string | undefined]>([
  ['all answers', clusters, () => true, 0, undefined],
  [
    'a list left out',
    clusters,
    ({ operation }) => operation !== 'DescribeDBClusters',
    2,
    'none of rds:DescribeDBClusters in 123456789012/sa-east-1, which is asked for AWS::RDS::DBCluster',
  ],
  [
    'an answer left out that no policy within asks',
    policyOf('AWS::EFS::FileSystem'),
    ({ operation }) => operation !== 'DescribeDBClusters',
    0,
    undefined,
  ],
  [
    'a place of the scope left out',
    JSON.stringify({ ...(JSON.parse(clusters) as object), scope: { regions: ['sa-east-1', 'us-east-1'] } }),
    () => true,
    2,
    'none of us-east-1, which is in the scope of its policies',
  ],
  [
    'no copy of its policies',
    undefined,
    () => true,
    0,
    'was not looked into: it holds no copy of its policies',
  ],
  [
    'a policy that is refused today',
    policyOf('AWS::RDS::Cluster'),
    () => true,
    0,
    'was not looked into: this version of plumbline refuses one of its policies',
  ],
])(
  'of evidence with %s says what its policies ask and it does not hold',
  async (_, text, isKept, expected, line) => {
    await recordedWith(text, isKept);
    const { status, out } = await verify();
    expect(status).toBe(expected);
    expect(out).toContain('other holds together');
    if (line === undefined) expect(out).not.toMatch(/none of|looked into|is not all in it/);
    else expect(out.replace(/\s+/g, ' ')).toContain(line);
    expect(out.includes('what its policies ask is not all in it')).toBe(expected === 2);
  },
);

test('says the same as JSON', async () => {
  const { out } = await verify('--format', 'json');
  expect(JSON.parse(out)).toMatchObject({
    format: 1,
    signed: false,
    places: [{ account: '123456789012', askedBy: 'arn:aws:sts::123456789012:user/moto' }],
    answers: { count: 25, refused: 0 },
    refused: [],
    unanswered: { kind: 'unchecked', why: 'it holds no copy of its policies' },
  });
});

test.each([
  ['its own', true],
  ['another', false],
])('a digest that is %s', async (_, isOwn) => {
  const { digest } = JSON.parse((await verify('--format', 'json')).out) as { readonly digest: string };
  const { status, out, err } = await verify('--digest', isOwn ? digest : `sha256:${'0'.repeat(64)}`);
  expect(status).toBe(isOwn ? 0 : 64);
  if (isOwn) expect(out).toContain('it is the one of that digest');
  else expect(err).toContain(`has the digest ${digest}, and was to have sha256:000`);
});

test('a digest that is none is wrong use', async () => {
  const { status, err } = await verify('--digest', 'abc');
  expect([status, err]).toEqual([64, expect.stringContaining('It is sha256: and 64 hexadecimal digits')]);
});

test.each([
  ['ed25519', null],
  ['ec', 'sha256'],
] as const)(
  'a signature by a key of %s is checked, and one of another manifest is refused',
  async (type, algorithm) => {
    keys(type);
    signWith(algorithm);
    const signed = await verify('--key', at('public.pem'));
    expect([signed.status, signed.err]).toEqual([0, '']);
    expect(signed.out).toContain('its manifest is signed by that key');

    const manifest = join(evidence, 'manifest.json');
    writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('18:31:15.380Z', '18:31:15.379Z'));
    expect((await verify()).status).toBe(0);
    const forged = await verify('--key', at('public.pem'));
    expect([forged.status, forged.err]).toEqual([64, expect.stringContaining('is not signed by')]);
  },
);

test.each<[string, () => void, readonly string[], string]>([
  ['another key', signedByAnother, [], 'is no signature of its manifest by that key'],
  ['no signature', () => undefined, [], 'there is no signature to read'],
  [
    'a signature that is none',
    () => writeFileSync(at('sig'), 'not base64!'),
    ['--signature', 'sig'],
    'is no signature',
  ],
])('%s is refused', async (_, prepare, [option, name], message) => {
  keys('ed25519');
  prepare();
  const named = option === undefined ? [] : [option, at(name ?? '')];
  const { status, err } = await verify('--key', at('public.pem'), ...named);
  expect([status, err]).toEqual([64, expect.stringContaining(message)]);
});

test.each<[string, () => void, string]>([
  ['is no key', () => writeFileSync(at('public.pem'), 'AKIASECRET'), 'it is not a public key in PEM'],
  [
    'is of another kind',
    () => keys('rsa'),
    'it is a key of rsa, and was to be of ed25519 or an elliptic curve',
  ],
])('a key file that %s is named, and nothing of it is told', async (_, prepare, message) => {
  prepare();
  const { status, err } = await verify('--key', at('public.pem'));
  expect([status, err]).toEqual([64, expect.stringContaining(message)]);
  expect(err).not.toContain('AKIASECRET');
});

test('a folder that holds no evidence is named', async () => {
  rmSync(join(evidence, 'manifest.json'));
  const { status, err } = await verify();
  expect([status, err]).toEqual([
    64,
    expect.stringMatching(/^plumbline: no evidence in .*: manifest.json cannot be read: no such file/),
  ]);
});
