import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import Database from 'libsql';
import type { Exchange } from '../../src/aws/exchange.ts';
import { run } from '../../src/commands/program.ts';
import { collectors } from '../../src/registry.generated.ts';
import { recordedAt } from '../support/recordings.ts';
import { fakeShell } from '../support/shell.ts';
import { type SlackServer, slackServer } from '../support/slack/server.ts';
import { webhookServer } from '../support/webhook-server.ts';

let folder: string;
let slack: SlackServer;
let clock: number;
let serial = 0;

// Jest cannot link modules that are imported at the same time and share others.
beforeAll(async () => {
  for (const load of collectors.values()) await load();
});
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-audit-notify-'));
  clock = Date.parse('2026-11-27T12:00:00Z');
  slack = await slackServer(() => new Date(clock));
  configure({});
});
afterEach(async () => {
  await slack.close();
  rmSync(folder, { recursive: true });
});

function configure(more: object, alerts: object = {}) {
  const document = {
    version: 1,
    policies: [resolve('policies/elastic-web-platform.json')],
    accounts: [{ name: 'production', regions: ['sa-east-1'] }],
    store: 'plumbline.db',
    alerts: {
      routes: { platform: { slack: 'C0ALERTS' }, pager: { slack: 'C0PAGER' } },
      fallback: 'platform',
      slackApiUrl: slack.url,
      ...alerts,
    },
    ...more,
  };
  writeFileSync(join(folder, 'plumbline.config.json'), JSON.stringify(document));
}

interface Look {
  readonly isLost?: (exchange: Exchange) => boolean;
  readonly account?: string;
  readonly args?: readonly string[];
  readonly env?: Record<string, string>;
}

/** An audit five minutes after the one before, and what came of it. */
async function audit(example: string, { isLost, account, args = ['--notify'], env }: Look = {}) {
  clock += 5 * 60_000;
  serial += 1;
  const to = join(folder, `evidence-${serial}`);
  const evidence = await recordedAt(
    new Date(clock).toISOString(),
    `examples/${example}`,
    to,
    isLost,
    account,
  );
  const pause = async (milliseconds: number) => {
    clock += milliseconds;
  };
  const shell = fakeShell({
    now: () => new Date(clock),
    pause,
    env: env ?? { SLACK_BOT_TOKEN: slack.token },
  });
  const config = join(folder, 'plumbline.config.json');
  const status = await run(['audit', '--config', config, '--evidence', evidence, ...args], shell);
  return { status, ...shell.said };
}

const roots = () => slack.roots().map(({ versions }) => versions.at(-1)?.text ?? '');
const replies = () => slack.messages.filter(({ thread }) => thread !== null).length;

test('a baseline is one digest, each break one message, and each mended one resolves, once', async () => {
  expect((await audit('kiosk')).err).toBe('');
  expect(roots()).toEqual([expect.stringContaining('baseline, 0 violations')]);

  expect((await audit('kiosk-drifted')).status).toBe(1);
  for (const headline of [
    'autoscaling of services does not hold',
    'rate-limit and geo-block of firewall do not hold',
    'elastic-throughput and mount-target-in-every-az-of of files do not hold',
    'instances-over-azs of database does not hold',
  ])
    expect(roots().filter((text) => text.includes(headline))).toHaveLength(1);
  expect(roots()).toHaveLength(5);

  const said = slack.messages.length;
  await audit('kiosk-drifted');
  expect(slack.messages).toHaveLength(said);

  expect((await audit('kiosk')).status).toBe(0);
  expect(roots()).toHaveLength(5);
  expect(replies()).toBe(4);
  expect(roots().filter((text) => /holds? again/.test(text))).toHaveLength(4);
  const all = slack.messages.length;
  await audit('kiosk');
  expect(slack.messages).toHaveLength(all);
});

test('a list that is refused resolves nothing: it is one message that one cannot see', async () => {
  await audit('kiosk');
  await audit('kiosk-drifted');
  await audit('kiosk-drifted', { isLost: ({ operation }) => operation === 'ListServices' });
  expect(roots().filter((text) => /holds? again/.test(text))).toEqual([]);
  expect(roots().filter((text) => text.includes('cannot see'))).toHaveLength(1);
});

test('an acknowledgement is read before the audit is compared', async () => {
  await audit('kiosk');
  await audit('kiosk-drifted');
  const firewall = slack.roots().find(({ versions }) => versions[0]?.text.includes('firewall'));
  slack.react(firewall?.ts ?? '', 'U0ALICE');
  clock += 5 * 60 * 60_000;
  await audit('kiosk-drifted');
  expect(slack.thread(firewall?.ts ?? '')).toEqual([]);
});

test('what nobody could be told is exit status 4 and one line, and is told once that is mended', async () => {
  await audit('kiosk');
  slack.revoked = true;
  const { status, err } = await audit('kiosk-drifted');
  expect([status, err.split('\n')]).toEqual([5, [expect.stringMatching(/^not all was told: /), '']]);
  slack.revoked = false;
  expect(await audit('kiosk-drifted')).toMatchObject({ status: 1, err: '' });
  expect(roots()).toHaveLength(5);
});

test('what the fallback had to tell is exit status 4, and no more is said of it than that', async () => {
  configure({}, { bySeverity: { critical: ['pager'] } });
  await audit('kiosk');
  slack.channels.set('C0PAGER', { archived: true });
  expect(await audit('kiosk-drifted')).toMatchObject({
    status: 5,
    err: 'what has a way of its own was told in the fallback: route "pager": Slack answered is_archived\n',
  });
  expect(roots()).toHaveLength(5);
});

