import { describe, expect, test } from '@jest/globals';
import { all } from '../../src/model/all.ts';
import { fail } from '../../src/model/verdict.ts';
import { defaultSettings } from '../../src/pipeline/compare/comparing.ts';
import { resource } from '../support/audits.ts';
import {
  confirming,
  fails,
  holds,
  linesOf,
  minute,
  on,
  play,
  type Story,
  serviceType,
  sighting,
  unread,
} from '../support/sightings.ts';

const menu = 'autoscaling menu';
const excepted = (name: string) =>
  fails(name, undefined, { exception: { id: 'EX-1', expires: '2027-01-01' } });
const inNewPolicy = { policies: { shop: 'b' } };

const missing = (message: string, offenders: readonly string[] = []) =>
  on(
    'menu',
    fail(message, {
      expected: 'at least 1',
      actual: 0,
      offenders: offenders.map((name) => resource(serviceType, name)),
    }),
  );

const upcoming = on('menu', fail('exception EX-1 expires on 2026-12-01', { upcoming: true }));
const day = 24 * 60;
const onItsWay = on('menu', fail('DesiredCount is 1', { eventual: true }));

const cases: readonly Story[] = [
  {
    name: 'what stays as it is changes nothing',
    audits: [sighting(0, [holds('menu'), fails('cart')]), sighting(5, [holds('menu'), fails('cart')])],
    tells: [[]],
  },
  {
    name: 'a violation opens, and closes when it is mended',
    audits: [sighting(0, [holds('menu')]), sighting(5, [fails('menu')]), sighting(10, [holds('menu')])],
    tells: [[`opened ${menu}`], [`closed ${menu}: fixed`]],
  },
  {
    name: 'a violation that AWS is to mend by itself opens when a second audit sees it',
    audits: [
      sighting(0, [holds('menu')]),
      sighting(5, [onItsWay]),
      sighting(10, [holds('menu')]),
      sighting(15, [onItsWay]),
      sighting(20, [onItsWay]),
    ],
    tells: [[], [], [], [`opened ${menu}`]],
  },
  {
    name: 'what is upcoming opens a day after whoever changed the policy could know it',
    audits: [
      sighting(0, [holds('cart')]),
      sighting(5, [holds('cart'), upcoming], inNewPolicy),
      sighting(day, [holds('cart'), upcoming], inNewPolicy),
      sighting(day + 5, [holds('cart'), upcoming], inNewPolicy),
      sighting(day + 10, [holds('cart'), upcoming], inNewPolicy),
    ],
    tells: [[], [], [`opened ${menu}`], []],
  },
  {
    name: 'what is upcoming under a policy that stayed as it was opens at once',
    audits: [sighting(0, [holds('menu')]), sighting(5, [upcoming])],
    tells: [[`opened ${menu}`]],
  },
  {
    name: 'what has come meanwhile is kept from nobody',
    audits: [
      sighting(0, [holds('cart')]),
      sighting(5, [holds('cart'), upcoming], inNewPolicy),
      sighting(10, [holds('cart'), fails('menu')], inNewPolicy),
    ],
    tells: [[], [`opened ${menu}`]],
  },
  {
    name: 'one that is more than that opens at once',
    audits: [
      sighting(0, [holds('menu')]),
      sighting(5, [
        on(
          'menu',
          all(
            () => fail('DesiredCount is 1', { eventual: true }),
            () => fail('no policy'),
          ),
        ),
      ]),
    ],
    tells: [[`opened ${menu}`]],
  },
  {
    name: 'a violation gets worse by severity, and changes by value',
    audits: [
      sighting(0, [fails('menu')]),
      sighting(5, [fails('menu', 'MinCapacity is 0')]),
      sighting(10, [fails('menu', 'MinCapacity is 0', { severity: 'critical' })]),
    ],
    tells: [[`changed ${menu}`], [`worsened ${menu}`]],
  },
  {
    name: 'a violation told in other words is the same one: what came nearest is no value of it',
    audits: [
      sighting(0, [missing('nothing matches; nearest: kiosk-a, whose tag role is web')]),
      sighting(5, [missing('nothing matches; nearest: kiosk-b, whose tag role is api')]),
      sighting(10, [missing('kiosk-b is INACTIVE', ['kiosk-b'])]),
    ],
    tells: [[], [`changed ${menu}`]],
  },
  {
    name: 'a violation that comes under an exception closes, and opens when that expires',
    audits: [sighting(0, [fails('menu')]), sighting(5, [excepted('menu')]), sighting(10, [fails('menu')])],
    tells: [[`closed ${menu}: excepted`], [`opened ${menu}`]],
  },
  {
    name: 'what was excepted and is mended says nothing',
    audits: [sighting(0, [excepted('menu')]), sighting(5, [holds('menu')])],
    tells: [[]],
  },
  {
    name: 'a resource that a complete list lacks is gone',
    audits: [sighting(0, [fails('menu'), holds('cart')]), sighting(5, [holds('cart')])],
    tells: [[`closed ${menu}: gone`, 'menu removed']],
  },
  {
    name: 'a policy that no longer asks closes what it asked',
    audits: [
      sighting(0, [fails('menu'), holds('menu', { check: 'fargate' })]),
      sighting(5, [holds('menu', { check: 'fargate' })], inNewPolicy),
    ],
    tells: [[`closed ${menu}: policy-changed`]],
  },
  {
    name: 'what holds by another policy is not fixed',
    audits: [sighting(0, [fails('menu')]), sighting(5, [holds('menu')], inNewPolicy)],
    tells: [[`closed ${menu}: policy-changed`]],
  },
  {
    name: 'a policy that was not judged this time stays as it is',
    audits: [sighting(0, [fails('menu')]), sighting(5, [], { policies: { other: 'c' }, claims: [] })],
    tells: [[]],
  },
  {
    name: 'a policy that is there no more closes what is known of it',
    audits: [sighting(0, [fails('menu')]), sighting(5, [], { policies: { other: 'c' }, claims: [] })],
    settings: { ...defaultSettings, policies: ['other'] },
    tells: [[`closed ${menu}: policy-changed`]],
  },
  {
    name: 'a violation counts once enough audits saw it, and so does that it is mended',
    audits: [
      sighting(0, [holds('menu')]),
      sighting(5, [fails('menu')]),
      sighting(10, [unread('menu')]),
      sighting(15, [fails('menu')]),
      sighting(20, [holds('menu')]),
      sighting(25, [fails('menu')]),
      sighting(30, [holds('menu')]),
      sighting(35, [holds('menu')]),
    ],
    settings: confirming(2, 2),
    tells: [[], [], [`opened ${menu}`], [], [], [], [`closed ${menu}: fixed`]],
  },
  {
    name: 'a new resource that fails opens once it is confirmed',
    audits: [
      sighting(0, [holds('cart')]),
      sighting(5, [holds('cart'), fails('menu')]),
      sighting(10, [holds('cart'), fails('menu')]),
    ],
    settings: confirming(2, 1),
    tells: [['menu added'], [`opened ${menu}`]],
  },
  {
    name: 'a third change of mind within a day is told as flapping, and so is each one more until it is calm',
    audits: [
      sighting(0, [holds('menu')]),
      sighting(5, [fails('menu')]),
      sighting(10, [holds('menu')]),
      sighting(15, [fails('menu')]),
      sighting(20, [holds('menu')]),
      sighting(25, [fails('menu')]),
      sighting(30, [holds('menu')]),
      sighting(35, [holds('menu')]),
      sighting(24 * 60 + 21, [holds('menu')]),
    ],
    tells: [
      [`opened ${menu}`],
      [`closed ${menu}: fixed`],
      [`flapping ${menu}`],
      [`flapping ${menu}`],
      [`flapping ${menu}`],
      [`flapping ${menu}`],
      [],
      [`closed ${menu}: fixed`],
    ],
  },
  {
    name: 'what flapped and is calm but fails is seen again, failing',
    audits: [
      sighting(0, [holds('menu')]),
      sighting(5, [fails('menu')]),
      sighting(10, [holds('menu')]),
      sighting(15, [fails('menu')]),
      sighting(24 * 60 + 21, [fails('menu')]),
      sighting(24 * 60 + 25, [fails('menu')]),
    ],
    tells: [[`opened ${menu}`], [`closed ${menu}: fixed`], [`flapping ${menu}`], [`verified ${menu}`], []],
  },
  {
    name: 'an exception is no change of mind, and what comes after it is counted anew',
    audits: [
      sighting(0, [holds('menu')]),
      sighting(5, [fails('menu')]),
      sighting(10, [holds('menu')]),
      sighting(15, [excepted('menu')]),
      sighting(20, [fails('menu')]),
      sighting(25, [holds('menu')]),
    ],
    tells: [[`opened ${menu}`], [`closed ${menu}: fixed`], [], [`opened ${menu}`], [`closed ${menu}: fixed`]],
  },
  {
    name: 'a complaint about an exception is over where something stands under it, not where nobody can tell',
    audits: [
      sighting(0, [holds('menu'), fails('', 'unused', { check: 'exception.EX-1', resource: null })]),
      sighting(5, [unread('menu')]),
      sighting(10, [excepted('menu')], { used: ['shop EX-1'] }),
    ],
    tells: [['unverified exception.EX-1'], ['closed exception.EX-1: fixed']],
  },
];

