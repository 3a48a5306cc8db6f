import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { slackServer } from '../support/slack/server.ts';
import { createPlay } from './play.ts';
import { afterwards, auditsOf, type Script, timeOf } from './script/script.ts';
import { makeUnreliable } from './unreliable-slack.ts';
import { type Verdict, verdictOn } from './verdict.ts';

export interface Fortnight extends Verdict {
  readonly messages: number;
  /** How many runs could not tell all they had to. */
  readonly untold: number;
  /** What still waits at the end. */
  readonly waiting: string;
}

/** In memory where there is such a folder: a thousand commits to a disk are a minute of waiting. */
export const folderForStore = (): string =>
  mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'plumbline-fortnight-'));

/** Plays a script from its first audit to its last, and holds what is shown in the end against it. */
export async function playFortnight(script: Script, seed: number): Promise<Fortnight> {
  const folder = folderForStore();
  const clock = { time: timeOf(script, 0).getTime() };
  const slack = await slackServer(() => new Date(clock.time));
  const weather = makeUnreliable(slack, seed);
  const run = await createPlay(script, { folder, slack, clock });
  let untold = 0;
  for (let tick = 0; tick < auditsOf(script); tick += 1) {
    weather.hour((tick * script.every) / 60);
    const { status } = await run(tick);
    if (status & 4) untold += 1;
  }
  // Slack recovers, and what waits is said.
  slack.trouble = () => undefined;
  let waiting = '';
  for (let more = 0; more < afterwards; more += 1) waiting = (await run(auditsOf(script) + more)).err;
  await slack.close();
  rmSync(folder, { recursive: true });
  return { ...verdictOn(script, slack.messages), messages: slack.messages.length, untold, waiting };
}
