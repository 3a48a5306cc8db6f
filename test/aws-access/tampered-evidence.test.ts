import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Manifest, sha256, textOf } from '../../src/aws/evidence/manifest.ts';
import { readExchanges } from '../../src/aws/evidence/read-exchanges.ts';
import { type Evidence, readEvidence, writeEvidence } from '../../src/aws/evidence.ts';
import type { Exchange } from '../../src/aws/exchange.ts';

const at = { account: '111122223333', region: 'sa-east-1' };
const time = '2026-11-24T12:00:00.000Z';
const text = '{"version": 1}\n';
const now = new Date('2026-11-25T00:00:00Z');
const exchange = (operation: string, output: object, more: Partial<Exchange> = {}): Exchange => ({
  service: operation === 'GetCallerIdentity' ? 'sts' : 'elasticfilesystem',
  operation,
  input: {},
  ...at,
  time,
  answer: { kind: 'output', output },
  ...more,
});
const identity = exchange(
  'GetCallerIdentity',
  { Account: at.account, Arn: `arn:aws:sts::${at.account}:assumed-role/audit/i` },
  { account: 'unknown' },
);

let dir = '';
let digest = '';
beforeEach(async () => {
  dir = join(mkdtempSync(join(tmpdir(), 'plumbline-')), 'evidence');
  const written = await writeEvidence(dir, [identity, exchange('DescribeFileSystems', { FileSystems: [] })], {
    plumbline: '0.1.0',
    recordedAt: time,
    finishedAt: '2026-11-24T12:00:01.000Z',
    places: [at],
    policies: [{ id: 'p', sha256: sha256(text), file: 'x/p.jsonc', text }],
  });
  digest = written.digest;
});
afterEach(() => rmSync(join(dir, '..'), { recursive: true }));

const file = (name: string) => join(dir, name);
const manifest = () => JSON.parse(readFileSync(file('manifest.json'), 'utf8')) as Manifest;
const edit = (change: object) => writeFileSync(file('manifest.json'), textOf({ ...manifest(), ...change }));
const rewritten = (change: (text: string) => string) =>
  writeFileSync(file('manifest.json'), change(readFileSync(file('manifest.json'), 'utf8')));

/** Another who knows how sums are made, and makes them anew. */
function rewrite(lines: (lines: readonly string[]) => readonly string[], ending = '\n'): void {
  const old = gunzipSync(readFileSync(file('exchanges.ndjson.gz')))
    .toString()
    .split('\n')
    .filter(Boolean);
  const now = lines(old);
  pack(gzipSync(now.map((line) => `${line}${ending}`).join('')), now.length);
}

function pack(bytes: Uint8Array, count: number): void {
  writeFileSync(file('exchanges.ndjson.gz'), bytes);
  edit({ exchanges: { file: 'exchanges.ndjson.gz', count, sha256: sha256(bytes) } });
}
const change = (operation: string, more: object) =>
  rewrite((lines) =>
    lines.map((line) =>
      line.includes(`"operation":"${operation}`) ? JSON.stringify({ ...JSON.parse(line), ...more }) : line,
    ),
  );
const add = (line: unknown) =>
  rewrite((lines) => [...lines, typeof line === 'string' ? line : JSON.stringify(line)]);
const listed = (more: object) => ({ ...exchange('DescribeFileSystems', { FileSystems: [] }), ...more });

async function refusal(expected?: string): Promise<string> {
  const read: Promise<Evidence | Error> = readEvidence(dir, { digest: expected, now }).catch(
    (error: Error) => error,
  );
  const found = await read;
  if (!(found instanceof Error)) return 'nothing is wrong';
  expect(found.name).toBe('UserError');
  return found.message;
}

test('what was written is read, with its policies and one digest', async () => {
  const found = await readEvidence(dir, { digest });
  expect(found.digest).toBe(digest);
  expect(found.digest).toBe(`sha256:${sha256(readFileSync(file('manifest.json')))}`);
  expect(readFileSync(file('policies/p.jsonc'), 'utf8')).toBe(text);
});

