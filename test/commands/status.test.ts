import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { Exchange } from '../../src/aws/exchange.ts';
import { run } from '../../src/commands/program.ts';
import { collectors } from '../../src/registry.generated.ts';
import { migrate, steps } from '../../src/stores/migrate.ts';
import { openStore } from '../../src/stores/open-memory.ts';
import { recordedAt } from '../support/recordings.ts';
import { fakeShell } from '../support/shell.ts';
import { type SlackServer, slackServer } from '../support/slack/server.ts';

let folder: string;
let slack: SlackServer;
let clock: number;
let serial = 0;

// Jest cannot link modules that are imported at the same time and share others.
beforeAll(async () => {
  for (const load of collectors.values()) await load();
});
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-status-'));
  clock = Date.parse('2026-11-27T12:00:00Z');
  slack = await slackServer(() => new Date(clock));
  const document = {
    version: 1,
    policies: [resolve('policies/elastic-web-platform.json')],
    accounts: [{ name: 'production', account: '123456789012', regions: ['sa-east-1'] }],
    store: 'plumbline.db',
    schedule: { cron: '*/5 * * * *', jitter: 0 },
    alerts: { routes: { platform: { slack: 'C0ALERTS' } }, fallback: 'platform', slackApiUrl: slack.url },
  };
  writeFileSync(join(folder, 'plumbline.config.json'), JSON.stringify(document));
});
afterEach(async () => {
  await slack.close();
  rmSync(folder, { recursive: true });
});

async function plumbline(...args: readonly string[]) {
  const shell = fakeShell({
    now: () => new Date(clock),
    pause: async (milliseconds) => {
      clock += milliseconds;
    },
    env: { SLACK_BOT_TOKEN: slack.token },
  });
  const config = ['--config', join(folder, 'plumbline.config.json')];
  const status = await run([...args, ...config], shell);
  return { status, ...shell.said };
}

async function audit(example: string, isLost?: (exchange: Exchange) => boolean) {
  clock += 5 * 60_000;
  serial += 1;
  const to = join(folder, `evidence-${serial}`);
  await recordedAt(new Date(clock).toISOString(), `examples/${example}`, to, isLost);
  return plumbline('audit', '--notify', '--evidence', to);
}

test('all is well', async () => {
  await audit('kiosk');
  const { status, out } = await plumbline('status');
  expect(status).toBe(0);
  expect(out.split('\n')).toEqual([
    '1 place',
    '  ✓ production  123456789012/sa-east-1',
    expect.stringMatching(/^ {6}last audit 2026-11-27T12:05:00\.000Z, 0 min ago: \d+ hold$/),
    '',
    'no incident is open',
    '',
    'all was told',
    '',
  ]);
});

test('open incidents are told with since when, and what could not be told with why and what to do', async () => {
  await audit('kiosk');
  slack.revoked = true;
  await audit('kiosk-drifted');
  const { status, out } = await plumbline('status');
  expect(status).toBe(5);
  expect(out).toContain('4 open incidents');
  expect(out).toMatch(
    /critical {2}rate-limit and geo-block of firewall do not hold {3}production {2}123456789012\/sa-east-1/,
  );
  expect(out).toMatch(/✗ 1 for the route "platform", the first from 2026-11-27T12:10/);
  expect(out).toContain('refused until that is mended; the next run tells it then');
  expect(out).toMatch(/\? 3 for the route "platform".*\n +it waits behind what is refused there/);
  expect(out).not.toContain(slack.token);
});

test('a place that is overdue, and what cannot be seen, are bit 2', async () => {
  await audit('kiosk');
  clock += 20 * 60_000;
  const late = await plumbline('status');
  expect([late.status, late.out.includes('overdue')]).toEqual([2, true]);
  await audit('kiosk', ({ operation }) => operation === 'ListServices');
  const blind = await plumbline('status');
  expect([blind.status & 2, blind.out]).toEqual([
    2,
    expect.stringContaining('cannot see AWS::ECS::Service since'),
  ]);
});

test('JSON says the same', async () => {
  await audit('kiosk');
  await audit('kiosk-drifted');
  const { status, out } = await plumbline('status', '--format', 'json');
  const document = JSON.parse(out) as { places: object[]; incidents: object[]; outbox: object[] };
  expect([status, document.places.length, document.incidents.length, document.outbox]).toEqual([1, 1, 4, []]);
  expect(document.incidents[0]).toMatchObject({
    acknowledged: false,
    flapping: false,
    unverifiedSince: null,
  });
});

test('a store of an earlier version is not brought forward: who audits into it may be as old', async () => {
  const name = join(folder, 'old.db');
  const store = await openStore(name);
  await migrate(store, { plumbline: '0.0.9', now: new Date(clock), steps: steps.slice(0, 1) });
  const { status, err } = await plumbline('status', '--store', name);
  expect([status, err]).toEqual([64, expect.stringContaining('is of version 1, and is not brought')]);
  const { rows } = await sql<{ version: number }>`select version from schema_version`.execute(store.db);
  expect(rows).toEqual([{ version: 1 }]);
  await store.db.destroy();
});

test('where there is no store it says so', async () => {
  const { status, err } = await plumbline('status', '--store', join(folder, 'other.db'));
  expect([status, err]).toEqual([64, expect.stringContaining('there is no store')]);
});
