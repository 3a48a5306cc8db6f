import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { run } from '../../src/commands/program.ts';
import { collectors } from '../../src/registry.generated.ts';
import { recordedAt } from '../support/recordings.ts';
import { fakeShell } from '../support/shell.ts';
import { slackServer } from '../support/slack/server.ts';

const account = { name: 'production', account: '123456789012', regions: ['sa-east-1'] };

// Jest cannot link modules that are imported at the same time and share others.
beforeAll(async () => {
  for (const load of collectors.values()) await load();
});

test('a one-shot audit tells, once, that what is known of a place is older than its schedule allows, and when that is over', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-watchdog-'));
  let clock = Date.parse('2026-11-27T12:00:00Z');
  const slack = await slackServer(() => new Date(clock));
  const config = join(folder, 'plumbline.config.json');
  const configure = (accounts: readonly object[]) =>
    writeFileSync(
      config,
      JSON.stringify({
        version: 1,
        policies: [resolve('policies/elastic-web-platform.json')],
        accounts,
        store: 'plumbline.db',
        schedule: { cron: '*/15 * * * *' },
        alerts: { routes: { platform: { slack: 'C0ALERTS' } }, fallback: 'platform', slackApiUrl: slack.url },
      }),
    );
  /** An audit of what was read at one time, at another. */
  async function audit(read: string, time: string) {
    clock = Date.parse(`2026-11-27T${time}:00Z`);
    const pause = async (milliseconds: number) => {
      clock += milliseconds;
    };
    const shell = fakeShell({ now: () => new Date(clock), pause, env: { SLACK_BOT_TOKEN: slack.token } });
    const evidence = await recordedAt(
      `2026-11-27T${read}:00.000Z`,
      'examples/kiosk',
      join(folder, `evidence-${time.replace(':', '-')}`),
    );
    return run(['audit', '--config', config, '--evidence', evidence, '--notify'], shell);
  }
  const overdue = () =>
    slack
      .roots()
      .map(({ versions }) => versions.at(-1)?.text ?? '')
      .filter((text) => /no audit has succeeded|audited again/.test(text));

  configure([account]);
  await audit('12:00', '12:00');
  await audit('12:15', '12:20');
  expect(overdue()).toEqual([]);
  await audit('12:30', '13:30');
  await audit('12:45', '13:45');
  expect(overdue()).toEqual([expect.stringMatching(/no audit has succeeded for 60 min .*production/)]);
  await audit('13:50', '13:50');
  expect(overdue()).toEqual([expect.stringContaining('is audited again')]);
  await slack.close();
  rmSync(folder, { recursive: true });
});
