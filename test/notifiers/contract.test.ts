import { afterEach, describe, expect, test } from '@jest/globals';
import type { MessageRef, Notifier, Route, Telling } from '../../src/model/incident.ts';
import { slackNotifier } from '../../src/notifiers/slack.ts';
import { webhookNotifier } from '../../src/notifiers/webhook.ts';
import { alertsRoute, at, service, tellingOf } from '../support/alerts.ts';
import { impatient } from '../support/impatient.ts';
import { slackServer } from '../support/slack/server.ts';
import { webhookServer } from '../support/webhook-server.ts';

/** A notifier with the other side of it, which can be made to misbehave. */
interface Bench {
  readonly notifier: Notifier;
  readonly route: Route;
  /** What has arrived, by key. */
  readonly arrived: () => readonly string[];
  readonly goWrong: (how: Wrong) => void;
  readonly close: () => Promise<void>;
}

type Wrong = 'drop' | 'drop-after' | 'hang' | 'hang-after' | 'broken' | 'busy' | 'closed' | 'stranger';

const secret = 'known-to-both-sides';
const token = 'xoxb-known-to-slack';
/** Milliseconds in which everything answers that will. */
const never = 600_000;
let clock = at('14:05').getTime();
const now = () => new Date(clock);

async function slackBench(): Promise<Bench> {
  const slack = await slackServer(now, token);
  const { fetch, giveUp } = impatient();
  slack.hangs = giveUp;
  const wrong = { busy: { wait: 7 }, broken: 'error-500' } as const;
  return {
    notifier: slackNotifier({ token, slackApiUrl: slack.url, fetch, timeout: never }),
    route: alertsRoute,
    arrived: () => slack.messages.map(({ metadata }) => String(metadata?.event_payload['key'])),
    goWrong(how) {
      if (how === 'closed') slack.channels.delete(alertsRoute.to);
      else if (how === 'stranger') slack.revoked = true;
      else slack.troubles.push(how === 'busy' || how === 'broken' ? wrong[how] : how);
    },
    close: slack.close,
  };
}

async function webhookBench(): Promise<Bench> {
  const webhook = await webhookServer(secret, now);
  const { fetch, giveUp } = impatient();
  webhook.hangs = giveUp;
  const wrong = { busy: { wait: 7 }, broken: 500, closed: 410, stranger: 401 } as const;
  return {
    notifier: webhookNotifier({ secret, now, fetch, timeout: never }),
    route: { ...alertsRoute, notifier: 'webhook', to: webhook.url },
    arrived: () => webhook.received.map(({ id }) => id),
    goWrong: (how) =>
      void webhook.troubles.push(how in wrong ? wrong[how as keyof typeof wrong] : (how as 'drop')),
    close: webhook.close,
  };
}

const benches: Bench[] = [];
afterEach(async () => {
  for (const one of benches.splice(0)) await one.close();
});

/** `tell` tells the same thing each time, about one a second: that is what a channel takes. */
async function benchOf(open: () => Promise<Bench>) {
  const one = await open();
  benches.push(one);
  const telling = tellingOf([service('menu')], { route: one.route });
  const tell = (more: Partial<Telling> = {}) => {
    clock += 1100;
    return one.notifier.tell({ ...telling, ...more });
  };
  return { ...one, key: telling.key, tell };
}

async function refOf(tell: () => ReturnType<Notifier['tell']>): Promise<MessageRef> {
  const told = await tell();
  if (told.status !== 'delivered') throw new Error(`it was not delivered: ${told.reason}`);
  return told.ref;
}

const notifiers = [
  ['slack', slackBench],
  ['webhook', webhookBench],
] as const;

