import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readEvidence, writeEvidence } from '../../src/aws/evidence.ts';
import { run } from '../../src/commands/program.ts';
import { collectors } from '../../src/registry.generated.ts';
import { fakeShell } from '../support/shell.ts';

const folder = mkdtempSync(join(tmpdir(), 'plumbline-diff-recorded-'));
const at = (name: string): string => join(folder, name);
const platform = JSON.parse(readFileSync('policies/elastic-web-platform.json', 'utf8')) as {
  readonly components: Readonly<Record<'files' | 'services', { readonly rules: object }>>;
};

/** The policy, its services scaled between other bounds. */
const strictest = {
  ...platform,
  components: {
    ...platform.components,
    services: {
      ...platform.components.services,
      rules: { ...platform.components.services.rules, autoscaling: { min: 8, maxAtLeast: 10 } },
    },
  },
};
/** Nothing but the file systems. */
const narrow = {
  ...platform,
  components: { files: { ...platform.components.files, rules: { 'elastic-throughput': true } } },
};

async function record(name: string, from: string, policy: object): Promise<void> {
  const { manifest, exchanges } = await readEvidence(`examples/${from}`);
  const text = JSON.stringify(policy, null, 2);
  const sha256 = createHash('sha256').update(text).digest('hex');
  const policies = [{ id: 'elastic-web-platform', sha256, file: 'policy.json', text }];
  const { plumbline, places, recordedAt, finishedAt } = manifest;
  await writeEvidence(at(name), exchanges, { plumbline, places, recordedAt, finishedAt, policies });
}

// Jest cannot link modules that are imported at the same time and share others.
beforeAll(async () => {
  for (const load of collectors.values()) await load();
  await record('healthy', 'kiosk', platform);
  await record('drifted', 'kiosk-drifted', platform);
  await record('narrow', 'kiosk-drifted', narrow);
  await record('stricter', 'kiosk', strictest);
  await record('drifted-stricter', 'kiosk-drifted', strictest);
});
afterAll(() => rmSync(folder, { recursive: true }));

async function diff(...args: readonly string[]) {
  const shell = fakeShell();
  const status = await run(['diff', ...args], shell);
  return { status, ...shell.said };
}

const marked = (text: string): readonly string[] =>
  text.split('\n').filter((line) => /^ {2}[✗✓?~]/.test(line));

test('each recording is judged by the policies recorded with it, and that is said', async () => {
  const { status, out } = await diff(at('healthy'), at('drifted'));
  expect(status).toBe(1);
  expect(out).toContain('judged by the policies recorded with each');
  expect(out).not.toContain('policy elastic-web-platform changed');
  expect(marked(out).filter((line) => line.includes('opened'))).toHaveLength(6);
});

test('what fails only by another policy is told as that, and is no drift of the account', async () => {
  const { status, out } = await diff(at('healthy'), at('stricter'));
  expect(status).toBe(0);
  expect(out).toContain('policies   no drift of the account\n  ~ policy elastic-web-platform changed');
  const [account = '', ...policies] = out.split('  ~ policy elastic-web-platform changed');
  expect(marked(account)).toEqual([]);
  expect(policies.join('')).toContain('by the policies that are others now');
  expect(marked(policies.join('')).every((line) => line.startsWith('  ✗ opened services/autoscaling'))).toBe(
    true,
  );
});

test('what the account did is told by the policies before, beside what the policies did', async () => {
  const { status, out } = await diff(at('healthy'), at('drifted-stricter'), '--format', 'json');
  const { places, policies, byPolicy, before, after } = JSON.parse(out) as Record<string, unknown>;
  const opened = (drifts: unknown): readonly string[] =>
    (drifts as { changes: { kind: string; finding?: { check: string } }[] }[]).flatMap(({ changes }) =>
      changes.flatMap(({ kind, finding }) => (kind === 'opened' && finding ? [finding.check] : [])),
    );
  expect(status).toBe(1);
  expect([before, after]).toMatchObject([{ judgedBy: 'recorded' }, { judgedBy: 'recorded' }]);
  expect(policies).toMatchObject([{ id: 'elastic-web-platform' }]);
  expect(opened(places).toSorted()).toEqual([
    'autoscaling',
    'elastic-throughput',
    'geo-block',
    'instances-over-azs',
    'mount-target-in-every-az-of',
    'rate-limit',
  ]);
  expect(new Set(opened(byPolicy))).toEqual(new Set(['autoscaling']));
});

test('what the policies do not ask any more is over, by the policy', async () => {
  const { out } = await diff(at('drifted'), at('narrow'));
  expect(marked(out)).toContainEqual(expect.stringMatching(/^ {2}✓ closed firewall\/geo-block/));
  expect(out).toContain('the policy asks for it no more');
  expect(marked(out).filter((line) => /^ {2}[✗?]/.test(line))).toEqual([]);
});

test('policies that are given judge both', async () => {
  writeFileSync(at('given.json'), JSON.stringify(platform));
  const { status, out } = await diff(at('healthy'), at('stricter'), at('given.json'));
  expect([status, out]).toEqual([0, expect.stringMatching(/^nothing changed between/)]);
  expect(out).not.toContain('judged by');
});

test('of two reports by different policies it says that they may be why', async () => {
  for (const name of ['healthy', 'stricter'])
    await run(
      ['audit', '--evidence', at(name), '--format', 'json', '--output', at(`${name}.json`)],
      fakeShell(),
    );
  const { status, out } = await diff(at('healthy.json'), at('stricter.json'));
  expect(status).toBe(1);
  expect(out).toContain('policies   what opened or closed may come of them alone\n');
});
