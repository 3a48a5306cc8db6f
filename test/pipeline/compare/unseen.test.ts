import { expect, test } from '@jest/globals';
import { unknown } from '../../../src/model/verdict.ts';
import {
  fails,
  here,
  holds,
  linesOf,
  listRefused,
  looked,
  on,
  play,
  refused,
  type Story,
  serviceType,
  settling,
  sighting,
  throttled,
  unread,
} from '../../support/sightings.ts';

const menu = 'autoscaling menu';
const exception = { id: 'EX-1', expires: '2027-01-31' };
const listThrottled = {
  ...listRefused,
  looked: [looked(0, throttled)],
  unread: [{ ...throttled, ...here, type: serviceType, property: null }],
};

const cases: readonly Story[] = [
  {
    name: 'a resource that an incomplete list lacks is not gone',
    audits: [
      sighting(0, [fails('menu'), holds('cart')]),
      sighting(5, [on('', unknown('x', refused), { resource: null })], listRefused),
    ],
    tells: [['cannot-see AWS::ECS::Service, hides 2', `unverified ${menu}`]],
  },
  {
    name: 'what somebody has accepted as unread wakes nobody, and closes nothing',
    audits: [
      sighting(0, [fails('menu'), holds('cart')]),
      sighting(5, [on('', unknown('x', refused), { resource: null })], {
        ...listRefused,
        unread: [{ ...refused, ...here, type: serviceType, property: null, exception }],
      }),
    ],
    tells: [[`unverified ${menu}`]],
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
];

test.each(cases)('$name', ({ audits, tells }) => {
  expect(linesOf(play(audits).drifts).slice(1)).toEqual(tells);
});