describe.each(notifiers)('%s', (_, open) => {
  const bench = () => benchOf(open);

  test('what is told arrives, under its key', async () => {
    const { tell, arrived, key } = await bench();
    expect(await tell()).toMatchObject({ status: 'delivered' });
    expect(arrived()).toEqual([key]);
  });

  test('an edit and a reply belong to their message', async () => {
    const { tell } = await bench();
    const ref = await refOf(tell);
    expect(await tell({ kind: 'edit', key: 'two', ref })).toMatchObject({ status: 'delivered', ref });
    const reply = await tell({ kind: 'reply', key: 'three', ref });
    expect(reply).toMatchObject({ status: 'delivered', ref: { channel: ref.channel, ts: ref.ts } });
  });

  test.each([
    ['drop', 'is not there'],
    ['hang', 'is not there'],
    ['broken', 'is not there'],
    ['drop-after', 'is there'],
    ['hang-after', 'is there'],
  ] as const)('%s: it may have arrived, is told again, and %s once', async (how, _there) => {
    const { tell, goWrong, arrived, key } = await bench();
    goWrong(how);
    const begun = now().toISOString();
    expect(await tell()).toMatchObject({ status: 'retry', uncertain: true });
    expect(await tell({ uncertainSince: begun })).toMatchObject({ status: 'delivered' });
    expect(arrived()).toEqual([key]);
  });

  test('a reply whose outcome is not known is told once', async () => {
    const { tell, goWrong, arrived, key } = await bench();
    const ref = await refOf(tell);
    goWrong('drop-after');
    const begun = now().toISOString();
    expect(await tell({ kind: 'reply', key: 'two', ref })).toMatchObject({
      status: 'retry',
      uncertain: true,
    });
    expect(await tell({ kind: 'reply', key: 'two', ref, uncertainSince: begun })).toMatchObject({
      status: 'delivered',
    });
    expect(arrived()).toEqual([key, 'two']);
  });
});

describe.each(notifiers)('%s, when it does not work', (_, open) => {
  const bench = () => benchOf(open);

  test('who is busy says how long to wait, and nothing has arrived', async () => {
    const { tell, goWrong, arrived } = await bench();
    goWrong('busy');
    expect(await tell()).toMatchObject({ status: 'retry', uncertain: false, after: 7000 });
    expect(arrived()).toEqual([]);
  });

  test('where nobody listens nothing has arrived', async () => {
    const { tell, close } = await bench();
    await close();
    benches.pop();
    expect(await tell()).toMatchObject({
      status: 'retry',
      uncertain: false,
      reason: expect.stringMatching(/ECONNREFUSED/) as unknown,
    });
  });

  test.each(['closed', 'stranger'] as const)('%s: a person has to mend it', async (how) => {
    const { tell, goWrong } = await bench();
    goWrong(how);
    const told = await tell();
    expect(told.status).toBe('refused');
    expect(told).toMatchObject({ concerns: expect.stringMatching(/route|notifier/) as unknown });
  });

  test('no outcome and no payload holds the secret', async () => {
    const { tell, goWrong, notifier, route } = await bench();
    const outcomes = [];
    for (const how of ['drop', 'hang', 'broken', 'busy', 'stranger'] as const) {
      goWrong(how);
      outcomes.push(await tell());
    }
    const payload = notifier.payload(tellingOf([service('menu')], { route }));
    const text = JSON.stringify([outcomes, payload]);
    for (const kept of [secret, token, route.to])
      expect(text.replace(alertsRoute.to, '')).not.toContain(kept);
  });
});

test.each([
  ['slack', (fetch: typeof globalThis.fetch) => slackNotifier({ token, fetch, timeout: 1 })],
  ['webhook', (fetch: typeof globalThis.fetch) => webhookNotifier({ secret, now, fetch, timeout: 1 })],
])('%s gives up by itself whoever never answers', async (_, notifierBy) => {
  const unanswered: typeof fetch = (_input, init) =>
    new Promise((_resolve, reject) => {
      init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
    });
  const told = await notifierBy(unanswered).tell(tellingOf([service('menu')]));
  expect(told).toMatchObject({ status: 'retry', uncertain: true });
});

test('a token that no header can hold is not told', async () => {
  const slack = await slackServer(now, token);
  const notifier = slackNotifier({ token: 'xoxb-broken\nline', slackApiUrl: slack.url });
  const told = await notifier.tell(tellingOf([service('menu')]));
  await slack.close();
  expect(JSON.stringify(told)).not.toContain('broken');
});
