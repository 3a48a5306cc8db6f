import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { run } from '../../src/commands/program.ts';
import { fakeShell } from '../support/shell.ts';
import { type SlackServer, slackServer } from '../support/slack/server.ts';
import { type WebhookServer, webhookServer } from '../support/webhook-server.ts';

const now = () => new Date('2026-11-23T14:05:00Z');
const secret = 'known-to-both-sides';
let folder: string;
let slack: SlackServer;
let webhook: WebhookServer;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-notify-'));
  slack = await slackServer(now);
  webhook = await webhookServer(secret, now);
});
afterEach(async () => {
  await slack.close();
  await webhook.close();
  rmSync(folder, { recursive: true });
});

const shellWith = (env: Record<string, string>) =>
  fakeShell({ now, env: { SLACK_BOT_TOKEN: slack.token, ...env } });

const routes = () => ({
  platform: { slack: 'C0ALERTS' },
  pager: { slack: 'C0PAGER', mentions: { critical: ['@here'] } },
  siem: { webhook: webhook.url },
});
function configured(more: object = { alerts: { routes: routes(), fallback: 'platform' } }): string {
  const document = {
    version: 1,
    policies: ['shop.json'],
    accounts: [{ name: 'shop', regions: ['sa-east-1'] }],
  };
  const alerts = 'alerts' in more ? { alerts: { ...(more.alerts as object), slackApiUrl: slack.url } } : {};
  const config = join(folder, 'plumbline.config.json');
  writeFileSync(config, JSON.stringify({ ...document, ...alerts }));
  return config;
}
const test3 = (...more: string[]) => ['notify', 'test', '--config', configured(), ...more];
const both = { PLUMBLINE_WEBHOOK_SECRET: secret };
const host = () => new URL(webhook.url).host;

test('each route gets a message of its own, which mentions nobody, and each has a status', async () => {
  const shell = shellWith(both);
  expect(await run(test3(), shell)).toBe(0);
  expect(shell.said).toEqual({
    out: `platform (Slack, C0ALERTS): the message arrived\npager (Slack, C0PAGER): the message arrived\nsiem (webhook, ${host()}): the message arrived\n`,
    err: '',
  });
  expect(slack.messages.map(({ channel, versions }) => [channel, versions[0]?.text])).toEqual([
    ['C0ALERTS', '👋 *Plumbline*: this is a test of the route platform, nothing is wrong'],
    ['C0PAGER', '👋 *Plumbline*: this is a test of the route pager, nothing is wrong'],
  ]);
  expect(webhook.received).toHaveLength(1);
});

test('one that fails is told beside those that work', async () => {
  slack.channels.set('C0PAGER', { archived: true });
  slack.lacks.add('reactions.get');
  const shell = shellWith(both);
  expect(await run(test3(), shell)).toBe(4);
  expect(shell.said.out.split('\n')).toEqual([
    'platform (Slack, C0ALERTS): the message arrived',
    '  but reactions cannot be read (Slack answered missing_scope; reactions:read): nobody can acknowledge',
    'pager (Slack, C0PAGER): the message did not arrive: Slack answered is_archived',
    `siem (webhook, ${host()}): the message arrived`,
    '',
  ]);
});

test('--route tries only what it names, and needs only the secrets of that', async () => {
  const shell = fakeShell({ now, env: both });
  expect(await run(test3('--route', 'siem'), shell)).toBe(0);
  expect(shell.said.out).toBe(`siem (webhook, ${host()}): the message arrived\n`);
  expect(slack.messages).toEqual([]);
});

test('--dry-run prints what each route would be sent, and sends nothing', async () => {
  const shell = fakeShell();
  expect(await run(test3('--dry-run'), shell)).toBe(0);
  const printed = JSON.parse(shell.said.out) as { route: string }[];
  expect(printed.map(({ route }) => route)).toEqual(['platform', 'pager', 'siem']);
  expect([slack.messages, webhook.received]).toEqual([[], []]);
});

test('a route that it does not have is named, with the nearest', async () => {
  const shell = shellWith(both);
  expect(await run(test3('--route', 'pagr'), shell)).toBe(64);
  expect(shell.said.err).toBe('plumbline: there is no route "pagr"; did you mean "pager"?\n');
});

test('one without alerts tells nobody', async () => {
  const shell = shellWith(both);
  expect(await run(['notify', 'test', '--config', configured({})], shell)).toBe(64);
  expect(shell.said.err).toContain('has no "alerts": it tells nobody');
});
