import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { run } from '../../src/commands/program.ts';
import { collectors } from '../../src/registry.generated.ts';
import { openMemory } from '../../src/stores/open-memory.ts';
import { recordedAt } from '../support/recordings.ts';
import { fakeShell } from '../support/shell.ts';
import { type SlackServer, slackServer, type Trouble } from '../support/slack/server.ts';
import { buildProgram, program } from './campaign.ts';

const minute = 60_000;
let folder: string;
let slack: SlackServer;

beforeAll(async () => {
  // Jest cannot link modules that are imported at the same time and share others.
  for (const load of collectors.values()) await load();
  buildProgram();
});
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-stop-'));
  slack = await slackServer(() => new Date());
});
afterEach(async () => {
  await slack.close();
  rmSync(folder, { recursive: true });
});

const troubles: readonly (readonly [string, Trouble])[] = [
  ['answers after some seconds', { slow: 3000 }],
  ['never answers, and has it', 'hang-after'],
  ['never answers, and has nothing', 'hang'],
];

// It ends with 0 only where all that went on has ended in time: else with 130, after 23 s.
test.each(troubles)(
  'SIGTERM while Slack %s: it ends in time, and the next start tells the rest once',
  async (_, trouble) => {
    const due = await leaveUntold();
    const asked = new Promise<void>((isAsked) => {
      slack.trouble = () => {
        isAsked();
        return trouble;
      };
    });
    const first = watch(0);
    await asked;
    expect(await terminated(first)).toBe(0);
    expect((await untold()).length).toBeGreaterThanOrEqual(due.length - 1);
    slack.trouble = () => undefined;
    // What may have arrived is looked for a minute after it was sent.
    const second = watch(2 * minute);
    await until(async () => (await untold()).length === 0);
    expect(await terminated(second)).toBe(0);
    const said = slack.messages.map(({ metadata }) => String(metadata?.event_payload['key']));
    expect(said).toHaveLength(due.length);
    expect(new Set(said)).toEqual(new Set(due));
  },
  120_000,
);

/** Two audits that nobody was told of: what a platform was, and what broke since. Gives what is to be told. */
async function leaveUntold(): Promise<readonly string[]> {
  const config = configure();
  for (const [example, before] of [
    ['kiosk', 10],
    ['kiosk-drifted', 5],
  ] as const) {
    const at = new Date(Date.now() - before * minute).toISOString();
    const evidence = await recordedAt(at, `examples/${example}`, join(folder, example));
    const shell = fakeShell({ now: () => new Date(at) });
    await run(['audit', '--config', config, '--evidence', evidence], shell);
  }
  return untold();
}

function configure(): string {
  const config = join(folder, 'plumbline.config.json');
  const document = {
    version: 1,
    policies: [resolve('policies/elastic-web-platform.json')],
    accounts: [{ name: 'production', account: '123456789012', regions: ['sa-east-1'] }],
    store: 'plumbline.db',
    // Nothing is due meanwhile.
    schedule: { cron: '0 0 29 2 *' },
    alerts: { routes: { platform: { slack: 'C0ALERTS' } }, fallback: 'platform', slackApiUrl: slack.url },
  };
  writeFileSync(config, JSON.stringify(document));
  return config;
}

async function untold(): Promise<readonly string[]> {
  const memory = await openMemory(join(folder, 'plumbline.db'), { plumbline: '0', now: new Date() });
  const items = await memory.present.untold();
  await memory.close();
  return items.map(({ id }) => id);
}

/** The built program, so many milliseconds later than it is. */
function watch(later: number): ChildProcess {
  const args = ['--import', resolve('test/kill/later.mjs'), join(program, 'main.js')];
  const command = ['watch', '--config', join(folder, 'plumbline.config.json'), '--listen', '127.0.0.1:0'];
  const env = {
    PATH: process.env['PATH'],
    AHEAD: String(later),
    SLACK_BOT_TOKEN: slack.token,
  };
  return spawn(process.execPath, [...args, ...command], { env, stdio: 'ignore' });
}

async function terminated(child: ChildProcess): Promise<number> {
  child.kill('SIGTERM');
  const [status] = (await once(child, 'exit')) as [number];
  return status;
}

async function until(is: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await is())) await new Promise((wait) => setTimeout(wait, 100));
}
