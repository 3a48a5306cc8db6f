import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { performAudit } from '../../src/commands/audit/perform.ts';
import type { Settings } from '../../src/commands/settings.ts';
import type { Shell } from '../../src/commands/shell.ts';
import { type Driver, watchCommand } from '../../src/commands/watch.ts';
import { collectors } from '../../src/registry.generated.ts';
import { openMemory } from '../../src/stores/open-memory.ts';
import { recordedAt } from '../support/recordings.ts';
import { fakeShell } from '../support/shell.ts';
import { type SlackServer, slackServer } from '../support/slack/server.ts';

const account = '123456789012';
let folder: string;
let slack: SlackServer;
let clock: number;
let serial = 0;

// Jest cannot link modules that are imported at the same time and share others.
beforeAll(async () => {
  for (const load of collectors.values()) await load();
});
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-watch-'));
  clock = Date.parse('2026-11-27T12:00:10Z');
  slack = await slackServer(() => new Date(clock));
  configure({});
});
afterEach(async () => {
  await slack.close();
  rmSync(folder, { recursive: true });
});

function configure(more: object) {
  const document = {
    version: 1,
    policies: [resolve('policies/elastic-web-platform.json')],
    accounts: [{ name: 'production', account, regions: ['sa-east-1'] }],
    store: 'plumbline.db',
    schedule: { cron: '*/5 * * * *', jitter: 0 },
    alerts: { routes: { platform: { slack: 'C0ALERTS' } }, fallback: 'platform', slackApiUrl: slack.url },
    ...more,
  };
  writeFileSync(join(folder, 'plumbline.config.json'), JSON.stringify(document));
}

/** A watch whose seconds a test lets pass, over recordings in the place of AWS. */
async function watching(more: { readonly perform?: Driver['perform']; readonly random?: number } = {}) {
  const stop = new AbortController();
  const ticks: { tick: () => void } = { tick: () => undefined };
  const audits: string[] = [];
  const shown = { example: 'kiosk' };
  const shell = fakeShell({
    now: () => new Date(clock),
    pause: (milliseconds) => {
      clock += milliseconds;
      return new Promise((resolve) => setImmediate(resolve));
    },
    env: { SLACK_BOT_TOKEN: slack.token },
    stopping: () => stop.signal,
  });
  const replay = async (settings: Settings, inner: Shell) => {
    serial += 1;
    const to = join(folder, `evidence-${serial}`);
    const at = new Date(clock).toISOString();
    return performAudit({ evidence: await recordedAt(at, `examples/${shown.example}`, to) }, settings, inner);
  };
  const driver: Driver = {
    everySecond(tick) {
      ticks.tick = tick;
      return () => undefined;
    },
    random: () => more.random ?? 0,
    perform(settings, inner) {
      audits.push(new Date(clock).toISOString().slice(11, 19));
      return (more.perform ?? replay)(settings, inner);
    },
  };
  const options = {
    config: join(folder, 'plumbline.config.json'),
    listen: '127.0.0.1:0',
    logLevel: 'info',
  } as const;
  const ended = watchCommand(options, shell, driver);
  await Promise.race([ended, until(() => shell.said.err.includes('"watching"'))]);
  const url = /"url":"([^"]+)"/.exec(shell.said.err)?.[1] ?? '';
  const get = async (path: string) => {
    const response = await fetch(`${url}${path}`);
    return { status: response.status, text: await response.text() };
  };
  return {
    shell,
    audits,
    shown,
    ended,
    get,
    /** A second at a time comes, and what begins then ends. */
    async at(time: string, isOver: () => boolean = () => true) {
      clock = Math.max(clock, Date.parse(`2026-11-27T${time}Z`));
      const before = shell.said.err.length;
      ticks.tick();
      await until(() => isOver() || shell.said.err.length > before);
      await settled();
    },
    tick: () => ticks.tick(),
    async stop() {
      stop.abort();
      return ended;
    },
    metric: async (name: string) =>
      (await get('/metrics')).text.split('\n').filter((line) => line.startsWith(`plumbline_${name}`)),
  };
}

async function until(is: () => boolean): Promise<void> {
  for (let turn = 0; turn < 20_000 && !is(); turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** Long enough, in turns of the event loop and not in time, for what was begun to end. */
async function settled(): Promise<void> {
  let quiet = 0;
  for (let turn = 0; turn < 400 && quiet < 400; turn += 1, quiet += 1)
    await new Promise((resolve) => setImmediate(resolve));
}

/** Lets seconds pass until so many audits have ended. */
async function audited(watch: Awaited<ReturnType<typeof watching>>, time: string, count: number) {
  await watch.at(time);
  await until(() => watch.shell.said.err.split('"audit ended"').length > count);
  await settled();
}

const roots = () => slack.roots().map(({ versions }) => versions.at(-1)?.text ?? '');

test('it makes up for an audit at the start, audits when one is due, and tells as audit --notify does', async () => {
  const watch = await watching();
  await audited(watch, '12:00:11', 1);
  await watch.at('12:04:59');
  expect(watch.audits).toEqual(['12:00:11']);
  watch.shown.example = 'kiosk-drifted';
  await audited(watch, '12:05:00', 2);
  expect(watch.audits).toEqual(['12:00:11', '12:05:00']);
  expect(roots()).toHaveLength(5);
  expect(await watch.metric('incidents_open')).toContain('plumbline_incidents_open{severity="critical"} 1');
  expect(await watch.metric('last_success')).toEqual([
    expect.stringContaining(`{account="${account}",region="sa-east-1"} `),
  ]);
  expect((await watch.get('/readyz')).status).toBe(200);
  expect(await watch.stop()).toBe(0);
});
