import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runAudit } from '../../src/audit.ts';
import { canonical } from '../../src/aws/codec.ts';
import { connect } from '../../src/aws/connect.ts';
import { readEvidence } from '../../src/aws/evidence.ts';
import type { Answer, Answerer } from '../../src/aws/exchange.ts';
import { openEvidence } from '../../src/aws/replay.ts';
import { registered } from '../../src/commands/registered.ts';
import type { Source } from '../../src/model/ports.ts';
import { loadPolicies } from '../../src/pipeline/load-policies.ts';
import { collectors, rules, selectors, volatile } from '../../src/registry.generated.ts';
import json from '../../src/reporters/json.ts';
import table from '../../src/reporters/table.ts';
import { drive } from '../support/drive.ts';

const now = () => new Date('2026-11-24T12:00:00Z');
const signal = new AbortController().signal;
const secret = 'Tr0ub4dor-and-3';
let dir = '';
let live: readonly string[];

// Jest cannot link modules that are imported at the same time and share others.
beforeAll(async () => {
  for (const load of collectors.values()) await load();
  dir = await mkdtemp(join(tmpdir(), 'plumbline-'));
  const source = await connect({
    accounts: [{ regions: ['sa-east-1'], answer: await account() }],
    collectors,
    version: '0',
    signal,
    now,
    record: dir,
  });
  live = await reports(source);
});
afterAll(() => rm(dir, { recursive: true }));

test('a recording has the verdicts, reasons and witnesses of the audit that made it', async () => {
  expect(await reports(await openEvidence(dir, { collectors, signal }))).toEqual(live);
});

test('no report shows what the web ACL or a listener compares, and the recording does not hold it', async () => {
  const [machine = '', person = ''] = live;
  expect(machine).toContain('{{a value that rule `origin` holds; answers ');
  expect(person).toContain('with header x-origin-verify is allowed by rule `origin` (priority -1)');
  expect(machine + person).not.toContain(secret);
  const exchanges = gunzipSync(await readFile(join(dir, 'exchanges.ndjson.gz'))).toString();
  for (const form of [secret, Buffer.from(secret).toString('base64')]) expect(exchanges).not.toContain(form);
  const { manifest } = await readEvidence(dir);
  expect(manifest.redacted?.tokens).toEqual({
    count: 1,
    of: expect.arrayContaining(['header x-origin-verify', 'listener x-origin-verify']),
  });
});

/** The example as if it were AWS, with a secret by which its web ACL and its listeners know a client. */
async function account(): Promise<Answerer> {
  const { exchanges } = await readEvidence('examples/kiosk');
  const answers = new Map(
    exchanges.map(({ service, operation, input, answer }) => [
      `${service}:${operation} ${canonical(input)}`,
      withSecret(operation, answer),
    ]),
  );
  return async ({ operation: { service, name }, input }) =>
    answers.get(`${service}:${name} ${canonical(input)}`) ?? { kind: 'refusal', reason: 'AccessDenied' };
}

const origin = {
  Name: 'origin',
  Priority: -1,
  Action: { Allow: {} },
  Statement: {
    ByteMatchStatement: {
      SearchString: new TextEncoder().encode(secret),
      FieldToMatch: { SingleHeader: { Name: 'X-Origin-Verify' } },
      TextTransformations: [{ Priority: 0, Type: 'NONE' }],
      PositionalConstraint: 'EXACTLY',
    },
  },
};
const condition = {
  Field: 'http-header',
  HttpHeaderConfig: { HttpHeaderName: 'X-Origin-Verify', Values: [secret] },
};

function withSecret(operation: string, answer: Answer): Answer {
  if (answer.kind === 'refusal') return answer;
  const output = answer.output as Readonly<Record<string, readonly object[] & { readonly Rules: object[] }>>;
  const { WebACL, Rules } = output;
  if (WebACL)
    return { ...answer, output: { ...output, WebACL: { ...WebACL, Rules: [origin, ...WebACL.Rules] } } };
  if (operation !== 'DescribeRules' || !Rules) return answer;
  const open = Rules.map((rule) =>
    'IsDefault' in rule && rule.IsDefault ? rule : { ...rule, Conditions: [condition] },
  );
  return { ...answer, output: { ...output, Rules: open } };
}

async function reports(source: Source): Promise<readonly string[]> {
  const read = (file: string) => readFileSync(file, 'utf8');
  const { policies } = loadPolicies(['policies/elastic-web-platform.json'], {
    ...registered,
    read,
    now: now(),
  });
  const audit = await runAudit({ policies, rules, selectors, volatile, source, version: '0', drive });
  await source.finish(policies);
  const same = { ...audit, id: '', startedAt: '', finishedAt: '', evidence: undefined };
  return [json, table].map(({ render }) => render(same, { width: 100, color: false, verbose: true }));
}
