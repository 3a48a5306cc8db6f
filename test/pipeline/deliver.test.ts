import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Change } from '../../src/model/drift.ts';
import type { Incident } from '../../src/model/incident.ts';
import { slackNotifier } from '../../src/notifiers/slack.ts';
import { acknowledgements } from '../../src/pipeline/acknowledge.ts';
import { payloadsOf } from '../../src/pipeline/deliver/attempt.ts';
import { deliver } from '../../src/pipeline/deliver.ts';
import { incidents } from '../../src/pipeline/incidents.ts';
import {
  alertsRoute,
  at,
  closed,
  drift,
  firewall,
  opened,
  pagerRoute,
  policy,
  service,
  settings,
} from '../support/alerts.ts';
import { impatient } from '../support/impatient.ts';
import { type MemoryStore, memoryStore } from '../support/memory-outbox.ts';
import { type SlackServer, slackServer } from '../support/slack/server.ts';

const minute = 60_000;
const context = { settings: settings(), policies: [policy()] };

let clock: number;
let slack: SlackServer;
let store: MemoryStore;

beforeEach(async () => {
  clock = at('14:05').getTime();
  slack = await slackServer(() => new Date(clock));
  store = memoryStore();
});
afterEach(() => slack.close());

function notifier() {
  const { fetch, giveUp } = impatient();
  slack.hangs = giveUp;
  return slackNotifier({ token: slack.token, slackApiUrl: slack.url, fetch, timeout: 600_000 });
}

function happens(...changes: readonly Change[]): void {
  store.store(incidents([...store.incidents.values()], drift(changes), new Date(clock), context));
}

/** One run, which may take so many minutes. */
const run = (minutes = 5, more: Partial<Parameters<typeof deliver>[1]> = {}) =>
  deliver(store.outbox, {
    notifiers: new Map([['slack', notifier()]]),
    routes: context.settings.routes,
    fallback: 'alerts',
    now: () => new Date(clock),
    pause: async (milliseconds) => {
      clock += milliseconds;
    },
    until: new Date(clock + minutes * minute),
    ...more,
  });

const channelOf = (name: string) => slack.roots(name).map(({ versions }) => versions.at(-1)?.text ?? '');

describe('an outbox is emptied', () => {
  test('in order, at the pace of a channel', async () => {
    happens(opened(service('menu')), opened(service('pay', { component: 'payments' })));
    clock += minute;
    happens(closed(service('menu')));
    expect(await run()).toEqual({ delivered: 4, waiting: 0, troubles: [], delays: [] });
    expect(slack.calls).toEqual(['chat.postMessage', 'chat.postMessage', 'chat.update', 'chat.postMessage']);
  });

  test('what was over before it could be told is one message that says so, and calls nobody', async () => {
    happens(opened(firewall()));
    happens(closed(firewall()));
    await run();
    const [message] = slack.roots('C0PAGER');
    expect(message?.versions[0]?.text).toMatch(/^✅ /);
    expect(JSON.stringify(slack.messages)).not.toContain('<!here>');
  });

  test('of several edits only the last is made, and every change is told', async () => {
    happens(opened(service('menu')), opened(service('cart')), opened(service('pay')));
    await run();
    for (const name of ['menu', 'cart', 'pay']) happens(closed(service(name)));
    await run();
    expect(slack.calls.filter((call) => call === 'chat.update')).toHaveLength(1);
    expect(slack.messages.filter(({ thread }) => thread !== null)).toHaveLength(3);
  });

  test('as far as the time goes; the rest goes with the next run', async () => {
    happens(opened(service('menu')), opened(firewall()));
    const one = await run(0);
    expect(one).toEqual({ delivered: 0, waiting: 2, troubles: [], delays: [] });
    expect(await run()).toMatchObject({ delivered: 2, waiting: 0 });
  });

  test('not after it is interrupted', async () => {
    happens(opened(service('menu')));
    expect(await run(5, { signal: AbortSignal.abort() })).toMatchObject({ delivered: 0, waiting: 1 });
  });

  test('by two processes at once, each thing by one of them', async () => {
    happens(opened(service('menu')), opened(firewall()), opened(service('pay', { component: 'payments' })));
    await Promise.all([run(), run()]);
    expect(slack.messages).toHaveLength(3);
    expect(store.waiting.size).toBe(0);
  });
});