describe('with its digest known', () => {
  test.each<[string, () => void]>([
    ['the time it was recorded', () => edit({ recordedAt: '2026-11-24T11:00:00.000Z' })],
    ['the places', () => edit({ places: [{ ...at, account: '999999999999' }] })],
    ['the version', () => edit({ plumbline: '9' })],
    ['the policies', () => edit({ policies: [] })],
    [
      'an answer, with its sum made anew',
      () => change('DescribeFileSystems', listed({ input: { Marker: 'x' } })),
    ],
    ['nothing but a space', () => writeFileSync(file('manifest.json'), `${textOf(manifest())} `)],
  ])('a change of %s is another evidence', async (_, tamper) => {
    tamper();
    expect(await refusal(digest)).toMatch(
      /has the digest sha256:.*, and was to have sha256:.*\nit is another/,
    );
  });
});

const changes: readonly (readonly [string, () => void, RegExp])[] = [
  ['answers', () => writeFileSync(file('exchanges.ndjson.gz'), 'x'), /exchanges.ndjson.gz has sha256/],
  ['a policy', () => writeFileSync(file('policies/p.jsonc'), '{}'), /policies\/p.jsonc has sha256/],
  ['a cut', () => truncateSync(file('exchanges.ndjson.gz'), 40), /has sha256/],
  ['no format', () => edit({ format: '2' }), /manifest.json is of no format, which is 1 or 2/],
  [
    'a name that stands twice',
    () => rewritten((old) => old.replace('{', '{\n  "recordedAt": "2020-01-01T00:00:00.000Z",')),
    /manifest.json is not written as a recording writes it/,
  ],
  [
    'bytes that are no letters',
    () => writeFileSync(file('manifest.json'), Buffer.from('{"format": "\xff"}', 'latin1')),
    /manifest.json is not UTF-8/,
  ],
  ['a version of several lines', () => edit({ plumbline: '0.1.0\n::error::x' }), /has no plumbline as/],
  [
    'a time before all years',
    () => edit({ recordedAt: '-000001-11-24T12:00:00.000Z' }),
    /has no recordedAt as/,
  ],
  ['a leap second', () => edit({ finishedAt: '2026-12-31T23:59:60.000Z' }), /has no finishedAt as/],
  [
    'times of the future, all of them',
    () => {
      change('', { time: '2027-01-01T00:00:00.500Z' });
      edit({ recordedAt: '2027-01-01T00:00:00.000Z', finishedAt: '2027-01-01T00:00:01.000Z' });
    },
    /it ended at 2027-01-01T00:00:01.000Z, and it is 2026-11-25T00:00:00.000Z/,
  ],
  ['a place with more to say', () => edit({ places: [{ ...at, trust: 'me' }] }), /has no places as/],
  [
    'one policy twice',
    () => edit({ policies: [...manifest().policies, { id: 'p', sha256: sha256('') }] }),
    /it names the policy p twice/,
  ],
  [
    'a policy under the name of another',
    () => edit({ policies: [{ ...manifest().policies[0], id: 'other' }] }),
    /has no policies as/,
  ],
  ['not a word of what was hidden', () => edit({ redacted: undefined }), /has no redacted as/],
  ['a time without a zone', () => edit({ recordedAt: '2026-11-24T12:00:00' }), /has no recordedAt as/],
  [
    'a policy from elsewhere',
    () => edit({ policies: [{ id: 'p', sha256: sha256(text), file: '../p.json' }] }),
    /has no policies as/,
  ],
  ['no list of places', () => edit({ places: {} }), /has no places as/],
  ['one place twice', () => edit({ places: [at, at] }), /it names 111122223333\/sa-east-1 twice/],
  ['what was hidden, as it is not', () => edit({ redacted: {} }), /has no redacted as/],
  [
    'another count',
    () => edit({ exchanges: { ...manifest().exchanges, count: 3 } }),
    /it holds 2 answers, its manifest says 3/,
  ],
  [
    'fewer counted',
    () => edit({ exchanges: { ...manifest().exchanges, count: 1 } }),
    /ndjson.gz:2: its manifest says 1 answers/,
  ],
  [
    'an end before the beginning',
    () => edit({ finishedAt: '2026-11-24T11:00:00.000Z' }),
    /it ended at .*, before it began at/,
  ],
  [
    'a later beginning',
    () => edit({ recordedAt: '2026-11-24T12:00:00.500Z' }),
    /ndjson.gz:1: it was answered at .*, before the recording began/,
  ],
  [
    'a beginning that would revive an exception',
    () => edit({ recordedAt: '2026-11-20T12:00:00.000Z' }),
    /nothing was answered from 2026-11-20T12:00:00.000Z to 2026-11-24T12:00:00.000Z/,
  ],
  [
    'an answer of the future',
    () => change('GetCallerIdentity', { time: '2027-01-01T00:00:00.000Z' }),
    /:\d: it was answered at 2027.*, after it ended/,
  ],
  [
    'another account of the place',
    () => edit({ places: [{ ...at, account: '999999999999' }] }),
    /:\d: it is of 111122223333\/sa-east-1, no place of this recording/,
  ],
  [
    'another identity',
    () => change('GetCallerIdentity', identityOf('999999999999')),
    /:\d: it says account 999999999999, and the place in sa-east-1 is of another/,
  ],
  [
    'an identity of two accounts',
    () => change('GetCallerIdentity', identityOf(at.account, '999999999999')),
    /:\d: it says account 111122223333, and an ARN of account 999999999999/,
  ],
  [
    'an identity that the place’s own answers follow from',
    () => change('GetCallerIdentity', { ...identityOf('999999999999'), account: at.account }),
    /:\d: it says account 999999999999, and answers of account 111122223333 follow from it/,
  ],
  [
    'two answers to one question',
    () => add(listed({ answer: { kind: 'output', output: { FileSystems: [{}] } } })),
    /:3: it answers the question of line \d once more/,
  ],
  [
    'a name that stands twice in a line',
    () =>
      rewrite(([one = '', ...lines]) => [
        one.replace('{', '{"answer":{"kind":"output","output":{}},'),
        ...lines,
      ]),
    /:1: it is not written as a recording writes it/,
  ],
  [
    'a number that no double holds',
    () => add(JSON.stringify(listed({ input: { Marker: 1 } })).replace('"Marker":1', '"Marker":1e999')),
    /:3: it is not written as/,
  ],
  [
    'a date that is none',
    () => add(listed({ input: { at: { $date: '2026-11-24' } } })),
    /:3: it holds a time that is none/,
  ],
  [
    'a date with company',
    () => add(listed({ input: { at: { $date: time, x: 1 } } })),
    /:3: it holds a mark that is none/,
  ],
  [
    'bytes that are none',
    () => add(listed({ input: { at: { $bytes: '*' } } })),
    /:3: it holds bytes that are none/,
  ],
  ['a line that is a number', () => add('7'), /ndjson.gz:3: it is no question with its answer\n/],
  ['a line that is not JSON', () => add('AKIASECRET'), /ndjson.gz:3: it is not JSON\n/],
  [
    'a line without an answer',
    () => add(listed({ answer: undefined })),
    /:3: it is no question with its answer: answer is not/,
  ],
  ['an answer of no kind', () => add(listed({ answer: { kind: 'maybe' } })), /:3: .*: answer is not/],
  ['a refusal without a reason', () => add(listed({ answer: { kind: 'refusal' } })), /:3: .*: answer is not/],
  ['a member nobody writes', () => add(listed({ trust: 'me' })), /:3: .*: it has a member no recording has/],
  [
    'a line that is too deep',
    () => add(`${'['.repeat(100_000)}${']'.repeat(100_000)}`),
    /:3: it is nested deeper than 200/,
  ],
  ['a last line without its end', () => rewrite((lines) => lines, ''), /exchanges.ndjson.gz/],
  ['what is no gzip', () => pack(Buffer.from('plain'), 2), /:1: it cannot be unpacked/],
  [
    'a gzip cut off',
    () => pack(gzipSync('x'.repeat(100_000)).subarray(0, 60), 2),
    /:1: it cannot be unpacked/,
  ],
  [
    'a bomb in one line',
    () => pack(gzipSync(Buffer.alloc(64 * 1024 * 1024, 0x20)), 2),
    /:1: it is longer than 16 MB/,
  ],
  [
    'a bomb of values in one line',
    () => pack(gzipSync(`[${'{},'.repeat(600_000)}0]\n`), 2),
    /:1: it holds more than 1000000 values/,
  ],
  [
    'a line in no known letters',
    () => pack(gzipSync(Buffer.from([0xff, 0xfe, 0x0a])), 2),
    /:1: it is not UTF-8/,
  ],
];

