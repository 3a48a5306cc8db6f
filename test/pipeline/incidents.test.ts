import { describe, expect, test } from '@jest/globals';
import type { OutboxItem } from '../../src/model/incident.ts';
import { fail, pass } from '../../src/model/verdict.ts';
import {
  cannotSee,
  canSee,
  closed,
  firewall,
  here,
  opened,
  policy,
  service,
  story,
  unverified,
} from '../support/alerts.ts';
import { finding } from '../support/audits.ts';

const said = (items: readonly OutboxItem[]) => items.map(({ kind, route }) => `${kind} ${route}`);
const news = (items: readonly OutboxItem[]) => items.flatMap(({ notice }) => notice.news);
const on = (day: number, time = '14:00') => `2026-11-${day}T${time}:00.000Z`;

describe('one message an incident', () => {
  test('findings of one component are one message, by the worst of them', () => {
    const { play, known } = story();
    const outbox = play('14:05', [
      opened(service('menu')),
      opened(service('cart', { severity: 'critical' })),
      opened(service('pay', { check: 'spread-over-azs' })),
    ]);
    expect(said(outbox)).toEqual(['post pager']);
    expect(outbox[0]?.notice).toMatchObject({
      severity: 'critical',
      headline: 'autoscaling and spread-over-azs of services do not hold on 3 resources',
    });
    expect([...known.values()].map(({ status, items }) => [status, items.length])).toEqual([['open', 3]]);
  });

  test('two components, and two policies, are two', () => {
    const outbox = story().play('14:05', [
      opened(service('menu')),
      opened(firewall()),
      opened(service('menu', { policy: 'wiki' })),
    ]);
    expect(said(outbox)).toEqual(['post alerts', 'post pager', 'post alerts']);
  });

  test('what changes edits the message and is told in its thread', () => {
    const { play } = story();
    play('14:05', [opened(service('menu')), opened(service('cart'))]);
    const outbox = play('14:10', [closed(service('menu'))]);
    expect(said(outbox)).toEqual(['edit alerts', 'reply alerts']);
    expect(news(outbox)).toEqual(['Fixed: services/autoscaling of kiosk/menu']);
  });

  test('what ends resolves it in both', () => {
    const { play, known } = story();
    play('14:05', [opened(service('menu'))]);
    const outbox = play('14:43', [closed(service('menu'))]);
    expect(said(outbox)).toEqual(['edit alerts', 'reply alerts']);
    expect(outbox[0]?.notice).toMatchObject({
      status: 'resolved',
      ending: 'fixed',
      headline: 'autoscaling of services holds again',
    });
    expect(news(outbox)).toEqual(['Fixed: services/autoscaling of kiosk/menu', 'Resolved after 38 min']);
    expect([...known.values()][0]).toMatchObject({
      status: 'resolved',
      resolvedAt: '2026-11-23T14:43:00.000Z',
    });
  });
});

describe('how the end is told', () => {
  test('what ended in several ways is open no more', () => {
    const { play } = story();
    play('14:05', [opened(service('menu')), opened(service('cart'))]);
    const outbox = play('14:10', [closed(service('menu')), closed(service('cart'), 'excepted')]);
    expect(outbox[0]?.notice).toMatchObject({
      headline: 'autoscaling of services is open no more',
      ending: '1 fixed, 1 excepted',
    });
  });

  test('an exception that is another now was not required', () => {
    const { play } = story();
    const expired = service('menu', { check: 'exception.EX-1', resource: null, place: null });
    play('14:05', [opened(expired)]);
    const outbox = play('14:10', [closed(expired, 'policy-changed')]);
    expect(outbox[0]?.notice).toMatchObject({
      headline: 'its exceptions are in order',
      ending: 'renewed or taken out',
      ended: ['Renewed or taken out: services/exception.EX-1'],
    });
  });
});

