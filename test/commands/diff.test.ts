import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { run } from '../../src/commands/program.ts';
import { collectors } from '../../src/registry.generated.ts';
import { fakeShell } from '../support/shell.ts';

const folder = mkdtempSync(join(tmpdir(), 'plumbline-diff-'));
const policy = 'policies/elastic-web-platform.json';
const reportOf = (name: string) => join(folder, `${name}.json`);

// Jest cannot link modules that are imported at the same time and share others.
beforeAll(async () => {
  for (const load of collectors.values()) await load();
  for (const name of ['kiosk', 'kiosk-drifted']) {
    const args = [
      'audit',
      policy,
      '--evidence',
      `examples/${name}`,
      '--format',
      'json',
      '--output',
      reportOf(name),
    ];
    await run(args, fakeShell());
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

async function diff(...args: readonly string[]) {
  const shell = fakeShell();
  const status = await run(['diff', ...args], shell);
  return { status, ...shell.said };
}

test('what opened is told first, then what else changed, by resource', async () => {
  const { status, out } = await diff('examples/kiosk', 'examples/kiosk-drifted', policy);
  expect(status).toBe(1);
  expect(out.split('\n').filter((line) => /^ {2}\S/.test(line))).toEqual([
    '  ✗ opened firewall/rate-limit kiosk-edge   critical',
    '  ✗ opened firewall/geo-block kiosk-edge   critical',
    '  ✗ opened files/mount-target-in-every-az-of fs-b17f728b (kiosk-files)   critical',
    '  ✗ opened database/instances-over-azs kiosk   critical',
    '  ✗ opened services/autoscaling kiosk/menu   high',
    '  ✗ opened files/elastic-throughput fs-b17f728b (kiosk-files)   medium',
    '  ~ firewall kiosk-edge',
    '  ~ files fs-b17f728b (kiosk-files)',
    '  ~ database kiosk',
  ]);
});

test('two reports tell what their recordings tell', async () => {
  const [recorded, reported, mixed] = [
    await diff('examples/kiosk', 'examples/kiosk-drifted', policy),
    await diff(reportOf('kiosk'), reportOf('kiosk-drifted')),
    await diff('examples/kiosk', reportOf('kiosk-drifted'), policy),
  ];
  expect(reported).toEqual(recorded);
  expect(mixed).toEqual(recorded);
});

test('machines read the same as a document', async () => {
  const { out } = await diff(reportOf('kiosk'), reportOf('kiosk-drifted'), '--format', 'json');
  const { places } = JSON.parse(out) as {
    places: { changes: { kind: string; finding?: { check: string } }[] }[];
  };
  expect(
    places[0]?.changes.filter(({ kind }) => kind === 'opened').map(({ finding }) => finding?.check),
  ).toEqual([
    'autoscaling',
    'rate-limit',
    'geo-block',
    'elastic-throughput',
    'mount-target-in-every-az-of',
    'instances-over-azs',
  ]);
});

test('what is mended closes', async () => {
  const { status, out } = await diff(reportOf('kiosk-drifted'), reportOf('kiosk'));
  expect([status, out.match(/✓ closed/g)?.length]).toEqual([0, 6]);
});

test('where nothing changed it says so', async () => {
  const { status, out } = await diff(reportOf('kiosk'), 'examples/kiosk', policy);
  expect([status, out]).toEqual([0, expect.stringMatching(/^nothing changed between/)]);
});

test.each([
  ['is not there', () => join(folder, 'nowhere'), /^plumbline: there is no .*nowhere\n/],
  ['is no report', () => policy, /is no report of this version of plumbline\nwrite one by plumbline audit/],
  [
    'says a time that is none',
    () => {
      const report = { ...JSON.parse(readFileSync(reportOf('kiosk'), 'utf8')), startedAt: '\u001b[2J' };
      writeFileSync(join(folder, 'timeless'), JSON.stringify(report));
      return join(folder, 'timeless');
    },
    /is no report of this version/,
  ],
  [
    'is no JSON',
    () => {
      writeFileSync(join(folder, 'bad'), '{');
      return join(folder, 'bad');
    },
    /cannot be read as a report: /,
  ],
])('what %s is refused', async (_, path, words) => {
  const { status, err } = await diff(reportOf('kiosk'), path());
  expect([status, err]).toEqual([64, expect.stringMatching(words)]);
});
