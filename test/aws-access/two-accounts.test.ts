import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runAudit } from '../../src/audit.ts';
import { connect } from '../../src/aws/connect.ts';
import { sha256 } from '../../src/aws/evidence/manifest.ts';
import { readEvidence } from '../../src/aws/evidence.ts';
import type { Answer, Answerer, Question } from '../../src/aws/exchange.ts';
import { openEvidence } from '../../src/aws/replay.ts';
import { throughRole } from '../../src/aws/through-role.ts';
import { registered } from '../../src/commands/registered.ts';
import type { Audit } from '../../src/model/audit.ts';
import type { Source } from '../../src/model/ports.ts';
import { readPolicy } from '../../src/policies/read-policy.ts';
import { collectors, rules, selectors, volatile } from '../../src/registry.generated.ts';
import json from '../../src/reporters/json.ts';
import table from '../../src/reporters/table.ts';
import { drive } from '../support/drive.ts';

const production = '111122223333';
const staging = '444455556666';
const ops = '999988887777';
const roleIn = (account: string) => `arn:aws:iam::${account}:role/plumbline`;
const regions = ['sa-east-1', 'eu-west-1'];
const signal = new AbortController().signal;
const now = () => new Date('2026-11-24T12:00:00Z');

/** An account with one file system in each region. What it is asked is kept in `asked`. */
function account(id: string, asked: Question[] = []): Answerer {
  return async (question): Promise<Answer> => {
    asked.push(question);
    const { operation, region } = question;
    if (operation.name === 'GetCallerIdentity') return { kind: 'output', output: { Account: id } };
    const FileSystemId = `fs-${id}-${region}`;
    const one = {
      FileSystemId,
      CreationToken: FileSystemId,
      Encrypted: id === production,
      LifeCycleState: 'available',
    };
    return operation.name === 'DescribeFileSystems'
      ? {
          kind: 'output',
          output: { FileSystems: [{ ...one, OwnerId: id, PerformanceMode: 'generalPurpose', Tags: [] }] },
        }
      : { kind: 'refusal', reason: 'AccessDenied' };
  };
}

const denied = Object.assign(
  new Error(
    `User: arn:aws:sts::${ops}:assumed-role/ops/i is not authorized to perform: sts:AssumeRole on resource: ${roleIn(staging)}`,
  ),
  { name: 'AccessDenied', $metadata: { httpStatusCode: 403 }, $fault: 'client' },
);
const entering = (id: string, assume: (region: string) => Promise<unknown>, answer: Answerer) => ({
  account: id,
  regions,
  answer: throughRole({ roleArn: roleIn(id), base: async () => undefined, assume, answer }),
});

const text = JSON.stringify({
  version: 1,
  id: 'p',
  title: 'P',
  components: { files: { type: 'AWS::EFS::FileSystem', expect: { Encrypted: true } } },
});
const policy = readPolicy(
  {
    file: 'p.json',
    sha256: sha256(text),
    text,
  },
  { ...registered, now: now() },
).policy;

async function audited(source: Source): Promise<Audit> {
  const policies = policy ? [policy] : [];
  const audit = await runAudit({ policies, rules, selectors, volatile, source, version: '0', drive });
  return { ...audit, id: '', startedAt: '', finishedAt: '', evidence: undefined };
}
const connected = (accounts: Parameters<typeof connect>[0]['accounts'], record?: string) =>
  connect({ accounts, collectors, version: '0', signal, now, record });

const reportsOf = (audit: Audit) =>
  [json, table].map(({ render }) => render(audit, { width: 100, color: false, verbose: true }));
const linesOf = ({ findings }: Audit) =>
  findings.map(
    ({ place, check, verdict }) => `${place?.account}/${place?.region} ${check} ${verdict.status}`,
  );

let dir = '';
// Jest cannot link modules that are imported at the same time and share others.
beforeAll(async () => {
  for (const load of collectors.values()) await load();
  dir = await mkdtemp(join(tmpdir(), 'plumbline-'));
});
afterAll(() => rm(dir, { recursive: true }));

