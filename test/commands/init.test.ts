import { existsSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { readEvidence, writeEvidence } from '../../src/aws/evidence.ts';
import { run } from '../../src/commands/program.ts';
import { collectors } from '../../src/registry.generated.ts';
import { recordedAt } from '../support/recordings.ts';
import { fakeShell } from '../support/shell.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'plumbline-init-'));

// Jest cannot link modules that are imported at the same time and share others.
beforeAll(async () => {
  for (const load of collectors.values()) await load();
});

async function plumbline(...argv: readonly string[]) {
  const shell = fakeShell();
  const status = await run(argv, shell);
  return { status, ...shell.said };
}

test('the policy of a healthy account requires every rule that the recording tells of, is sound, and all of it holds', async () => {
  const file = join(folder(), 'policies', 'first.jsonc');
  const made = await plumbline('init', file, '--evidence', 'examples/kiosk');
  expect([made.status, made.out]).toEqual([
    0,
    `${file}: 6 components, 22 rules that hold today, 1 commented with the reason
editors complete it with ${resolve('policies.schema.json')} beside it, and "$schema": "./policies.schema.json" in it
review it, then: plumbline audit ${file} --evidence examples/kiosk
`,
  ]);
  expect((await plumbline('validate', file)).status).toBe(0);
  expect((await plumbline('audit', file, '--evidence', 'examples/kiosk')).status).toBe(0);
  const text = readFileSync(file, 'utf8');
  expect(text).toContain('"select": { "cluster": "kiosk" },\n      "count": { "min": 6 },');
  expect(text).toContain('"geo-block": ["CU", "IR", "KP", "SY"],');
  expect(text.split('\n').length).toBeLessThan(110);
});

test.each([
  ['my first $(id).jsonc', (file: string) => `'${file}'`],
  ["it's.jsonc", (file: string) => `'${file.replace("'", "'\\''")}'`],
  ['a\nb.jsonc', () => 'FILE'],
])('what is to be typed next takes the file %j for one word', async (name, word) => {
  const file = join(folder(), name);
  const { out } = await plumbline('init', file, '--evidence', 'examples/kiosk');
  expect(out).toContain(`review it, then: plumbline audit ${word(file)} --evidence examples/kiosk\n`);
});

test('what fails today is commented with the reason, and the rest holds', async () => {
  const file = join(folder(), 'first.jsonc');
  await plumbline('init', file, '--evidence', 'examples/kiosk-drifted');
  expect((await plumbline('audit', file, '--evidence', 'examples/kiosk-drifted')).status).toBe(0);
  const comments = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => /^\s+\/\/ [a-z-]+: /.test(line))
    .map((line) => line.trim());
  expect(comments).toEqual([
    '// instances-over-azs: fails today: the only zone with available instances is sa-east-1a (kiosk)',
    expect.stringMatching(/^\/\/ healthy-targets: could not be told: .* is not in this recording /),
    '// autoscaling: fails today: MinCapacity is 1 (kiosk/menu)',
    '// mount-target-in-every-az-of: fails today: no mount target in sa-east-1b (kiosk-files)',
    '// elastic-throughput: fails today: ThroughputMode is bursting (kiosk-files)',
    expect.stringMatching(/^\/\/ geo-block: fails today: GET \/health from CU is allowed by /),
    expect.stringMatching(/^\/\/ rate-limit: fails today: GET \/health from US is allowed by /),
  ]);
});

test('a database that is no cluster’s is a component, by what most require of one', async () => {
  const { manifest, exchanges } = await readEvidence('examples/kiosk');
  const alone = {
    DBInstanceIdentifier: 'legacy',
    DBInstanceArn: 'arn:aws:rds:sa-east-1:123456789012:db:legacy',
  };
  const settings = { DBClusterIdentifier: undefined, MultiAZ: false, StorageEncrypted: true, TagList: [] };
  const withOneMore = exchanges.map((exchange) => {
    if (exchange.operation !== 'DescribeDBInstances' || exchange.answer.kind !== 'output') return exchange;
    const { DBInstances = [] } = exchange.answer.output as { readonly DBInstances?: readonly object[] };
    const output = { DBInstances: [...DBInstances, { ...DBInstances[0], ...alone, ...settings }] };
    return { ...exchange, answer: { ...exchange.answer, output } };
  });
  const evidence = join(folder(), 'evidence');
  await writeEvidence(evidence, withOneMore, manifest);
  const file = join(folder(), 'first.jsonc');
  const made = await plumbline('init', file, '--evidence', evidence);
  expect([made.status, made.err]).toEqual([0, '']);
  const text = readFileSync(file, 'utf8');
  const from = text.indexOf('"db-instance": {');
  expect(from).toBeGreaterThan(0);
  const own = text.slice(from, text.indexOf('\n    },', from));
  expect(own).toContain('"select": { "name": "legacy" },');
  expect(own).toContain('        "StorageEncrypted": true,');
  expect(own).toContain(
    '        // MultiAZ: fails today: MultiAZ is false (legacy)\n        // "MultiAZ": true,',
  );
  expect((await plumbline('audit', file, '--evidence', evidence)).status).toBe(0);
});

