import { mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { connect } from '../../src/aws/connect.ts';
import type { Manifest } from '../../src/aws/evidence/manifest.ts';
import { requireFolder } from '../../src/aws/evidence.ts';
import type { Answerer } from '../../src/aws/exchange.ts';
import { openEvidence } from '../../src/aws/replay.ts';
import { operation } from '../../src/model/operation.ts';
import type { Collector, Source } from '../../src/model/ports.ts';
import { createResource, type Resource, type ResourceType } from '../../src/model/resource.ts';

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
const type = 'AWS::Test::Task' as ResourceType;

/** A collector whose resources are the answers about these tasks; the first that is refused ends it. */
const asking = (...tasks: readonly string[]) =>
  new Map([
    [
      type,
      async (): Promise<Collector> => ({
        type,
        volatile: {},
        shows: { cloudFormation: {} },
        asks: [{ operation: describeTask }],
        async *collect(place) {
          for (const task of tasks) {
            const properties = await place.ask(describeTask, { task });
            yield createResource({
              ...place,
              type,
              id: task,
              name: task,
              tags: {},
              properties,
              gaps: [],
            } as never);
          }
        },
      }),
    ],
  ]);

async function seenBy(source: Source) {
  const [place = { account: '', region: '' }] = source.places;
  const { resources, blindSpots } = await source.inventory(new Map([[type, new Set<string>()]]), place);
  return { properties: resources.map(({ properties }: Resource) => properties), blindSpots };
}
const now = () => new Date('2026-11-24T12:00:00Z');
let dir = '';

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'plumbline-'));
  const collectors = asking('a', 'denied');
  const accounts = [{ regions: ['sa-east-1'], answer }];
  const source = await connect({ accounts, collectors, version: '0', signal, now, record: dir });
  await seenBy(source);
  await source.finish([{ id: 'p', sha256: 'x' }]);
});
afterEach(() => rm(dir, { recursive: true }));

test('answers as AWS did, bytes and dates included', async () => {
  const source = await openEvidence(dir, { collectors: asking('a'), signal });
  expect(source.places).toMatchObject([{ account: '111122223333', region: 'sa-east-1' }]);
  const { properties, blindSpots } = await seenBy(source);
  expect(properties).toMatchObject([{ blob: output.blob, when: output.when }]);
  expect(blindSpots).toEqual([]);
  expect(source.now()).toEqual(now());
});

test.each([
  [
    'refuses as AWS did',
    'denied',
    { reason: 'AccessDeniedException', permission: 'ecs:DescribeTaskDefinition' },
  ],
  [
    'refuses what nobody asked',
    'other',
    { kind: 'not-in-evidence', operation: 'ecs:DescribeTaskDefinition' },
  ],
])('%s', async (_, task, spot) => {
  const source = await openEvidence(dir, { collectors: asking(task), signal });
  expect((await seenBy(source)).blindSpots).toMatchObject([spot]);
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
  await expect(openEvidence(dir, { collectors: asking(), signal })).rejects.toMatchObject({
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