describe('how it ends', () => {
  test.each([
    ['gone', 'Gone, with its resource: services/autoscaling of kiosk/menu', 'gone with the resource'],
    [
      'policy-changed',
      'Required no more, the policy changed: services/autoscaling of kiosk/menu',
      'required no more',
    ],
    ['excepted', 'Excepted: services/autoscaling of kiosk/menu (EX-14 until 2027-01-31)', 'excepted'],
  ] as const)('what is %s is not told to be fixed', (why, line, end) => {
    const { play } = story();
    play('14:05', [opened(service('menu'))]);
    const exception = why === 'excepted' ? { id: 'EX-14', expires: '2027-01-31' } : null;
    const outbox = play('14:10', [closed(service('menu', { exception }), why)]);
    expect(news(outbox)[0]).toBe(line);
    expect(outbox[0]?.notice.headline).toBe(`autoscaling of services is ${end}`);
  });

  test('what was never told of is not told to be over', () => {
    expect(story().play('14:05', [closed(service('menu')), canSee(null)])).toEqual([]);
  });

  test('where nothing changes nothing is said', () => {
    const { play } = story();
    play('14:05', [opened(service('menu'))]);
    expect(play('14:10', [])).toEqual([]);
    expect(play('14:15', [opened(service('menu'))])).toEqual([]);
  });

  test('of another place nothing is said, and nothing is closed', () => {
    const { play, known } = story();
    play('14:05', [opened(service('menu'))]);
    expect(play('14:10', [closed(service('menu'))], { place: { ...here, region: 'eu-west-1' } })).toEqual([]);
    expect([...known.values()].map(({ status }) => status)).toEqual(['open']);
  });

  test('the same transaction run twice says the same under the same ids', () => {
    const ids = () =>
      story()
        .play('14:05', [opened(service('menu'))])
        .map(({ id }) => id);
    expect(ids()).toEqual(ids());
  });

  test('what opens again a day later is another incident', () => {
    const { play, known } = story();
    play(on(23), [opened(service('menu'))]);
    play(on(25), [closed(service('menu'))]);
    expect(said(play(on(25, '15:00'), [opened(service('menu'))]))).toEqual(['post alerts']);
    expect(known.size).toBe(2);
  });
});

describe('who hears of it', () => {
  const owned = (route: string) => policy({ owner: { team: 'edge', route } });

  test("the owner's route goes before the severity's", () => {
    const outbox = story({}, [owned('alerts')]).play('14:05', [opened(firewall())]);
    expect(said(outbox)).toEqual(['post alerts']);
    expect(outbox[0]?.notice.detour).toBeNull();
  });

  test("an owner's route that nobody configured falls back, and says so", () => {
    const outbox = story({}, [owned('edge-oncall')]).play('14:05', [opened(firewall())]);
    expect(said(outbox)).toEqual(['post pager']);
    expect(outbox[0]?.notice.detour).toBe(
      'the policy\'s owner has the route "edge-oncall", which is not configured',
    );
  });

  test('what gets worse is told to those who hear of that too, and calls those who know', () => {
    const { play } = story();
    play('14:05', [opened(service('menu'))]);
    const finding = service('menu', { severity: 'critical' });
    const before = { status: 'fail', message: 'MinCapacity is 1' } as const;
    const since = { after: null, until: '2026-11-23T14:10:00.000Z' };
    const outbox = play('14:10', [{ kind: 'worsened', finding, before, since }]);
    expect(outbox.map(({ kind, route, notice }) => [kind, route, notice.calls])).toEqual([
      ['edit', 'alerts', false],
      ['reply', 'alerts', true],
      ['post', 'pager', true],
    ]);
  });
});

describe('what cannot be seen', () => {
  test('holds an incident open, unverified', () => {
    const { play, known } = story();
    play('14:05', [opened(service('menu'))]);
    const outbox = play('14:10', [unverified(service('menu'))]);
    expect(said(outbox)).toEqual(['edit alerts', 'reply alerts']);
    expect(outbox[0]?.notice).toMatchObject({
      status: 'open',
      unverified: { why: 'ecs:DescribeServices answered AccessDeniedException' },
    });
    expect([...known.values()].map(({ status }) => status)).toEqual(['open']);
  });

  test('is one message, and no reply for each thing that it hides', () => {
    const { play } = story();
    play('14:05', [opened(service('menu')), opened(firewall())]);
    const outbox = play('14:10', [cannotSee(null), unverified(service('menu')), unverified(firewall())]);
    expect(said(outbox)).toEqual(['post alerts', 'edit alerts', 'edit pager']);
    expect(outbox[0]?.notice).toMatchObject({ kind: 'cannot-see', headline: 'cannot see anything here' });
    expect(outbox[0]?.notice.items[0]).toMatchObject({
      message: 'ecs:ListServices answered AccessDeniedException; 7 findings cannot be judged',
      fix: 'Grant ecs:ListServices',
    });
  });

  test('resolves when it is seen again', () => {
    const { play } = story();
    play('14:05', [cannotSee('AWS::ECS::Service')]);
    const outbox = play('14:10', [canSee('AWS::ECS::Service')]);
    expect(outbox[0]?.notice).toMatchObject({ status: 'resolved', headline: 'can be seen again' });
  });
});