test('of what could not be listed it says why', async () => {
  const { manifest, exchanges } = await readEvidence('examples/kiosk');
  const evidence = join(folder(), 'evidence');
  const withoutFiles = exchanges.filter(({ operation }) => operation !== 'DescribeFileSystems');
  await writeEvidence(evidence, withoutFiles, manifest);
  const made = await plumbline('init', join(folder(), 'first.jsonc'), '--evidence', evidence);
  expect([made.status, made.out]).toEqual([
    2,
    expect.stringContaining(
      '\ncould not be read: AWS::EFS::FileSystem; a question of elasticfilesystem:DescribeFileSystems is not in this recording\n',
    ),
  ]);
});

test('the same account gives the same text', async () => {
  const files = [join(folder(), 'a.jsonc'), join(folder(), 'a.jsonc')];
  for (const file of files) await plumbline('init', file, '--evidence', 'examples/kiosk');
  const [first, second] = files.map((file) => readFileSync(file, 'utf8'));
  expect(first).toBe(second);
});

test.each([
  ['a file that is there', (file: string) => writeFileSync(file, 'mine')],
  ['a link, though what it leads to is not there', (file: string) => symlinkSync('/nowhere/at/all', file)],
])('%s is not overwritten', async (_, prepare) => {
  const file = join(folder(), 'first.jsonc');
  prepare(file);
  const { status, err } = await plumbline('init', file, '--evidence', 'examples/kiosk');
  expect(status).toBe(64);
  expect(err).toContain(`${file} is there already, and nothing is overwritten`);
});

test.each([
  ['below a file', 'file/first.jsonc', /file is a file, not a folder|ENOTDIR/],
  ['under a name no file has', `${'n'.repeat(300)}.jsonc`, /its name is too long/],
])('what cannot stand %s is told before anything is looked at', async (_, name, message) => {
  const dir = folder();
  writeFileSync(join(dir, 'file'), '');
  const { status, err } = await plumbline('init', join(dir, name), '--evidence', 'nowhere');
  expect([status, err]).toEqual([64, expect.stringMatching(message)]);
});

test('a policy with comments is no .json, and another region is none of the recording', async () => {
  expect((await plumbline('init', join(folder(), 'a.json'))).err).toContain(
    'name a file that ends in .jsonc',
  );
  const file = join(folder(), 'a.jsonc');
  const { status, err } = await plumbline(
    'init',
    file,
    '--evidence',
    'examples/kiosk',
    '--region',
    'eu-west-1',
  );
  expect([status, err]).toEqual([
    64,
    'plumbline: there is no such account and region\nthere are: 123456789012/sa-east-1\n',
  ]);
});

test('of an account of which nothing is seen no policy is written', async () => {
  const evidence = await recordedAt(
    '2026-11-26T18:31:15.380Z',
    'examples/kiosk',
    join(folder(), 'evidence'),
    ({ service }) => service !== 'sts',
  );
  const file = join(folder(), 'a.jsonc');
  const { status, err } = await plumbline('init', file, '--evidence', evidence);
  expect(status).toBe(64);
  expect(err).toContain('no policy is written: nothing was seen in 123456789012/sa-east-1, and AWS::');
  expect(existsSync(file)).toBe(false);
});

test('evidence of another digest is refused, and no policy is written', async () => {
  const file = join(folder(), 'a.jsonc');
  const other = `sha256:${'0'.repeat(64)}`;
  const { status, err } = await plumbline('init', file, '--evidence', 'examples/kiosk', '--digest', other);
  expect([status, err]).toEqual([64, expect.stringContaining(other)]);
  expect(existsSync(file)).toBe(false);
});