describe('when Slack does not take it', () => {
  test('it waits while Slack is down, and is told once', async () => {
    happens(opened(service('menu')));
    slack.trouble = () => 'error-500';
    const delays = ['Slack answered with HTTP status 500'];
    expect(await run()).toEqual({ delivered: 0, waiting: 1, troubles: [], delays });
    slack.trouble = () => undefined;
    clock += 60 * minute;
    expect(await run()).toMatchObject({ delivered: 1, waiting: 0 });
    expect(slack.messages).toHaveLength(1);
  });

  test('it waits as long as Slack asks, with all that goes to the channel', async () => {
    happens(opened(service('menu')), opened(service('pay', { component: 'payments' })));
    slack.troubles.push({ wait: 30 });
    const before = clock;
    expect(await run()).toMatchObject({ delivered: 2, waiting: 0 });
    expect(clock - before).toBeGreaterThanOrEqual(30_000);
    expect(slack.calls).toHaveLength(2);
  });

  test('what may have arrived is looked for before it is told again', async () => {
    happens(opened(service('menu')));
    slack.troubles.push('hang-after');
    expect(await run()).toMatchObject({ delivered: 1, waiting: 0 });
    expect(slack.calls).toEqual(['chat.postMessage', 'conversations.history']);
    expect(slack.messages).toHaveLength(1);
  });

  test('what arrives half a minute after it was given up is not told again', async () => {
    happens(opened(service('menu')));
    slack.troubles.push({ late: 30_000 });
    expect(await run()).toMatchObject({ delivered: 1, waiting: 0 });
    expect(slack.messages).toHaveLength(1);
  });
});

describe('when a person has to mend something', () => {
  test('a token that was revoked is for a person to mend, and nothing is lost', async () => {
    happens(opened(service('menu')), opened(firewall()));
    slack.revoked = true;
    expect(await run()).toEqual({
      delivered: 0,
      waiting: 2,
      troubles: [{ route: 'alerts', reason: 'Slack answered token_revoked' }],
      delays: [],
    });
    expect([...store.waiting.values()].map(({ refused }) => refused)).toContain(
      'Slack answered token_revoked',
    );
    slack.revoked = false;
    clock += 5 * minute;
    expect(await run()).toEqual({ delivered: 2, waiting: 0, troubles: [], delays: [] });
    expect(slack.messages).toHaveLength(2);
  });

  test('what cannot go to its channel goes to the fallback, and says so', async () => {
    happens(opened(firewall()));
    slack.channels.delete('C0PAGER');
    const reason = 'Slack answered channel_not_found';
    expect(await run()).toEqual({
      delivered: 1,
      waiting: 0,
      troubles: [{ route: 'pager', reason }],
      delays: [],
    });
    expect(JSON.stringify(slack.roots('C0ALERTS'))).toContain(
      `Told here because the route \\"pager\\" cannot be used: ${reason}`,
    );
    clock += 5 * minute;
    happens(closed(firewall()));
    expect(await run()).toMatchObject({ delivered: 2, waiting: 0, troubles: [] });
    expect(channelOf('C0ALERTS')).toEqual([expect.stringMatching(/^✅ /)]);
  });

  test('where the fallback is gone too it waits, and is told when the channel is there again', async () => {
    happens(opened(service('menu')));
    slack.channels.delete('C0ALERTS');
    expect(await run()).toMatchObject({ delivered: 0, waiting: 1 });
    slack.channels.set('C0ALERTS', { archived: false });
    expect(await run()).toMatchObject({ delivered: 1, waiting: 0 });
  });
});

