import { expect, test } from '@jest/globals';
import type { OutboxItem } from '../../src/model/incident.ts';
import { slackNotifier } from '../../src/notifiers/slack.ts';
import { deliver } from '../../src/pipeline/deliver.ts';
import { incidents } from '../../src/pipeline/incidents.ts';
import { policy, settings } from '../support/alerts.ts';
import { Killed, memoryStore } from '../support/memory-outbox.ts';
import { randomOf } from '../support/random.ts';
import { type SlackServer, slackServer, type Trouble } from '../support/slack/server.ts';
import { driftOf, episodesOf, type Hour, type Known, knownAfter, monthOf } from './month.ts';

const context = { settings: settings(), policies: [policy()] };
const kills = 200;

/** Plays a month. The process is killed at the given statements, and started again. */
async function play(
  month: readonly Hour[],
  dies: (statement: number) => boolean,
  slack: SlackServer,
  clock: Clock,
) {
  let statements = 0;
  let killed = 0;
  let dead = false;
  /** What a process that was killed does no more. */
  function statement(): void {
    if (dead) throw new Killed();
    statements += 1;
    if (!dies(statements)) return;
    killed += 1;
    dead = true;
    throw new Killed();
  }
  const store = memoryStore(statement);
  const committed: { known: Known; hour: number } = { known: { failing: new Set(), seen: true }, hour: -1 };
  const said: OutboxItem[] = [];
  const seam: typeof fetch = async (...args) => {
    statement();
    const answer = await fetch(...args);
    statement();
    return answer;
  };
  const notifier = slackNotifier({
    token: slack.token,
    slackApiUrl: slack.url,
    fetch: seam,
    timeout: 600_000,
  });

  function audit(index: number, hour: Hour): void {
    if (committed.hour >= index) return;
    const told = incidents([...store.incidents.values()], driftOf(committed.known, hour), hour.time, context);
    store.store(told, () => {
      said.push(...told.outbox);
      committed.known = knownAfter(committed.known, hour);
      committed.hour = index;
    });
  }
  const run = async (index: number, hour: Hour) => {
    audit(index, hour);
    await deliver(store.outbox, {
      notifiers: new Map([['slack', notifier]]),
      routes: context.settings.routes,
      fallback: 'alerts',
      now: () => new Date(clock.time),
      pause: async (milliseconds) => {
        clock.time += milliseconds;
      },
      until: new Date(hour.time.getTime() + 50 * 60_000),
    });
  };
  for (const [index, hour] of month.entries()) {
    clock.time = Math.max(clock.time, hour.time.getTime());
    do {
      dead = false;
      clock.time += 1000;
      await run(index, hour).catch((error: unknown) => {
        if (!(error instanceof Killed)) throw error;
      });
    } while (dead);
  }
  return { store, said, statements, killed };
}

interface Clock {
  time: number;
}

const troubles: readonly Trouble[] = [
  'drop',
  'drop-after',
  'error-500',
  'error-500-after',
  'fatal-after',
  { wait: 3 },
];

test.each([1, 20261126, Number(process.env['CRASH_SEED'] ?? 7)])(
  'seed %d: killed at 200 random points of a month with an unreliable Slack, nothing is lost, doubled, or resolved that is not over',
  async (seed) => {
    const month = monthOf(seed);
    const random = randomOf(seed + 1);
    const clock: Clock = { time: 0 };
    const slack = await slackServer(() => new Date(clock.time));
    // A month without kills has some thousand statements; these are spread over it.
    const quiet = await slackServer(() => new Date(clock.time));
    const { statements } = await play(month, () => false, quiet, clock);
    await quiet.close();

    const points = new Set<number>();
    while (points.size < kills) points.add(1 + Math.floor(random() * statements));
    slack.trouble = () => (random() < 0.1 ? troubles[Math.floor(random() * troubles.length)] : undefined);
    clock.time = 0;
    const { store, said, killed } = await play(month, (statement) => points.has(statement), slack, clock);
    await slack.close();

    expect(killed).toBe(kills);
    expect(store.waiting.size).toBe(0);
    const arrived = slack.messages.map(({ metadata }) => String(metadata?.event_payload['key']));
    const due = said.filter(({ kind }) => kind !== 'edit').map(({ id }) => id);
    expect({ lost: due.filter((id) => !arrived.includes(id)), doubled: twice(arrived) }).toEqual({
      lost: [],
      doubled: [],
    });
    expect([...arrived].sort()).toEqual([...due].sort());
    expect(shownBy(slack)).toEqual(truthOf(month));
  },
);

const twice = (keys: readonly string[]) => keys.filter((key, index) => keys.indexOf(key) !== index);

/** Of each message about a component whether it shows the end. */
function shownBy(slack: SlackServer) {
  const shown = slack.roots().flatMap(({ metadata, versions }) => {
    const incident = String(metadata?.event_payload['incident']);
    const [, component, time] = /^violations \S+ \S+ (\S+) (\S+)$/.exec(incident) ?? [];
    return component
      ? [[`${component} ${time}`, versions.at(-1)?.text.includes('✅') ?? false] as const]
      : [];
  });
  return Object.fromEntries(shown);
}

const truthOf = (month: readonly Hour[]) =>
  Object.fromEntries([...episodesOf(month)].map(([key, { over }]) => [key, over]));