test('what came while no alerts were configured is one digest, and what ended meanwhile ends', async () => {
  configure({ alerts: undefined });
  await audit('kiosk', { args: [] });
  await audit('kiosk-drifted', { args: [] });
  configure({});
  await audit('kiosk-drifted');
  expect(roots()).toEqual([expect.stringContaining('baseline, 6 violations')]);
  configure({ alerts: undefined });
  await audit('kiosk', { args: [] });
  configure({});
  await audit('kiosk');
  expect(roots()).toEqual([expect.stringContaining('nothing of the baseline is open any more')]);
});

test('a webhook is told with the secret of the environment', async () => {
  const webhook = await webhookServer('known-to-both-sides', () => new Date(clock));
  configure({}, { routes: { siem: { webhook: webhook.url } }, fallback: 'siem' });
  const look = { env: { PLUMBLINE_WEBHOOK_SECRET: 'known-to-both-sides' } };
  await audit('kiosk', look);
  await audit('kiosk-drifted', look);
  await webhook.close();
  expect([webhook.received.length, webhook.forged]).toEqual([5, 0]);
});

test('a run without --notify keeps what is to be said for the next that has it', async () => {
  await audit('kiosk');
  await audit('kiosk-drifted', { args: [] });
  expect(roots()).toHaveLength(1);
  await audit('kiosk-drifted');
  expect(roots()).toHaveLength(5);
});

test('--dry-run prints what would be sent, and keeps and sends nothing', async () => {
  await audit('kiosk');
  const { out } = await audit('kiosk-drifted', { args: ['--notify', '--dry-run'], env: {} });
  const payloads = JSON.parse(out) as { route: string; payload: { channel: string } }[];
  expect(payloads.map(({ route, payload }) => [route, payload.channel])).toEqual(
    Array(4).fill(['platform', 'C0ALERTS']),
  );
  expect(roots()).toHaveLength(1);
  await audit('kiosk-drifted');
  expect(roots()).toHaveLength(5);
});

test('--dry-run makes no store where there is none, and says what a first run would', async () => {
  const { out, status } = await audit('kiosk-drifted', { args: ['--notify', '--dry-run'], env: {} });
  expect([status, JSON.stringify(JSON.parse(out))]).toEqual([
    1,
    expect.stringContaining('baseline, 6 violations'),
  ]);
  expect(existsSync(join(folder, 'plumbline.db'))).toBe(false);
});

test('--dry-run leaves a store of another version as it is, and says so', async () => {
  await audit('kiosk');
  const db = new Database(join(folder, 'plumbline.db'));
  db.exec('delete from schema_version where version > 1');
  db.close();
  const { out, err, status } = await audit('kiosk', { args: ['--notify', '--dry-run'], env: {} });
  expect([status, out]).toEqual([64, '']);
  expect(err).toMatch(
    /^plumbline: the store .* is of version 1, .*\nkeep an audit in it: plumbline audit --store/,
  );
});

test('a place whose account nobody names is not kept: it is exit status 4, and its report is printed', async () => {
  const { status, out, err } = await audit('kiosk', {
    account: 'unknown',
    isLost: ({ service }) => service === 'sts',
  });
  expect(status & 4).toBe(4);
  expect(out).toContain('pass');
  expect(err).toMatch(/^unknown\/sa-east-1 is not kept in the store/);
  expect(roots()).toEqual([]);
});

test('what opens and closes again and again is one message, which says so and calls nobody meanwhile', async () => {
  await audit('kiosk');
  for (let turn = 0; turn < 12; turn += 1) await audit(turn % 2 === 0 ? 'kiosk-drifted' : 'kiosk');
  expect(roots()).toHaveLength(5);
  expect(roots().filter((text) => text.startsWith('🔁'))).toHaveLength(4);
  const said = slack.messages.length;
  await audit('kiosk');
  await audit('kiosk-drifted');
  expect(slack.messages).toHaveLength(said);
  clock += 25 * 60 * 60_000;
  await audit('kiosk');
  clock += 60 * 60_000;
  await audit('kiosk');
  expect(roots().filter((text) => text.startsWith('✅'))).toHaveLength(4);
});

test('a store that refuses an audit keeps nobody from its report, and what waits is told by the next', async () => {
  await audit('kiosk');
  clock -= 60 * 60_000;
  const { status, out, err } = await audit('kiosk-drifted');
  expect([status, err]).toEqual([
    5,
    expect.stringMatching(/^plumbline: the audit of .* is not later than one/),
  ]);
  expect(out).toContain('autoscaling');
  clock += 60 * 60_000;
  expect((await audit('kiosk-drifted')).status).toBe(1);
  expect(roots()).toHaveLength(5);
});

test.each([
  ['without a token', {}, ['--notify'], 'SLACK_BOT_TOKEN is not set: it is the token of the bot that tells'],
  ['--dry-run alone', {}, ['--dry-run'], '--dry-run is of --notify: it prints what would be sent'],
  [
    'without a store',
    { store: undefined },
    ['--notify'],
    '--notify needs a store\nname it by --store, or in the configuration',
  ],
  [
    'without alerts',
    { alerts: undefined },
    ['--notify'],
    '--notify needs "alerts" in a configuration\nname it by --config',
  ],
])('%s nothing is audited', async (_, more, args, message) => {
  configure(more);
  expect(await audit('kiosk', { args, env: {} })).toEqual({
    status: 64,
    out: '',
    err: `plumbline: ${message}\n`,
  });
});