describe('a channel that is closed', () => {
  const reason = 'Slack answered is_archived';

  test('keeps what it would edit, and nothing new: that goes to the fallback', async () => {
    happens(opened(firewall()));
    await run();
    clock += 5 * minute;
    slack.channels.set('C0PAGER', { archived: true });
    happens(closed(firewall()), opened(firewall({ component: 'edge' })));
    expect(await run()).toEqual({
      delivered: 1,
      waiting: 2,
      troubles: [{ route: 'pager', reason }],
      delays: [],
    });
    expect(channelOf('C0ALERTS')).toEqual([expect.stringContaining('geo-block of edge does not hold')]);
    slack.channels.set('C0PAGER', { archived: false });
    expect(await run()).toEqual({ delivered: 2, waiting: 0, troubles: [], delays: [] });
    expect(channelOf('C0PAGER')).toEqual([expect.stringMatching(/^✅ /)]);
  });

  test('is left once the route goes elsewhere: what is so now is told there', async () => {
    happens(opened(firewall()));
    await run();
    clock += 5 * minute;
    slack.channels.set('C0PAGER', { archived: true });
    slack.channels.set('C0NIGHTS', { archived: false });
    happens(closed(firewall()));
    const moved = { ...pagerRoute, to: 'C0NIGHTS' };
    const told = await run(5, { routes: [alertsRoute, moved] });
    expect(told).toEqual({ delivered: 2, waiting: 0, troubles: [], delays: [] });
    expect(channelOf('C0NIGHTS')).toEqual([expect.stringMatching(/^✅ /)]);
  });

  test('for good is left for the fallback, which says why', async () => {
    happens(opened(firewall()));
    await run();
    clock += 5 * minute;
    slack.channels.delete('C0PAGER');
    happens(closed(firewall()));
    const gone = 'Slack answered channel_not_found';
    expect(await run()).toEqual({
      delivered: 2,
      waiting: 0,
      troubles: [{ route: 'pager', reason: gone }],
      delays: [],
    });
    expect(channelOf('C0ALERTS')).toEqual([expect.stringMatching(/^✅ /)]);
    expect(slack.messages.filter(({ channel }) => channel === 'C0ALERTS')).toHaveLength(2);
  });
});

test('a channel that is closed keeps nobody from being called: that is told in the fallback by itself, and once, however often its answer is lost', async () => {
  const reason = 'Slack answered is_archived';
  happens(opened(firewall()));
  await run();
  clock += 4 * 60 * minute;
  slack.channels.set('C0PAGER', { archived: true });
  happens();
  slack.troubles.push(undefined, undefined, 'drop-after');
  expect(await run()).toMatchObject({ delivered: 1, waiting: 1, troubles: [{ route: 'pager', reason }] });
  const [told, ...others] = slack.roots('C0ALERTS');
  expect([told?.versions[0]?.text, others]).toEqual([
    expect.stringMatching(/^🔴 .*\nStill open after 4 h$/),
    [],
  ]);
  expect(JSON.stringify(told?.versions)).toContain(`cannot be used: ${reason}`);
  slack.channels.set('C0PAGER', { archived: false });
  happens(closed(firewall()));
  expect(await run()).toMatchObject({ waiting: 0, troubles: [] });
  expect(channelOf('C0PAGER')).toEqual([expect.stringMatching(/^✅ /)]);
  expect(slack.roots('C0ALERTS')).toHaveLength(1);
});

describe('a message whose answer was lost', () => {
  const minutes = (some: number) => {
    clock += some * minute;
  };

  test('and that went to the fallback is not told again once its channel is open', async () => {
    happens(opened(firewall()));
    slack.channels.set('C0PAGER', { archived: true });
    slack.troubles.push(undefined, 'drop-after');
    expect(await run(0.5)).toMatchObject({ delivered: 0, waiting: 1 });
    expect(slack.roots('C0ALERTS')).toHaveLength(1);
    minutes(5);
    slack.channels.set('C0PAGER', { archived: false });
    expect(await run()).toMatchObject({ delivered: 1, waiting: 0, troubles: [] });
    happens(closed(firewall()));
    await run();
    expect(channelOf('C0PAGER')).toEqual([]);
    expect(channelOf('C0ALERTS')).toEqual([expect.stringMatching(/^✅ /)]);
  });

  test('before its private channel was archived is found in it, and is told nowhere else', async () => {
    happens(opened(firewall()));
    slack.troubles.push('drop-after');
    expect(await run(0.5)).toMatchObject({ delivered: 0, waiting: 1 });
    minutes(5);
    slack.channels.set('C0PAGER', { archived: true, isPrivate: true });
    expect(await run()).toMatchObject({ delivered: 1, waiting: 0, troubles: [] });
    expect(slack.messages).toHaveLength(1);
  });

  test('before its public channel was archived can be found by no bot: it is told in the fallback too', async () => {
    happens(opened(firewall()));
    slack.troubles.push('drop-after');
    expect(await run(0.5)).toMatchObject({ delivered: 0, waiting: 1 });
    minutes(5);
    slack.channels.set('C0PAGER', { archived: true });
    const troubles = [{ route: 'pager', reason: 'Slack answered is_archived' }];
    expect(await run()).toMatchObject({ delivered: 1, waiting: 0, troubles });
    expect([channelOf('C0PAGER'), channelOf('C0ALERTS')]).toEqual([[expect.anything()], [expect.anything()]]);
  });

  test('and that was told anew since somebody deleted it is not told a third time for what changed since', async () => {
    happens(opened(service('menu')), opened(service('cart')));
    await run();
    slack.remove(slack.messages[0]?.ts ?? '');
    minutes(5);
    happens(closed(service('menu')));
    slack.troubles.push(undefined, 'drop-after');
    expect(await run(0.5)).toMatchObject({ waiting: 2 });
    minutes(5);
    happens(closed(service('cart')));
    expect(await run()).toMatchObject({ waiting: 0, troubles: [] });
    expect(channelOf('C0ALERTS')).toEqual([expect.stringMatching(/^✅ /)]);
  });
});

