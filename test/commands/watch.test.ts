import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { performAudit } from '../../src/commands/audit/perform.ts';
import { run } from '../../src/commands/program.ts';
import { readSettings, type Settings } from '../../src/commands/settings.ts';
import type { Shell } from '../../src/commands/shell.ts';
import type { Driver } from '../../src/commands/watch/driver.ts';
import { watchCommand } from '../../src/commands/watch.ts';
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

interface Watched {
  readonly perform?: Driver['perform'];
  readonly random?: number;
}

/** A watch whose seconds a test lets pass, over recordings in the place of AWS. */
async function watching(more: Watched = {}) {
  const stop = new AbortController();
  const ticks = { tick: async (): Promise<void> => undefined };
  const audits: string[] = [];
  const shown = { example: 'kiosk' };
  const shell = shellUntil(stop.signal);
  const replay: Driver['perform'] = async (settings, inner, { enter }) => {
    serial += 1;
    const to = join(folder, `evidence-${serial}`);
    const at = new Date(clock).toISOString();
    const evidence = await recordedAt(at, `examples/${shown.example}`, to);
    return performAudit({ evidence, enter }, settings, inner);
  };
  const driver: Driver = {
    everySecond(tick) {
      ticks.tick = tick;
      return () => undefined;
    },
    random: () => more.random ?? 0,
    perform(settings, inner, asked) {
      audits.push(new Date(clock).toISOString().slice(11, 19));
      return (more.perform ?? replay)(settings, inner, asked);
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
    /** A second comes, and what goes on then ends. */
    async at(time: string) {
      clock = Math.max(clock, Date.parse(`2026-11-27T${time}Z`));
      await ticks.tick();
    },
    /** A second comes while something goes on. */
    pass(time: string) {
      clock = Date.parse(`2026-11-27T${time}Z`);
      return ticks.tick();
    },
    async stop() {
      stop.abort();
      return ended;
    },
    metric: async (name: string) =>
      (await get('/metrics')).text.split('\n').filter((line) => line.startsWith(`plumbline_${name}`)),
  };
}

function shellUntil(stop: AbortSignal) {
  return fakeShell({
    now: () => new Date(clock),
    pause: (milliseconds) => {
      clock += milliseconds;
      return new Promise((resolve) => setImmediate(resolve));
    },
    env: { SLACK_BOT_TOKEN: slack.token },
    stopping: () => stop,
  });
}

async function until(is: () => boolean): Promise<void> {
  for (let turn = 0; turn < 20_000 && !is(); turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

const alerting = (more: object) => ({
  alerts: {
    routes: { platform: { slack: 'C0ALERTS' } },
    fallback: 'platform',
    slackApiUrl: slack.url,
    ...more,
  },
});

const replies = () =>
  slack.messages.filter(({ thread }) => thread).map(({ versions }) => versions.at(-1)?.text ?? '');

const roots = () => slack.roots().map(({ versions }) => versions.at(-1)?.text ?? '');

test('it makes up for an audit at the start, audits when one is due, and tells as audit --notify does', async () => {
  const watch = await watching();
  await watch.at('12:00:11');
  await watch.at('12:04:59');
  expect(watch.audits).toEqual(['12:00:11']);
  watch.shown.example = 'kiosk-drifted';
  await watch.at('12:05:00');
  expect(watch.audits).toEqual(['12:00:11', '12:05:00']);
  expect(roots()).toHaveLength(5);
  expect(await watch.metric('incidents_open')).toContain('plumbline_incidents_open{severity="critical"} 3');
  expect(await watch.metric('last_success')).toEqual([
    expect.stringContaining(`{account="${account}",region="sa-east-1"} `),
  ]);
  expect((await watch.get('/readyz')).status).toBe(200);
  expect(await watch.stop()).toBe(0);
});

test('a store that has the last audit makes up for nothing', async () => {
  const first = await watching();
  await first.at('12:00:11');
  await first.stop();
  const second = await watching();
  await second.at('12:01:00');
  expect(second.audits).toEqual([]);
  await second.at('12:05:00');
  expect(second.audits).toHaveLength(1);
  await second.stop();
});

test('after a sleep one audit makes up for all that were missed, which are counted', async () => {
  const watch = await watching();
  await watch.at('12:00:11');
  await watch.at('13:02:00');
  await watch.at('13:02:01');
  expect(watch.audits).toEqual(['12:00:11', '13:02:00']);
  expect(await watch.metric('audits_skipped')).toEqual(['plumbline_audits_skipped_total{reason="slept"} 11']);
  await watch.stop();
});

test('a clock that is set back is said; audits are due by it, and late until what is kept is past', async () => {
  const watch = await watching();
  await watch.at('12:00:11');
  await watch.at('12:05:00');
  await watch.pass('11:30:00');
  expect(watch.shell.said.err).toMatch(/"seconds":2100,"msg":"the clock was set back"/);
  await watch.pass('11:35:00');
  expect(watch.audits).toEqual(['12:00:11', '12:05:00', '11:35:00']);
  expect(watch.shell.said.err).toContain('is not later than one that is stored');
  expect((await watch.get('/readyz')).status).toBe(200);
  for (const time of ['11:40:00', '11:45:00']) await watch.pass(time);
  expect((await watch.get('/readyz')).status).toBe(503);
  await watch.pass('12:10:00');
  expect((await watch.get('/readyz')).status).toBe(200);
  await watch.stop();
});

test('jitter lets an audit begin later, never so late that the next is due', async () => {
  configure({ schedule: { cron: '*/5 * * * *', jitter: 3600 } });
  const watch = await watching({ random: 0.5 });
  await watch.at('12:00:11');
  await watch.at('12:06:14');
  await watch.at('12:06:15');
  expect(watch.audits).toEqual(['12:00:11', '12:06:15']);
  await watch.stop();
});

test('what is due while an audit goes on is skipped and counted, and one is made right afterwards', async () => {
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let turn = 0;
  const perform = async (_: Settings, inner: Shell) => {
    turn += 1;
    if (turn === 1) await held;
    return performAuditOf(inner);
  };
  const watch = await watching({ perform });
  const going = watch.pass('12:00:11');
  await until(() => watch.audits.length === 1);
  void watch.pass('12:05:00');
  void watch.pass('12:10:00');
  expect(watch.audits).toHaveLength(1);
  expect(await watch.metric('audits_skipped')).toEqual([
    'plumbline_audits_skipped_total{reason="overlap"} 2',
  ]);
  clock = Date.parse('2026-11-27T12:11:00Z');
  release();
  await going;
  await watch.at('12:11:01');
  await watch.at('12:12:30');
  expect(watch.audits).toHaveLength(2);
  await watch.stop();
});

test('a place that another process audits is skipped, logged and counted, and audited the next time', async () => {
  const memory = await openMemory(join(folder, 'plumbline.db'), { plumbline: '0', now: new Date(clock) });
  await memory.lease([{ account, region: 'sa-east-1' }], { holder: 'another', lasts: 600_000 });
  const watch = await watching();
  await watch.at('12:00:11');
  expect(watch.shell.said.err).toContain(
    `audit skipped: another process has had ${account}/sa-east-1 in the store for more than a minute`,
  );
  expect(await watch.metric('audits_skipped_total{reason="held"')).toEqual([
    'plumbline_audits_skipped_total{reason="held"} 1',
  ]);
  await memory.release('another');
  await memory.close();
  await watch.at('12:05:00');
  expect(await watch.metric('audits_total{outcome="succeeded"')).toEqual([
    'plumbline_audits_total{outcome="succeeded"} 1',
  ]);
  await watch.stop();
});

test('what another process audited meanwhile is its turn: skipped, said and counted, and no failure', async () => {
  const perform: Driver['perform'] = async (_, inner, { enter }) => {
    serial += 1;
    const at = new Date(clock).toISOString();
    const evidence = await recordedAt(at, 'examples/kiosk', join(folder, `evidence-${serial}`));
    const argv = ['audit', '--config', join(folder, 'plumbline.config.json'), '--evidence', evidence];
    expect(await run(argv, fakeShell({ now: inner.now }))).toBe(0);
    await enter?.([{ account, region: 'sa-east-1' }]);
    throw new Error('it asked AWS');
  };
  const watch = await watching({ perform });
  for (const time of ['12:00:11', '12:05:00', '12:10:00', '12:15:00', '12:20:00']) await watch.at(time);
  expect(watch.audits).toHaveLength(5);
  expect(watch.shell.said.err).toContain(
    `audit skipped: another process has audited ${account}/sa-east-1 meanwhile`,
  );
  expect(watch.shell.said.err).not.toMatch(/"level":"(warn|error)"/);
  expect(await watch.metric('audits_skipped_total')).toEqual([
    'plumbline_audits_skipped_total{reason="done"} 5',
  ]);
  expect(await watch.metric('last_success')).toEqual([
    `plumbline_last_success_timestamp_seconds{account="${account}",region="sa-east-1"} ${Date.parse('2026-11-27T12:20:00Z') / 1000}`,
  ]);
  expect((await watch.get('/readyz')).status).toBe(200);
  expect(roots().filter((text) => text.includes('no audit has succeeded'))).toEqual([]);
  await watch.stop();
});

test('told to stop, it gives up an audit that does not end: nothing is kept, and the place is free', async () => {
  const perform = (_: Settings, { signal }: Shell) =>
    new Promise<never>((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  const watch = await watching({ perform });
  void watch.pass('12:00:11');
  await until(() => watch.audits.length === 1);
  expect(await watch.stop()).toBe(0);
  expect(watch.shell.said.err).toContain('audit given up: nothing of it is kept');
  expect(watch.shell.said.err.trim().split('\n').at(-1)).toContain('"stopped"');
  const memory = await openMemory(join(folder, 'plumbline.db'), { plumbline: '0', now: new Date(clock) });
  expect(await memory.present.places()).toEqual([]);
  await memory.close();
});

test('a mistake that comes later ends nothing: the last that was sound goes on, and is not ready', async () => {
  const watch = await watching();
  await watch.at('12:00:11');
  configure({ schedule: { cron: 'sometimes' } });
  await watch.at('12:05:00');
  expect(watch.audits).toHaveLength(2);
  expect(watch.shell.said.err).toContain('must be five fields of cron');
  expect(await watch.get('/readyz')).toEqual({
    status: 503,
    text: '{"status":"failing","reasons":["the configuration or a policy is wrong: the log says where"]}\n',
  });
  expect((await watch.get('/healthz')).status).toBe(200);
  expect(await watch.metric('config_valid')).toEqual(['plumbline_config_valid 0']);
  configure({});
  await watch.at('12:06:00');
  expect((await watch.get('/readyz')).status).toBe(200);
  await watch.stop();
});

test('audits that fail make it unready, raise the watchdog once, and the next that succeeds ends it', async () => {
  const network: { isGone: boolean } = { isGone: false };
  const perform = async (_: Settings, inner: Shell) => {
    if (network.isGone) throw new Error('the network is gone, says xoxb-123456-secret');
    return performAuditOf(inner);
  };
  const watch = await watching({ perform });
  await watch.at('12:00:11');
  expect(await watch.metric('audits_total')).toContain('plumbline_audits_total{outcome="failed"} 0');
  network.isGone = true;
  await watch.at('12:05:00');
  await watch.at('12:10:00');
  expect((await watch.get('/readyz')).status).toBe(200);
  await watch.at('12:11:01');
  await watch.at('12:12:05');
  expect(roots().filter((text) => text.includes('no audit has succeeded for'))).toHaveLength(1);
  expect((await watch.get('/readyz')).status).toBe(503);
  expect(await watch.metric('audits_total')).toContain('plumbline_audits_total{outcome="failed"} 2');
  network.isGone = false;
  await watch.at('12:15:00');
  expect(roots().filter((text) => text.includes('is audited again'))).toHaveLength(1);
  expect((await watch.get('/readyz')).status).toBe(200);
  expect(watch.shell.said.err).not.toContain('xoxb-123456');
  await watch.stop();
});

test('what Slack did not take is told between audits', async () => {
  const watch = await watching();
  await watch.at('12:00:11');
  slack.revoked = true;
  watch.shown.example = 'kiosk-drifted';
  await watch.at('12:05:00');
  expect(roots()).toHaveLength(1);
  expect(await watch.metric('outbox_depth')).not.toContain('plumbline_outbox_depth{state="refused"} 0');
  slack.revoked = false;
  await watch.at('12:06:30');
  expect(watch.audits).toHaveLength(2);
  expect(roots()).toHaveLength(5);
  expect(watch.shell.said.err).not.toContain(slack.token);
  await watch.stop();
});

test('between audits it reminds of what stands unchanged, once a time', async () => {
  configure({ schedule: { cron: '0 * * * *', jitter: 0 }, ...alerting({ reminders: { critical: 20 } }) });
  const watch = await watching();
  await watch.at('12:00:11');
  watch.shown.example = 'kiosk-drifted';
  await watch.at('13:00:00');
  expect(replies()).toEqual([]);
  for (const time of ['13:19:00', '13:21:05', '13:22:10', '13:23:15']) await watch.at(time);
  expect(watch.audits).toHaveLength(2);
  expect(replies()).toEqual(
    Array.from({ length: 3 }, () => expect.stringMatching(/Still open after 21 min$/)),
  );
  await watch.stop();
});

test('between audits it tells what a quiet window held back, when that is over', async () => {
  const quiet = [{ start: '50 12 * * *', minutes: 40, timezone: 'UTC', reason: 'maintenance' }];
  configure({ schedule: { cron: '0 * * * *', jitter: 0 }, ...alerting({ quiet }) });
  const watch = await watching();
  await watch.at('12:00:11');
  watch.shown.example = 'kiosk-drifted';
  await watch.at('13:00:00');
  await watch.at('13:29:00');
  expect(roots()).toHaveLength(1);
  await watch.at('13:31:05');
  await watch.at('13:32:10');
  expect([watch.audits.length, roots().length, replies()]).toEqual([2, 5, []]);
  await watch.stop();
});

test('a clock that does not tick is not healthy', async () => {
  const watch = await watching();
  await watch.at('12:00:11');
  clock = Date.parse('2026-11-27T12:01:30Z');
  expect((await watch.get('/healthz')).status).toBe(503);
  expect((await watch.get('/nothing')).status).toBe(404);
  await watch.stop();
});

test.each([
  [
    'without a store',
    { store: undefined },
    'watch needs a store\nname it by --store, or in the configuration',
  ],
  ['where the store cannot be opened', { store: 'missing/plumbline.db' }, 'could not be opened'],
])('%s it does not begin', async (_, more, message) => {
  configure(more);
  const watch = await watching().catch((error: Error) => error);
  expect(watch).toHaveProperty('message', expect.stringContaining(message));
});

test('a policy that is not there is a mistake with its place', async () => {
  configure({ schedule: { policies: { shop: { cron: '0 * * * *' } } } });
  const watch = await watching();
  expect(await watch.ended).toBe(64);
  expect(watch.shell.said.err).toMatch(
    /plumbline\.config\.json:1:\d+ {2}there is no policy "shop"; there are: elastic-web-platform/,
  );
});

async function performAuditOf(inner: Shell) {
  serial += 1;
  const evidence = await recordedAt(
    new Date(clock).toISOString(),
    'examples/kiosk',
    join(folder, `evidence-${serial}`),
  );
  const settings = await readSettings([], { config: join(folder, 'plumbline.config.json') }, inner);
  if (!settings) throw new Error('the configuration is wrong');
  return performAudit({ evidence }, settings, inner);
}