const complaint = (more: object = {}) =>
  fails('', 'unused', { check: 'exception.EX-1', resource: null, ...more });
const expired = complaint({ verdict: fail('expired', { actual: '2026-10-01' }) });

test.each([
  ['was taken out is over', complaint(), [], ['closed exception.EX-1: policy-changed']],
  ['is there yet, where nobody can tell, stays', complaint(), ['2027-01-01'], ['unverified exception.EX-1']],
  ['had expired and was renewed is over', expired, ['2027-01-01'], ['closed exception.EX-1: policy-changed']],
  ['had expired, and is as it was, stays', expired, ['2026-10-01'], ['unverified exception.EX-1']],
])('in another text of the policy, a complaint about an exception that %s', (_, told, days, tells) => {
  const exceptions = new Map(days.map((day) => ['shop EX-1', day]));
  const audits = [sighting(0, [holds('menu'), told]), sighting(5, [unread('menu')], inNewPolicy)];
  const { drifts } = play(audits, { ...defaultSettings, exceptions });
  expect(linesOf(drifts).slice(1)).toEqual([tells]);
});

test.each(cases)('$name', ({ audits, tells, settings }) => {
  const { drifts } = play(audits, settings);
  expect(linesOf(drifts).slice(1)).toEqual(tells);
});

describe('the first audit', () => {
  test('is the baseline: what is open opens, and nothing is new', () => {
    const { drifts } = play([sighting(0, [fails('menu'), holds('cart')])], confirming(3, 3));
    expect(drifts[0]?.baseline).toBe(true);
    expect(linesOf(drifts)).toEqual([[`opened ${menu}`]]);
  });
});

describe('when it happened', () => {
  test('lies between the audit that saw it last otherwise and the first that saw it so', () => {
    const { drifts } = play(
      [
        sighting(0, [holds('menu')]),
        sighting(5, [holds('menu')]),
        sighting(10, [unread('menu')]),
        sighting(15, [fails('menu')]),
        sighting(20, [fails('menu')]),
      ],
      confirming(2, 1),
    );
    expect(drifts[4]?.changes.map(({ since }) => since)).toEqual([{ after: minute(5), until: minute(15) }]);
  });

  test('is unknown where nobody had looked before', () => {
    const { drifts } = play([sighting(0, [fails('menu')])]);
    expect(drifts[0]?.changes.map(({ since }) => since)).toEqual([{ after: null, until: minute(0) }]);
  });
});