describe('a message', () => {
  test('that somebody deleted is told anew, once', async () => {
    happens(opened(service('menu')));
    await run();
    slack.remove(slack.messages[0]?.ts ?? '');
    clock += 5 * minute;
    happens(closed(service('menu')));
    expect(await run()).toMatchObject({ delivered: 2, waiting: 0, troubles: [] });
    expect(channelOf('C0ALERTS')).toEqual([expect.stringMatching(/^✅ /)]);
    expect(slack.messages).toHaveLength(2);
  });

  test('whose blocks Slack refuses is told without them', async () => {
    happens(opened(service('menu')));
    slack.refusesBlocks = true;
    expect(await run()).toMatchObject({ delivered: 1, waiting: 0 });
    expect(slack.messages[0]?.versions[0]?.blocks).toEqual([]);
  });

  test('for a route that is not configured any more goes to the fallback, and says so', async () => {
    happens(opened(firewall()));
    const reason = 'the route "pager" is not configured';
    expect(await run(5, { routes: [alertsRoute] })).toMatchObject({
      waiting: 0,
      troubles: [{ route: 'pager', reason }],
    });
    expect(JSON.stringify(slack.roots('C0ALERTS'))).toContain('Told here because the route \\"pager\\" is');
  });

  test('on a route that was taken out since is edited where it stands', async () => {
    happens(opened(firewall()));
    await run();
    clock += 5 * minute;
    happens(closed(firewall()));
    const after = await run(5, { routes: [alertsRoute] });
    expect(after).toEqual({ delivered: 2, waiting: 0, troubles: [], delays: [] });
    expect(channelOf('C0PAGER')).toEqual([expect.stringMatching(/^✅ /)]);
    expect(slack.roots('C0ALERTS')).toEqual([]);
  });
});

test('what would be sent can be read without sending it', () => {
  const told = incidents([], drift([opened(service('menu')), opened(firewall())]), at('14:05'), context);
  const payloads = payloadsOf(told.outbox, {
    notifiers: new Map([['slack', notifier()]]),
    routes: [alertsRoute],
    fallback: 'nowhere',
  });
  expect(payloads).toEqual([
    { route: 'alerts', kind: 'post', payload: expect.objectContaining({ channel: 'C0ALERTS' }) as unknown },
    { route: 'pager', refused: 'the route "pager" is not configured' },
  ]);
  expect(JSON.stringify(payloads)).not.toContain(slack.token);
  expect(slack.messages).toEqual([]);
});

describe('an acknowledgement', () => {
  const standings = (incident: Incident) =>
    store.refsOf(incident.id).map((ref) => ({ ref, notifier: notifier() }));
  const read = () => acknowledgements([...store.incidents.values()], standings);

  test('is a reaction on the message, or on the last reply', async () => {
    happens(opened(service('menu')), opened(service('cart')));
    await run();
    clock += minute;
    happens(closed(service('cart')));
    await run();
    const [root, reply] = slack.messages;
    slack.react(root?.ts ?? '', 'U0ANNA');
    slack.react(reply?.ts ?? '', 'U0BERT');
    slack.react(root?.ts ?? '', 'U0CARL', 'thumbsup');
    expect([...(await read()).values()]).toEqual([[`U0ANNA ${root?.ts}`, `U0BERT ${reply?.ts}`]]);
  });

  test('that cannot be read is not taken to be withdrawn', async () => {
    happens(opened(service('menu')));
    await run();
    slack.troubles.push('error-500');
    expect((await read()).size).toBe(0);
  });
});