describe('the first run', () => {
  const baseline = { baseline: true };

  test('is one digest', () => {
    const { play } = story();
    const outbox = play(
      '14:05',
      [opened(service('menu')), opened(firewall()), cannotSee('AWS::EFS::FileSystem')],
      baseline,
    );
    expect(said(outbox)).toEqual(['post pager']);
    expect(outbox[0]?.notice.headline).toBe('baseline, 2 violations and 1 thing that cannot be seen');
  });

  test('says of each thing which policy wants it, and has no exceptions to paste', () => {
    const [post] = story().play(
      '14:05',
      [opened(service('menu')), opened(service('menu', { policy: 'wiki' }))],
      baseline,
    );
    expect(post?.notice.items.map(({ what }) => what)).toEqual([
      'elastic-web-platform/services/autoscaling',
      'wiki/services/autoscaling',
    ]);
    expect(post?.notice.exceptions).toEqual([]);
  });

  test('that finds nothing is told too', () => {
    const outbox = story().play('14:05', [], baseline);
    expect(outbox[0]?.notice).toMatchObject({
      headline: 'baseline, 0 violations',
      status: 'resolved',
      calls: false,
    });
  });

  test('is edited as what it found is mended, and what is new is a message of its own', () => {
    const { play } = story();
    play('14:05', [opened(service('menu')), opened(firewall())], baseline);
    const outbox = play('14:10', [closed(firewall()), opened(service('cart'))]);
    expect(said(outbox)).toEqual(['edit pager', 'reply pager', 'post alerts']);
    expect(outbox[0]?.notice.headline).toBe('baseline, 1 violation');
  });
});

test('what is wrong with an exception is not the trouble of its component', () => {
  const { play } = story();
  play('14:05', [opened(service('menu'))]);
  const expired = finding({
    component: 'services',
    check: 'exception.EX-7',
    place: null,
    resource: null,
    verdict: fail('exception EX-7 expired on 2026-10-01'),
  });
  const outbox = play('14:10', [opened(expired)]);
  expect(said(outbox)).toEqual(['post alerts']);
  expect(outbox[0]?.notice.headline).toBe('1 exception needs attention');
});

describe('reminders', () => {
  test.each([
    ['critical', '18:04', []],
    ['critical', '18:05', ['Still open after 4 h']],
    ['high', '18:05', []],
  ] as const)('%s at %s: %j', (severity, time, expected) => {
    const { play } = story();
    play('14:05', [opened(firewall({ severity }))]);
    expect(news(play(time, []))).toEqual(expected);
  });

  test('come again only after as long a time, and call', () => {
    const { play } = story();
    play('14:05', [opened(firewall())]);
    expect(play('18:05', []).map(({ kind, notice }) => [kind, notice.calls])).toEqual([
      ['edit', false],
      ['reply', true],
    ]);
    expect(play('18:10', [])).toEqual([]);
    expect(news(play('22:05', []))).toEqual(['Still open after 8 h']);
  });

  test('stay away where it is acknowledged, until its state changes', () => {
    const { play, marks } = story();
    play('14:05', [opened(firewall())]);
    marks.push('U0ANNA 1.1');
    expect(said(play('14:10', []))).toEqual(['edit pager']);
    expect(play('20:00', [])).toEqual([]);
    play('20:05', [opened(firewall({ check: 'rate-limit' }))]);
    expect(news(play('23:59', []))).toEqual([]);
    expect(news(play(on(24, '00:05'), []))).toEqual(['Still open after 10 h']);
    marks.push('U0ANNA 2.2');
    play(on(24, '00:10'), []);
    expect(news(play(on(24, '09:00'), []))).toEqual([]);
  });
});

describe('a quiet window', () => {
  const quiet = [{ start: '0 22 * * *', minutes: 120, timezone: 'UTC', reason: 'weekly release' }];

  test('holds what opens in it, and tells what still stands afterwards', () => {
    const { play, known } = story({ quiet });
    expect(play('22:00', [opened(service('menu'))])).toEqual([]);
    expect([...known.values()][0]?.heldBy).toBe('weekly release');
    expect(said(play(on(24, '00:00'), []))).toEqual(['post alerts']);
  });

  test('says nothing of what opened and ended in it', () => {
    const { play } = story({ quiet });
    play('22:00', [opened(service('menu'))]);
    expect(play('22:30', [closed(service('menu'))])).toEqual([]);
    expect(play(on(24, '00:00'), [])).toEqual([]);
  });

  test('keeps reminders back', () => {
    const { play } = story({ quiet });
    play('19:00', [opened(firewall())]);
    expect(play('23:00', [])).toEqual([]);
    expect(news(play(on(24, '00:00'), []))).toEqual(['Still open after 5 h']);
  });
});