test('two accounts in two regions are four places, and a recording of them gives the same reports', async () => {
  const source = await connected(
    [
      { name: 'production', ...entering(production, async () => undefined, account(production)) },
      { name: 'ops', regions, answer: account(ops) },
    ],
    dir,
  );
  const live = await audited(source);
  expect(linesOf(live)).toEqual([
    `${production}/sa-east-1 count pass`,
    `${production}/sa-east-1 expect.Encrypted pass`,
    `${production}/eu-west-1 count pass`,
    `${production}/eu-west-1 expect.Encrypted pass`,
    `${ops}/sa-east-1 count pass`,
    `${ops}/sa-east-1 expect.Encrypted fail`,
    `${ops}/eu-west-1 count pass`,
    `${ops}/eu-west-1 expect.Encrypted fail`,
  ]);
  const replayed = await audited(await openEvidence(dir, { collectors, signal }));
  expect(reportsOf(replayed)).toEqual(reportsOf(live));
  expect(replayed.places.map(({ name, account: id, region }) => [name, id, region])).toEqual([
    ['production', production, 'sa-east-1'],
    ['production', production, 'eu-west-1'],
    ['ops', ops, 'sa-east-1'],
    ['ops', ops, 'eu-west-1'],
  ]);
});

test('an account that cannot be entered is asked nothing, is unknown in AWS’s words, and harms no other', async () => {
  const asked: Question[] = [];
  const refusing = entering(staging, () => Promise.reject(denied), account(staging, asked));
  const source = await connected(
    [
      { name: 'production', ...entering(production, async () => undefined, account(production)) },
      { name: 'staging', ...refusing },
    ],
    join(dir, 'refused'),
  );
  const audit = await audited(source);
  expect(asked).toEqual([]);
  expect(linesOf(audit).map((line) => line.replace(/ .*? /, ' '))).toEqual([
    ...regions.flatMap((region) => [`${production}/${region} pass`, `${production}/${region} pass`]),
    ...regions.flatMap((region) => [`${staging}/${region} unknown`, `${staging}/${region} unknown`]),
  ]);
  expect(audit.unread.filter(({ account: id }) => id === staging)).toEqual(
    regions.map((region) => ({
      kind: 'refused',
      operation: 'sts:AssumeRole',
      reason: 'AccessDenied',
      permission: 'sts:AssumeRole',
      message: denied.message,
      about: roleIn(staging),
      type: 'AWS::EFS::FileSystem',
      property: null,
      account: staging,
      region,
      checks: ['count', 'expect.Encrypted'].map((check) => ({ policy: 'p', component: 'files', check })),
    })),
  );
  const [, person = ''] = reportsOf(audit);
  const where = 'AWS::EFS::FileSystem in staging · sa-east-1; AWS::EFS::FileSystem in staging · eu-west-1';
  expect(person.replace(/\s+/g, ' ')).toContain(
    `hides ${where} asked by files/count, files/expect.Encrypted said ${denied.message} grant sts:AssumeRole`,
  );
  expect(person).toMatch(/on +staging · sa-east-1, staging · eu-west-1\n/);
  const replayed = await audited(await openEvidence(join(dir, 'refused'), { collectors, signal }));
  expect(reportsOf(replayed)).toEqual(reportsOf(audit));
});

test('credentials that are of another account than the role are not believed', async () => {
  const source = await connected([
    { name: 'staging', ...entering(staging, async () => undefined, account(production)) },
  ]);
  const message = `the credentials for account ${staging} are of account ${production}`;
  const unidentified = { kind: 'contradictory', operation: 'sts:GetCallerIdentity', message };
  expect(source.places).toEqual(
    regions.map((region) => ({ name: 'staging', account: staging, region, unidentified })),
  );
});

test('credentials that turn out to be of an account that has a role are told: each finding would be two', async () => {
  const opening = connected([
    { name: 'production', ...entering(production, async () => undefined, account(production)) },
    { name: 'ops', regions: ['eu-west-1'], answer: account(production) },
  ]);
  await expect(opening).rejects.toThrow(`two places are ${production}/eu-west-1: production, ops`);
});

test('a recording from before accounts had names is read as it was', async () => {
  const { manifest } = await readEvidence('examples/kiosk');
  expect(manifest.places).toEqual([expect.not.objectContaining({ name: expect.anything() })]);
  const source = await openEvidence('examples/kiosk', { collectors, signal });
  expect(source.places).toEqual(manifest.places);
  expect(readFileSync('examples/kiosk/manifest.json', 'utf8')).toContain(source.places[0]?.account);
});