describe('whether or not anybody knows its digest', () => {
  const changed = /was changed or cut off: /;
  test.each(changes)(
    '%s is refused, with its line where it has one, and no content',
    async (_, tamper, message) => {
      tamper();
      const refused = await refusal();
      expect(refused).toMatch(message);
      expect(refused).toMatch(changed);
      expect(refused).not.toContain('AKIASECRET');
    },
  );

  test.each<[string, () => void]>([
    ['the manifest is elsewhere', () => moved('manifest.json')],
    ['the answers are elsewhere', () => moved('exchanges.ndjson.gz')],
    ['a policy is elsewhere', () => moved('policies/p.jsonc')],
    ['the answers are a device', () => replacedByDevice('exchanges.ndjson.gz')],
    ['there is no manifest', () => rmSync(file('manifest.json'))],
    ['the manifest is a folder', () => replacedByFolder('manifest.json')],
  ])('where %s there is no evidence', async (_, tamper) => {
    tamper();
    expect(await refusal()).toMatch(/^no evidence in .*: (?:there is no [^ ]+\n|[^ ]+ cannot be read: )/);
  });
});

test('of a format to come nothing is said but that', async () => {
  edit({ format: 3 });
  expect(await refusal()).toBe(
    `the evidence in ${dir} is of format 3, and this version of plumbline reads 1 and 2\nread it by the version that recorded it, or a later one`,
  );
});

