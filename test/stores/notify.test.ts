import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { run } from '../../src/commands/program.ts';
import { collectors } from '../../src/registry.generated.ts';
import { recordedAt } from '../support/recordings.ts';
import { fakeShell } from '../support/shell.ts';
import { slackServer } from '../support/slack/server.ts';
import { type PostgresServer, startPostgres } from './postgres/server.ts';

let server: PostgresServer;
beforeAll(async () => {
  // Jest cannot link modules that are imported at the same time and share others.
  for (const load of collectors.values()) await load();
  server = await startPostgres();
});
afterAll(() => server.stop());

test('--notify over Postgres: each break is one message, which resolves once, and a run without a change says nothing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-postgres-notify-'));
  let clock = Date.parse('2026-11-27T12:00:00Z');
  const slack = await slackServer(() => new Date(clock));
  const config = join(folder, 'plumbline.config.json');
  const document = {
    version: 1,
    policies: [resolve('policies/elastic-web-platform.json')],
    accounts: [{ name: 'production', regions: ['sa-east-1'] }],
    store: await server.database(),
    alerts: { routes: { platform: { slack: 'C0ALERTS' } }, fallback: 'platform', slackApiUrl: slack.url },
  };
  writeFileSync(config, JSON.stringify(document));
  async function audit(example: string) {
    clock += 5 * 60_000;
    const at = new Date(clock).toISOString();
    const evidence = await recordedAt(at, `examples/${example}`, join(folder, 'evidence'));
    const pause = async (milliseconds: number) => {
      clock += milliseconds;
    };
    const shell = fakeShell({ now: () => new Date(clock), pause, env: { SLACK_BOT_TOKEN: slack.token } });
    const status = await run(['audit', '--config', config, '--evidence', evidence, '--notify'], shell);
    return { status, err: shell.said.err };
  }
  expect(await audit('kiosk')).toEqual({ status: 0, err: '' });
  slack.troubles.push(undefined, 'drop-after', 'error-500-after');
  await audit('kiosk-drifted');
  expect((await audit('kiosk-drifted')).err).toBe('');
  expect(slack.roots()).toHaveLength(5);
  const said = slack.messages.length;
  await audit('kiosk-drifted');
  expect(slack.messages).toHaveLength(said);
  expect(await audit('kiosk')).toEqual({ status: 0, err: '' });
  const ends = slack.roots().filter(({ versions }) => versions.at(-1)?.text.startsWith('✅'));
  expect(ends).toHaveLength(4);
  expect(slack.messages.filter(({ thread }) => thread !== null)).toHaveLength(4);
  await slack.close();
  rmSync(folder, { recursive: true });
});
