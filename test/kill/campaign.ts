import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import Database from 'libsql';
import { randomOf } from '../support/random.ts';
import { recordedAt } from '../support/recordings.ts';
import { type SlackServer, slackServer } from '../support/slack/server.ts';

export const program = 'node_modules/.cache/plumbline/kill';
const hour = 60 * 60_000;

export interface Campaign {
  readonly kills: number;
  /** Runs that came to their end. */
  readonly ended: number;
  /** Times that the platform broke, in four of its parts each time. */
  readonly breaks: number;
  /** What Slack shows in the end. */
  readonly slack: SlackServer;
  /** What the last run still had to tell. */
  readonly left: string;
}

/**
 * The built program, audit after audit of a platform that breaks and is mended, each killed at a random moment (a time, or
 * a request to Slack) until so many kills are done. What was killed is run again, a few minutes later.
 */
export async function playKills(kills: number, seed: number): Promise<Campaign> {
  buildProgram();
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-kill-'));
  const clock = { time: Date.parse('2026-12-01T12:00:00Z') };
  const slack = await slackServer(() => {
    clock.time += 400;
    return new Date(clock.time);
  });
  const stage = { folder, clock, slack, config: configIn(folder, slack), random: randomOf(seed) };
  const done = { kills: 0, ended: 0, breaks: 0, left: '' };
  for (let phase = 0; done.kills < kills || phase % 2 === 0; phase += 1) {
    const example = phase % 2 === 0 ? 'kiosk' : 'kiosk-drifted';
    if (example === 'kiosk-drifted') done.breaks += 1;
    await playPhase(stage, example, kills, done);
  }
  // The last break is mended.
  await wholeRun(stage, 'kiosk');
  await slack.close();
  rmSync(folder, { recursive: true });
  return { ...done, slack };
}

export function buildProgram(): void {
  const built = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/build.ts', program]);
  if (built.status !== 0) throw new Error(String(built.stderr));
}

type Done = { -readonly [K in keyof Omit<Campaign, 'slack'>]: Campaign[K] };

async function playPhase(stage: Stage, example: string, kills: number, done: Done): Promise<void> {
  // What comes back within a day may flap: that is a story of its own.
  stage.clock.time += 26 * hour;
  for (let turn = 0; turn < 5 && done.kills < kills; turn += 1)
    done[(await killedRun(stage, example)) ? 'kills' : 'ended'] += 1;
  // Two to their end: the second says what the first had to leave.
  for (let more = 0; more < 2; more += 1) done.left = await wholeRun(stage, example);
  done.ended += 2;
}

interface Stage {
  readonly folder: string;
  readonly config: string;
  readonly clock: { time: number };
  readonly slack: SlackServer;
  readonly random: () => number;
}

async function start({ folder, config, clock, slack }: Stage, example: string): Promise<ChildProcess> {
  clock.time += 5 * 60_000;
  const at = new Date(clock.time).toISOString();
  const evidence = await recordedAt(at, `examples/${example}`, join(folder, 'evidence'));
  expireLeases(folder);
  const args = ['--import', resolve('test/kill/clock.mjs'), join(program, 'main.js')];
  const command = ['audit', '--config', config, '--evidence', evidence, '--notify'];
  const env = { ...process.env, PLAYED_AT: String(clock.time), SLACK_BOT_TOKEN: slack.token };
  return spawn(process.execPath, [...args, ...command], { env, stdio: ['ignore', 'ignore', 'pipe'] });
}

/** Minutes have passed by the clock of the campaign, and hardly a second by the database's, by which leases expire. */
function expireLeases(folder: string): void {
  const file = join(folder, 'plumbline.db');
  if (!existsSync(file)) return;
  const db = new Database(file);
  const isMade = db.prepare("select 1 from sqlite_master where name = 'lease'").get() !== undefined;
  if (isMade) db.exec("update lease set expires_at = '2026-01-01T00:00:00.000Z'");
  db.close();
}

/** What it says on the standard error. */
async function wholeRun(stage: Stage, example: string): Promise<string> {
  const child = await start(stage, example);
  let err = '';
  child.stderr?.on('data', (text) => {
    err += String(text);
  });
  await once(child, 'close');
  stage.clock.time += 2 * 60_000;
  return err;
}

/** Whether it was killed before its end. */
async function killedRun(stage: Stage, example: string): Promise<boolean> {
  const { slack, random, clock } = stage;
  const child = await start(stage, example);
  const ends = once(child, 'exit');
  const kill = () => child.kill('SIGKILL');
  const timer = random() < 0.4 ? setTimeout(kill, 200 + random() * 500) : undefined;
  if (!timer) killAtRequest(slack, random, kill);
  const [code] = await ends;
  clearTimeout(timer);
  slack.trouble = () => undefined;
  clock.time += 2 * 60_000;
  return code === null;
}

/** What was asked is done, or is not, and nobody is there to hear of it. */
function killAtRequest(slack: SlackServer, random: () => number, kill: () => void): void {
  let before = Math.floor(random() * 5);
  const how = random() < 0.5 ? 'hang-after' : 'hang';
  slack.trouble = () => {
    before -= 1;
    if (before !== -1) return undefined;
    kill();
    return how;
  };
}

function configIn(folder: string, slack: SlackServer): string {
  const config = join(folder, 'plumbline.config.json');
  const document = {
    version: 1,
    policies: [resolve('policies/elastic-web-platform.json')],
    accounts: [{ name: 'production', regions: ['sa-east-1'] }],
    store: 'plumbline.db',
    alerts: { routes: { platform: { slack: 'C0ALERTS' } }, fallback: 'platform', slackApiUrl: slack.url },
  };
  writeFileSync(config, JSON.stringify(document));
  return config;
}
