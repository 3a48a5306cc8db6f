import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { slackServer } from '../support/slack/server.ts';
import { createPeople } from './people.ts';
import { createPlay } from './play.ts';
import { type Reminded, remindersOf } from './reminders.ts';
import { afterwards, auditsOf, type Script, tickOf, timeOf } from './script/script.ts';
import { standing } from './standing.ts';
import { makeUnreliable } from './unreliable-slack.ts';
import { type Verdict, verdictOn } from './verdict.ts';

export interface Fortnight extends Verdict, Omit<Reminded, 'wrong'> {
  /** Where there were more or fewer reminders than there should be. */
  readonly misreminded: readonly string[];
  /** How many messages somebody deleted while there was more to say of them. */
  readonly deleted: number;
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
  const hourOf = (tick: number) => (tick * script.every) / 60;
  const isArchived = (time: Date) => weather.isArchived(hourOf(tickOf(script, time.getTime())));
  const standingNow = () => standing(slack, isArchived);
  const people = createPeople(script, slack, seed, standingNow);
  let untold = 0;
  for (let tick = 0; tick < auditsOf(script); tick += 1) {
    weather.hour(hourOf(tick));
    const { status } = await run(tick);
    if (status & 4) untold += 1;
    people.act(tick);
  }
  // Slack recovers, and what waits is said.
  slack.trouble = () => undefined;
  let waiting = '';
  for (let more = 0; more < afterwards; more += 1) waiting = (await run(auditsOf(script) + more)).err;
  await slack.close();
  rmSync(folder, { recursive: true });
  const messages = standingNow();
  const isWell = (tick: number) => [-1, 0].every((more) => weather.isWell(hourOf(tick) + more));
  const { wrong, ...reminded } = remindersOf({ script, messages, acts: people.acts, isWell });
  const deleted = people.acts.filter(({ what }) => what === 'deleted').length;
  const verdict = { ...verdictOn(script, messages), misreminded: wrong };
  return { ...verdict, ...reminded, deleted, messages: messages.length, untold, waiting };
}
