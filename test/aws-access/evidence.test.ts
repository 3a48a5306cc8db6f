import { mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Manifest, requireFolder } from '../../src/aws/evidence.ts';
import type { Answerer } from '../../src/aws/exchange.ts';
import { connect, openEvidence } from '../../src/aws/session.ts';
import { operation } from '../../src/model/operation.ts';

const describeTask = operation<{ readonly task: string; readonly at?: Date }, object>({
  service: 'ecs',
  name: 'DescribeTaskDefinition',
  permissions: ['ecs:DescribeTaskDefinition'],
});
const output = {
  blob: new TextEncoder().encode('/health'),
  when: new Date('2026-11-24T00:00:00Z'),
  containers: [{ environment: [{ name: 'PASSWORD', value: 'hunter2' }] }],
};
const answer: Answerer = async ({ operation: { name }, input }) => {
  if (name === 'GetCallerIdentity') return { kind: 'output', output: { Account: '111122223333' } };
  if ('task' in input && input.task === 'denied') return { kind: 'refusal', reason: 'AccessDeniedException' };
  return { kind: 'output', output };
};
const signal = new AbortController().signal;
const now = () => new Date('2026-11-24T12:00:00Z');
let dir = '';

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'plumbline-'));
  const session = await connect({ answer, region: 'sa-east-1', version: '0', signal, now, record: dir });
  const [place] = session.places;
  await place?.ask(describeTask, { task: 'a' });
  await place?.ask(describeTask, { task: 'denied' }).catch(() => undefined);
  await session.finish([{ id: 'p', sha256: 'x' }]);
});
afterEach(() => rm(dir, { recursive: true }));

test('answers as AWS did, bytes and dates included', async () => {
  const { places, now: clock } = await openEvidence(dir, signal);
  expect(places).toMatchObject([{ account: '111122223333', region: 'sa-east-1' }]);
  expect(await places[0]?.ask(describeTask, { task: 'a' })).toMatchObject({
    blob: output.blob,
    when: output.when,
  });
  expect(clock()).toEqual(now());
});

test('refuses as AWS did, and refuses what nobody asked', async () => {
  const [place] = (await openEvidence(dir, signal)).places;
  await expect(place?.ask(describeTask, { task: 'denied' })).rejects.toMatchObject({
    refusal: { reason: 'AccessDeniedException', permission: 'ecs:DescribeTaskDefinition' },
  });
  await expect(place?.ask(describeTask, { task: 'other' })).rejects.toMatchObject({
    refusal: { reason: 'NotInEvidence' },
  });
});

test('holds no secret of a container', async () => {
  const text = gunzipSync(await readFile(join(dir, 'exchanges.ndjson.gz'))).toString();
  expect(text).toContain('PASSWORD');
  expect(text).not.toContain('hunter2');
});

test('is for nobody but who made it, and says what is in the place of secrets', async () => {
  const made = join(dir, 'a', 'b');
  await requireFolder(made);
  const modes = ['exchanges.ndjson.gz', 'manifest.json', 'a', 'a/b'].map(async (name) => {
    const { mode } = await stat(join(dir, name));
    return (mode & 0o777).toString(8);
  });
  expect(await Promise.all(modes)).toEqual(['600', '600', '700', '700']);
  const { redacted } = JSON.parse(await readFile(join(dir, 'manifest.json'), 'utf8')) as Manifest;
  expect(redacted).toEqual({
    digests: expect.arrayContaining([expect.stringMatching(/^ecs: values of environments/)]),
    tokens: { count: 0, of: [] },
    stays: [expect.stringMatching(/^search strings and expressions that are not compared exactly/)],
  });
});

test.each([
  ['changed', async () => writeFile(join(dir, 'exchanges.ndjson.gz'), 'x'), /changed or cut off/],
  ['cut off', async () => truncate(join(dir, 'exchanges.ndjson.gz'), 40), /changed or cut off/],
  ['without its manifest', async () => rm(join(dir, 'manifest.json')), /no evidence in/],
  [
    'with a manifest that is none',
    async () => writeFile(join(dir, 'manifest.json'), '{"format":2}'),
    /changed or cut off/,
  ],
])('evidence that is %s is refused', async (_, spoil, message) => {
  await spoil();
  await expect(openEvidence(dir, signal)).rejects.toMatchObject({
    name: 'UserError',
    message: expect.stringMatching(message),
  });
});

test('a folder that is a file is refused before anything is asked', async () => {
  const file = join(dir, 'manifest.json');
  await expect(requireFolder(file)).rejects.toMatchObject({
    name: 'UserError',
    message: expect.stringContaining(file),
  });
});
