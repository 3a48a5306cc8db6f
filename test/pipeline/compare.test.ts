import { describe, expect, test } from '@jest/globals';
import type { Sighting } from '../../src/model/known.ts';
import { unknown } from '../../src/model/verdict.ts';
import { type CompareSettings, defaultSettings } from '../../src/pipeline/compare/comparing.ts';
import {
  confirming,
  fails,
  here,
  holds,
  linesOf,
  listRefused,
  looked,
  minute,
  on,
  play,
  refused,
  serviceType,
  settling,
  sighting,
  throttled,
  unread,
} from '../support/sightings.ts';

interface Case {
  readonly name: string;
  readonly audits: readonly Sighting[];
  /** What there is to tell after each but the first. */
  readonly tells: readonly (readonly string[])[];
  readonly settings?: CompareSettings;
}

const menu = 'autoscaling menu';
const listThrottled = {
  ...listRefused,
  looked: [looked(0, throttled)],
  unread: [{ ...throttled, ...here, type: serviceType, property: null }],
};
const excepted = (name: string) =>
  fails(name, undefined, { exception: { id: 'EX-1', expires: '2027-01-01' } });
const inNewPolicy = { policies: { shop: 'b' } };

const cases: readonly Case[] = [
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
    name: 'a violation gets worse by severity, and changes by value',
    audits: [
      sighting(0, [fails('menu')]),
      sighting(5, [fails('menu', 'MinCapacity is 0')]),
      sighting(10, [fails('menu', 'MinCapacity is 0', { severity: 'critical' })]),
    ],
    tells: [[`changed ${menu}`], [`worsened ${menu}`]],
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
    name: 'a resource that an incomplete list lacks is not gone',
    audits: [
      sighting(0, [fails('menu'), holds('cart')]),
      sighting(5, [on('', unknown('x', refused), { resource: null })], listRefused),
    ],
    tells: [['cannot-see AWS::ECS::Service, hides 2', `unverified ${menu}`]],
  },
  {
    name: 'what opened, was hidden and is seen again is one story',
    audits: [
      sighting(0, [fails('menu')]),
      sighting(5, [unread('menu')]),
      sighting(10, [unread('menu')]),
      sighting(15, [fails('menu')]),
      sighting(20, [holds('menu')]),
    ],
    tells: [[`unverified ${menu}`], [], [`verified ${menu}`], [`closed ${menu}: fixed`]],
  },
  {
    name: 'what was hidden and is mended meanwhile closes',
    audits: [sighting(0, [fails('menu')]), sighting(5, [unread('menu')]), sighting(10, [holds('menu')])],
    tells: [[`unverified ${menu}`], [`closed ${menu}: fixed`]],
  },
  {
    name: 'what held, was hidden and fails now is compared with what was last known',
    audits: [sighting(0, [holds('menu')]), sighting(5, [unread('menu')]), sighting(10, [fails('menu')])],
    tells: [[], [`opened ${menu}`]],
  },
  {
    name: 'what is throttled once is no news, twice it is',
    audits: [0, 5, 10, 15].map((at) =>
      at === 0 || at === 10
        ? sighting(at, [fails('menu')])
        : sighting(at, [unread('menu', throttled)], listThrottled),
    ),
    tells: [[], [], []],
  },
  {
    name: 'what is throttled time and again is told',
    audits: [
      sighting(0, [fails('menu')]),
      ...[5, 10].map((at) => sighting(at, [unread('menu', throttled)], listThrottled)),
    ],
    tells: [[], ['cannot-see AWS::ECS::Service, hides 1', `unverified ${menu}`]],
  },
  {
    name: 'answers that contradict each other once are no news, twice they are',
    audits: [
      sighting(0, [fails('menu')]),
      sighting(5, [unread('menu', { kind: 'contradictory', operation: 'x', message: 'y' })]),
      sighting(10, [unread('menu', { kind: 'contradictory', operation: 'x', message: 'y' })]),
    ],
    tells: [[], [`unverified ${menu}`]],
  },
  {
    name: 'what is on its way changes nothing until it has arrived',
    audits: [
      sighting(0, [fails('menu'), holds('cart')]),
      sighting(5, [unread('menu', settling), unread('cart', settling)]),
      sighting(10, [fails('menu'), holds('cart')]),
    ],
    tells: [[], []],
  },
  {
    name: 'what is on its way for too long cannot be verified',
    audits: [0, 5, 10, 15, 20].map((at) =>
      sighting(at, [at === 0 ? fails('menu') : unread('menu', settling)]),
    ),
    tells: [[], [], [], [`unverified ${menu}`]],
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
    name: 'a third change of mind within a day is told as flapping, and nothing until it is calm',
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
      [],
      [],
      [],
      [],
      [`closed ${menu}: fixed`],
    ],
  },
  {
    name: 'a list that is empty while another fails to be read is one that cannot be seen',
    audits: [
      sighting(0, [
        holds('menu'),
        holds('cart'),
        on('', holds('').verdict, { check: 'count', resource: null }),
      ]),
      sighting(5, [fails('', 'nothing matches', { check: 'count', resource: null })], {
        looked: [looked(0), looked(0, refused, 'AWS::EFS::FileSystem')],
        unread: [{ ...refused, account: '1', region: 'x', type: 'AWS::EFS::FileSystem', property: null }],
      }),
    ],
    tells: [['cannot-see AWS::EFS::FileSystem, hides 0', 'cannot-see AWS::ECS::Service, hides 3']],
  },
  {
    name: 'a list that is empty while all else can be read is empty',
    audits: [
      sighting(0, [holds('menu'), on('', holds('').verdict, { check: 'count', resource: null })]),
      sighting(5, [fails('', 'nothing matches', { check: 'count', resource: null })], {
        looked: [looked(0)],
      }),
    ],
    tells: [['opened count', 'menu removed']],
  },
  {
    name: 'a place of which nothing can be read is one thing',
    audits: [
      sighting(0, [holds('menu'), fails('cart')]),
      sighting(5, [unread('menu'), unread('cart')], {
        ...listRefused,
        looked: [looked(0, refused), looked(0, refused, 'AWS::EFS::FileSystem')],
      }),
      sighting(10, [holds('menu'), fails('cart')]),
    ],
    tells: [
      ['cannot-see the place, hides 2', 'unverified autoscaling cart'],
      ['can-see the place', 'verified autoscaling cart'],
    ],
  },
  {
    name: 'what could not be seen is not seen again because all of the place cannot be seen',
    audits: [
      sighting(0, [holds('menu')], { looked: [looked(1), looked(1, null, 'AWS::EFS::FileSystem')] }),
      sighting(5, [unread('menu')], {
        ...listRefused,
        looked: [looked(0, refused), looked(1, null, 'AWS::EFS::FileSystem')],
      }),
      sighting(10, [unread('menu')], {
        ...listRefused,
        looked: [looked(0, refused), looked(0, refused, 'AWS::EFS::FileSystem')],
      }),
      sighting(15, [holds('menu')], { looked: [looked(1), looked(1, null, 'AWS::EFS::FileSystem')] }),
    ],
    tells: [
      ['cannot-see AWS::ECS::Service, hides 1'],
      ['cannot-see the place, hides 1'],
      ['can-see the place', 'can-see AWS::ECS::Service'],
    ],
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