test('a clock that is a little behind minds nothing, and neither does who has none', async () => {
  await expect(readEvidence(dir, { now: new Date('2026-11-24T00:00:00Z') })).resolves.toBeDefined();
  change('', { time: '2099-01-01T00:00:00.500Z' });
  edit({ recordedAt: '2099-01-01T00:00:00.000Z', finishedAt: '2099-01-01T00:00:01.000Z' });
  await expect(readEvidence(dir)).resolves.toBeDefined();
});

test('values are counted over all lines, and a bracket in a text is none', async () => {
  const line = `${JSON.stringify(listed({ input: { Marker: '"\\[,{'.repeat(100) } }))}\n`;
  const read = (lines: number) => readExchanges(gzipSync(line.repeat(lines)), 2, 9, { line: 20, total: 50 });
  expect(await read(2)).toEqual({ wrong: 'it holds 2 answers, its manifest says 9' });
  expect(await read(9)).toEqual({ line: 4, wrong: 'all of it holds more than 50 values' });
});

test('an identity that was not the one expected is no contradiction where nothing follows from it', async () => {
  rewrite(([, line = '']) => [
    JSON.stringify({ ...JSON.parse(line), ...identityOf('999999999999'), account: at.account }),
  ]);
  expect(await refusal()).toBe('nothing is wrong');
});

test('what could not be read again is not kept', async () => {
  const about = { plumbline: '0', recordedAt: time, finishedAt: time, places: [at], policies: [] };
  const elsewhere = exchange('DescribeFileSystems', { FileSystems: [] }, { region: 'eu-west-1' });
  const folder = join(dir, 'other');
  await expect(writeEvidence(folder, [elsewhere], about)).rejects.toThrow(
    /^it could not be read again: it is of/,
  );
  const long = { id: 'p'.repeat(201), sha256: 'a'.repeat(64), file: 'p.json', text: '{}' };
  await expect(writeEvidence(folder, [], { ...about, policies: [long] })).rejects.toThrow(
    /^it could not be read again: its manifest has no policies as a recording has it/,
  );
  expect(existsSync(folder)).toBe(false);
});

test('no recording is written over another', async () => {
  const about = { plumbline: '0', recordedAt: time, finishedAt: time, places: [at], policies: [] };
  await expect(writeEvidence(dir, [], about)).rejects.toMatchObject({ code: 'EEXIST' });
  expect((await readEvidence(dir)).digest).toBe(digest);
});

const identityOf = (Account: string, arn = Account) => ({
  answer: { kind: 'output', output: { Account, Arn: `arn:aws:sts::${arn}:assumed-role/audit/i` } },
});

function moved(name: string): void {
  const elsewhere = join(dir, '..', 'elsewhere');
  writeFileSync(elsewhere, readFileSync(file(name)));
  rmSync(file(name));
  symlinkSync(elsewhere, file(name));
  expect(existsSync(file(name))).toBe(true);
}

function replacedByDevice(name: string): void {
  rmSync(file(name));
  symlinkSync('/dev/zero', file(name));
}

function replacedByFolder(name: string): void {
  rmSync(file(name));
  mkdirSync(file(name));
}