describe('what opens and closes again and again', () => {
  test('a third change of mind within a day is counted in the same message', () => {
    const { play, known } = story();
    play('14:00', [opened(service('menu'))]);
    play('14:10', [closed(service('menu'))]);
    const third = play('14:20', [opened(service('menu'))]);
    expect(said(third)).toEqual(['edit alerts', 'reply alerts']);
    expect(third[0]?.notice.flapping).toBe(2);
    expect(news(third)).toEqual([
      'Opens and closes again and again: from here on it is counted, and told when it has kept still for an hour',
    ]);
    expect(said(play('14:30', [closed(service('menu'))]))).toEqual(['edit alerts']);
    expect(said(play('14:40', [opened(service('menu'))]))).toEqual(['edit alerts']);
    expect(known.size).toBe(1);
  });

  test.each(['excepted', 'policy-changed'] as const)('that it is %s counts as no change', (why) => {
    const { play, known } = story();
    play('14:00', [opened(service('menu'))]);
    play('14:10', [closed(service('menu'), why)]);
    play('14:20', [opened(service('menu'))]);
    const fixed = play('14:30', [closed(service('menu'))]);
    expect(fixed[0]?.notice).toMatchObject({ status: 'resolved', flapping: null });
    expect(known.size).toBe(2);
  });

  test('resolves once it has kept still', () => {
    const { play } = story();
    play('14:00', [opened(service('menu'))]);
    play('14:10', [closed(service('menu'))]);
    play('14:20', [opened(service('menu'))]);
    play('14:30', [closed(service('menu'))]);
    expect(play('15:29', [])).toEqual([]);
    const outbox = play('15:30', []);
    expect(outbox[0]?.notice.status).toBe('resolved');
    expect(news(outbox)).toEqual(['Resolved after 90 min']);
  });

  test('is told to stand once it has kept still and fails', () => {
    const { play } = story();
    play('14:00', [opened(service('menu'))]);
    play('14:10', [closed(service('menu'))]);
    play('14:20', [opened(service('menu'))]);
    expect(news(play('15:20', []))).toEqual(['Has kept still, and is still failing']);
  });
});

describe('flapping', () => {
  test('that the comparison tells is one message, reminded of until it is calm', () => {
    const { play } = story();
    play('14:00', [opened(firewall())]);
    play('14:10', [closed(firewall())]);
    const since = { after: null, until: '2026-11-23T14:20:00.000Z' };
    const third = play('14:20', [{ kind: 'flapping', finding: firewall(), turns: 3, since }]);
    expect(said(third)).toEqual(['edit pager', 'reply pager']);
    expect(third[0]?.notice).toMatchObject({ status: 'open', flapping: 2 });
    expect(play('17:00', [])).toEqual([]);
    expect(news(play('18:20', []))).toEqual(['Still open after 4 h']);
    const over = play(on(24, '15:00'), [closed(firewall())]);
    expect(over[0]?.notice.status).toBe('resolved');
  });

  test('while it holds says so, calls nobody and is not reminded of; when it fails again it is', () => {
    const { play } = story();
    const since = { after: null, until: '2026-11-23T14:30:00.000Z' };
    const mended = { ...firewall(), verdict: pass('geo-block holds') };
    play('14:00', [opened(firewall())]);
    play('14:10', [closed(firewall())]);
    play('14:20', [{ kind: 'flapping', finding: firewall(), turns: 3, since }]);
    const rests = play('14:30', [{ kind: 'flapping', finding: mended, turns: 4, since }]);
    expect(said(rests)).toEqual(['edit pager']);
    expect(rests[0]?.notice).toMatchObject({
      headline: 'geo-block of firewall fails again and again; at present it holds',
      items: [{ restsSince: since.until, message: firewall().verdict.message }],
    });
    expect(play('20:00', [])).toEqual([]);
    const fails = play('20:10', [{ kind: 'flapping', finding: firewall(), turns: 5, since }]);
    expect(fails[0]?.notice.items[0]?.restsSince).toBe(null);
    expect(news(fails)).toEqual(['Still open after 6 h']);
  });

  test('of one finding does not hide what else is new of its component', () => {
    const { play } = story();
    play('14:00', [opened(service('menu')), opened(service('cart'))]);
    play('14:10', [closed(service('menu'))]);
    play('14:20', [opened(service('menu'))]);
    expect(news(play('14:30', [closed(service('menu')), opened(service('pay'))]))).toEqual([
      'New: services/autoscaling of kiosk/pay: MinCapacity is 1',
    ]);
  });
});
