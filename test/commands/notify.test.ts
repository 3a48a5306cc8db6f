import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { run } from '../../src/commands/program.ts';
import { fakeShell } from '../support/shell.ts';
import { type SlackServer, slackServer } from '../support/slack/server.ts';
import { type WebhookServer, webhookServer } from '../support/webhook-server.ts';

const now = () => new Date('2026-12-31T14:05:00Z');
const secret = 'known-to-both-sides';
let slack: SlackServer;
let webhook: WebhookServer;

beforeEach(async () => {
  slack = await slackServer(now);
  webhook = await webhookServer(secret, now);
});
afterEach(async () => {
  await slack.close();
  await webhook.close();
});

const shellWith = (env: Record<string, string>) =>
  fakeShell({ env: { SLACK_BOT_TOKEN: slack.token, ...env } });
const toSlack = () => ['notify', 'test', '--channel', 'C0ALERTS', '--slack-api-url', slack.url];

test('sends one message, and says that it arrived', async () => {
  const shell = shellWith({});
  expect(await run(toSlack(), shell)).toBe(0);
  expect(shell.said).toEqual({ out: 'the message arrived in C0ALERTS\n', err: '' });
  expect(slack.messages.map(({ versions }) => versions[0]?.text)).toEqual([
    '👋 *Plumbline*: this is a test, nothing is wrong',
  ]);
});

test('takes channel and endpoint from the environment', async () => {
  const shell = shellWith({ SLACK_CHANNEL: 'C0PAGER', SLACK_API_URL: slack.url });
  expect(await run(['notify', 'test'], shell)).toBe(0);
  expect(slack.roots('C0PAGER')).toHaveLength(1);
});

test('says what will not work though the message arrived', async () => {
  slack.lacks.add('conversations.history').add('reactions.get');
  const shell = shellWith({});
  expect(await run(toSlack(), shell)).toBe(4);
  expect(shell.said.err).toBe(
    'but the channel cannot be read (Slack answered missing_scope; channels:history, of a private one groups:history): after a crash a message may be sent twice\n' +
      'but reactions cannot be read (Slack answered missing_scope; reactions:read): nobody can acknowledge\n',
  );
});

test('says why it did not arrive', async () => {
  slack.channels.delete('C0ALERTS');
  const shell = shellWith({});
  expect(await run(toSlack(), shell)).toBe(4);
  expect(shell.said).toEqual({
    out: '',
    err: 'the message did not arrive: Slack answered channel_not_found\n',
  });
});

test('--dry-run prints what would be sent, and sends nothing', async () => {
  const shell = fakeShell();
  expect(await run([...toSlack(), '--dry-run'], shell)).toBe(0);
  expect(JSON.parse(shell.said.out)).toMatchObject({ channel: 'C0ALERTS', parse: 'none', link_names: false });
  expect(slack.messages).toEqual([]);
});

test('a webhook gets it signed', async () => {
  const shell = fakeShell({ env: { PLUMBLINE_WEBHOOK_SECRET: secret } });
  expect(await run(['notify', 'test', '--webhook', webhook.url], shell)).toBe(0);
  expect(shell.said.out).toBe('the message arrived\n');
  expect(webhook.received.map(({ type }) => type)).toEqual(['incident.opened']);
  expect(webhook.forged).toBe(0);
});

test.each([
  [
    [],
    {},
    'there is nothing to test: give --config for its routes, or --channel or --webhook, or set SLACK_CHANNEL',
  ],
  [
    ['--channel', 'C0ALERTS', '--route', 'pager'],
    {},
    '--route names one of a configuration\ngive --config as well',
  ],
  [['--channel', 'C0ALERTS'], {}, 'SLACK_BOT_TOKEN is not set: it is the token of the bot that tells'],
  [['--webhook', 'https://example.com'], {}, 'PLUMBLINE_WEBHOOK_SECRET is not set: it signs what is sent'],
])('with %j and %j: %s', async (args, env, message) => {
  const shell = fakeShell({ env });
  expect(await run(['notify', 'test', ...args], shell)).toBe(64);
  expect(shell.said.err).toBe(`plumbline: ${message}\n`);
});
