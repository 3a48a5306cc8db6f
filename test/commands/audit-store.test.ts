import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import type { Exchange } from '../../src/aws/exchange.ts';
import { run } from '../../src/commands/program.ts';
import { collectors } from '../../src/registry.generated.ts';
import { openMemory } from '../../src/stores/open-memory.ts';
import { recordedAt } from '../support/recordings.ts';
import { fakeShell } from '../support/shell.ts';

const policy = 'policies/elastic-web-platform.json';
const ajv = new Ajv({ strict: true, allowUnionTypes: true, allErrors: true });
formats.default(ajv);
const valid = ajv.compile(JSON.parse(readFileSync('schemas/audit.schema.json', 'utf8')) as object);

let folder: string;
let serial = 0;
// Jest cannot link modules that are imported at the same time and share others.
beforeAll(async () => {
  for (const load of collectors.values()) await load();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-audit-store-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (minutes: number) => new Date(Date.parse('2026-11-27T12:00:00Z') + minutes * 60_000).toISOString();

async function recording(minutes: number, example: string, isLost?: (exchange: Exchange) => boolean) {
  serial += 1;
  return recordedAt(at(minutes), `examples/${example}`, join(folder, `evidence-${serial}`), isLost);
}

async function audit(evidence: string, ...more: readonly string[]) {
  const shell = fakeShell();
  const argv = ['audit', policy, '--evidence', evidence, '--store', join(folder, 'plumbline.db'), ...more];
  const status = await run(argv, shell);
  return { status, ...shell.said };
}

const place = '123456789012/sa-east-1';
const sinceIn = (out: string): readonly string[] =>
  out.split('\n').filter((line) => /^(first audit of|since the last audit)/.test(line));

interface Drifted {
  readonly kind: string;
  readonly why?: string;
  readonly finding?: { readonly component: string; readonly check: string };
}

async function changes(evidence: string): Promise<readonly string[]> {
  const { out } = await audit(evidence, '--format', 'json');
  const document = JSON.parse(out) as { drift: { changes: Drifted[] }[] };
  expect(valid(document) || valid.errors).toBe(true);
  const verdicts = document.drift.flatMap((one) => one.changes).filter(({ finding }) => finding);
  return verdicts.map(({ kind, finding }) => `${kind} ${finding?.component}/${finding?.check}`).sort();
}

const broken = [
  'database/instances-over-azs',
  'files/elastic-throughput',
  'files/mount-target-in-every-az-of',
  'firewall/geo-block',
  'firewall/rate-limit',
  'services/autoscaling',
];

test('the first audit is the baseline, and each later one says what came since', async () => {
  const first = await audit(await recording(0, 'kiosk'));
  expect([first.status, sinceIn(first.out)]).toEqual([
    0,
    [`first audit of ${place}: baseline, 0 violations`],
  ]);
  const [drifted] = sinceIn((await audit(await recording(5, 'kiosk-drifted'))).out);
  expect(drifted).toMatch(/^since the last audit: 6 opened \(services\/autoscaling kiosk\/.*and 1 more\)/);
  const [same] = sinceIn((await audit(await recording(10, 'kiosk-drifted'))).out);
  expect(same).toBe('since the last audit: nothing changed');
  const [mended] = sinceIn((await audit(await recording(15, 'kiosk'))).out);
  expect(mended).toMatch(/^since the last audit: 6 closed \(/);
});

test('the JSON report says the same, by its schema', async () => {
  await audit(await recording(0, 'kiosk'));
  expect(await changes(await recording(5, 'kiosk-drifted'))).toEqual(broken.map((one) => `opened ${one}`));
  expect(await changes(await recording(10, 'kiosk'))).toEqual(broken.map((one) => `closed ${one}`));
});

test('a list that is refused closes nothing, and what rests on it is unverified', async () => {
  await audit(await recording(0, 'kiosk-drifted'));
  const blind = await recording(5, 'kiosk', ({ operation }) => operation === 'ListServices');
  const told = await changes(blind);
  expect(told).toContain('unverified services/autoscaling');
  expect(told).not.toContain('closed services/autoscaling');
  expect(await changes(await recording(10, 'kiosk'))).toContain('closed services/autoscaling');
});

test('an audit that is not later than the stored one is reported, one clear sentence says so, and nothing is kept', async () => {
  const kiosk = await recording(5, 'kiosk');
  await audit(kiosk);
  for (const [evidence, status] of [
    [kiosk, 4],
    [await recording(0, 'kiosk-drifted'), 5],
  ] as const)
    expect(await audit(evidence)).toMatchObject({
      status,
      out: expect.stringContaining('pass ·'),
      err: expect.stringMatching(
        /^plumbline: the audit of 123456789012\/sa-east-1 of .* is not later than one that is stored, of .*\nkeep audits of the past in a store of their own\n$/,
      ),
    });
  expect(sinceIn((await audit(await recording(10, 'kiosk'))).out)).toEqual([
    'since the last audit: nothing changed',
  ]);
});

test('a policy that is configured no more is closed; one that was only not named is left alone', async () => {
  const drifted = await recording(0, 'kiosk-drifted');
  await audit(drifted);
  const other = join(folder, 'other.json');
  const components = { files: { type: 'AWS::EFS::FileSystem' } };
  writeFileSync(other, JSON.stringify({ version: 1, id: 'other', title: 'Other', components }));
  const store = ['--store', join(folder, 'plumbline.db')];
  const named = fakeShell();
  await run(['audit', other, '--evidence', await recording(5, 'kiosk'), ...store], named);
  expect(sinceIn(named.said.out)).toEqual(['since the last audit: nothing changed']);

  const config = join(folder, 'plumbline.config.json');
  const accounts = [{ name: 'production', regions: ['sa-east-1'] }];
  const document = { version: 1, policies: [other], accounts, store: 'plumbline.db' };
  writeFileSync(config, JSON.stringify(document));
  const configured = fakeShell();
  await run(['audit', '--config', config, '--evidence', await recording(10, 'kiosk')], configured);
  expect(sinceIn(configured.said.out)[0]).toMatch(/^since the last audit: 6 closed/);
});

describe('what cannot be kept', () => {
  test('a place that another process audits is waited for, and nothing is audited where it takes too long', async () => {
    const memory = await openMemory(join(folder, 'plumbline.db'), { plumbline: '0', now: new Date(at(0)) });
    const [account, region] = ['123456789012', 'sa-east-1'];
    await memory.lease([{ account, region }], { holder: 'another', lasts: 600_000 });
    const evidence = await recording(0, 'kiosk');
    expect(await audit(evidence)).toMatchObject({
      status: 75,
      out: '',
      err: expect.stringMatching(
        /^plumbline: another process has had 123456789012\/sa-east-1 in the store for more than a minute: nothing was audited\nrun it again\n$/,
      ),
    });
    await memory.release('another');
    await memory.close();
    expect((await audit(evidence)).status).toBe(0);
  });

  test('a store that cannot be opened is told before anything is asked', async () => {
    const shell = fakeShell();
    const argv = ['audit', policy, '--evidence', 'none', '--store', resolve(folder, 'none', 'plumbline.db')];
    expect(await run(argv, shell)).toBe(64);
    expect(shell.said.err).toMatch(/^plumbline: the store .*plumbline\.db /);
  });

  test('a place whose account nobody names is not kept, which is said', async () => {
    await audit(await recording(0, 'kiosk'));
    const lost = join(folder, 'lost');
    await recordedAt(at(5), 'examples/kiosk', lost, () => true, 'unknown');
    const { err, out } = await audit(lost);
    expect(sinceIn(out)).toEqual([]);
    expect(err).toBe(
      'unknown/sa-east-1 is not kept in the store: AWS did not say whose the credentials are, and no configuration names the account\n',
    );
  });

  test('a place that could not be identified keeps its account, and what is known of it', async () => {
    await audit(await recording(0, 'kiosk'));
    const lost = await recording(5, 'kiosk', ({ operation }) => operation === 'GetCallerIdentity');
    const { err, out } = await audit(lost);
    expect([err, sinceIn(out)]).toEqual(['', [expect.stringMatching(/cannot be seen/)]]);
    expect(sinceIn(out)[0]).not.toMatch(/opened|closed/);
  });
});
