import { expect, test } from '@jest/globals';
import type { Claim } from '../../../src/model/claim.ts';
import { claim, linesOf, listRefused, looked, play, sighting } from '../../support/sightings.ts';

const seen = (at: number, ...claims: readonly Claim[]) =>
  sighting(at, [], { claims, looked: [looked(claims.length)] });

test.each([
  {
    name: 'a property with another value is told, as deep as can be told',
    before: claim('menu', { Network: { Public: 'DISABLED', Ports: [1] } }),
    after: claim('menu', { Network: { Public: 'ENABLED', Ports: [1] } }),
    tells: ['menu Network.Public: "DISABLED" → "ENABLED"'],
  },
  {
    name: 'a list in another order is the same list',
    before: claim('menu', { Subnets: ['a', 'b'], Tags: [{ x: 1, y: 2 }, { x: 3 }] }),
    after: claim('menu', { Subnets: ['b', 'a'], Tags: [{ x: 3 }, { y: 2, x: 1 }] }),
    tells: [],
  },
  {
    name: 'elements of a list are told by what AWS names them by',
    before: claim('menu', { Rules: [{ Name: 'geo', Action: 'Block' }, { Name: 'rate' }] }),
    after: claim('menu', { Rules: [{ Name: 'rate' }, { Name: 'geo', Action: 'Count' }, { Name: 'new' }] }),
    tells: ['menu Rules[geo].Action: "Block" → "Count"', 'menu Rules[new]: undefined → {"Name":"new"}'],
  },
  {
    name: 'a property that cannot be read is not absent',
    before: claim('menu', { Size: 2, Live: { Zones: ['a'] } }),
    after: claim('menu', { Size: 2 }, { hidden: ['Live.Zones'] }),
    tells: [],
  },
  {
    name: 'a property that is read for the first time is not new',
    before: claim('menu', { Size: 2 }, { hidden: ['Live'] }),
    after: claim('menu', { Size: 2, Live: { Zones: ['a'] } }),
    tells: [],
  },
  {
    name: 'what is on its way is not compared',
    before: claim('menu', { Size: 2 }),
    after: claim('menu', { Size: 3 }, { moving: true }),
    tells: [],
  },
  {
    name: 'what may belong to the component is neither gone nor compared',
    before: claim('menu', { Size: 2 }),
    after: claim('menu', {}, { unsure: true }),
    tells: [],
  },
])('$name', ({ before, after, tells }) => {
  const { drifts } = play([seen(0, before), seen(5, after)]);
  expect(linesOf(drifts)[1]).toEqual(tells);
});

test('what was hidden for a while is compared with the value it had', () => {
  const { drifts } = play([
    seen(0, claim('menu', { Live: { Zones: ['a'] } })),
    seen(5, claim('menu', {}, { hidden: ['Live.Zones'] })),
    seen(10, claim('menu', { Live: { Zones: ['b'] } })),
  ]);
  expect(linesOf(drifts).slice(1)).toEqual([[], ['menu Live.Zones: ["a"] → ["b"]']]);
});

test('resources come and go, where the list is complete', () => {
  const { drifts } = play([
    seen(0, claim('menu')),
    seen(5, claim('menu'), claim('cart')),
    sighting(10, [], listRefused),
    seen(15, claim('cart')),
  ]);
  expect(linesOf(drifts).slice(1)).toEqual([
    ['cart added'],
    ['cannot-see AWS::ECS::Service, hides 0'],
    ['can-see AWS::ECS::Service', 'menu removed'],
  ]);
});

test('what an autoscaler made neither comes nor goes, and is not compared', () => {
  const made = (Size: number) => claim('auto-1', { Size }, { autoscaled: true });
  const { drifts } = play([
    seen(0, claim('menu')),
    seen(5, claim('menu'), made(1)),
    seen(10, claim('menu'), made(2)),
    seen(15, claim('menu')),
  ]);
  expect(linesOf(drifts).slice(1)).toEqual([[], [], []]);
});

test('what is switched on is told once it is', () => {
  const { drifts } = play([
    seen(0, claim('menu', { BackupPolicy: { Status: 'DISABLED' } })),
    seen(5, claim('menu', {}, { hidden: ['BackupPolicy.Status'] })),
    seen(10, claim('menu', { BackupPolicy: { Status: 'ENABLED' } })),
  ]);
  expect(linesOf(drifts).slice(1)).toEqual([[], ['menu BackupPolicy.Status: "DISABLED" → "ENABLED"']]);
});

test('a policy that changed selects anew: nothing came, went or changed', () => {
  const changed = { policies: { shop: 'b' }, claims: [claim('cart', { Size: 3 })] };
  const { drifts } = play([seen(0, claim('menu'), claim('cart', { Size: 2 })), sighting(5, [], changed)]);
  expect(linesOf(drifts)[1]).toEqual([]);
});

const by = (plumbline: string, at: number, ...claims: readonly Claim[]) => ({
  ...seen(at, ...claims),
  plumbline,
});

test.each([
  {
    name: 'a property that a newer plumbline shows was not absent before',
    before: claim('menu', { Size: 2, Live: { Zones: ['a'] } }),
    after: claim('menu', { Size: 2, Kind: 'b', Live: { Zones: ['a'], Mode: 'c' } }),
    tells: [],
  },
  {
    name: 'nor was what it shows of the elements of a list',
    before: claim('menu', { Ports: [{ Port: 1 }], Rules: [{ Name: 'geo' }] }),
    after: claim('menu', {
      Ports: [{ Port: 1, Protocol: 'tcp' }],
      Rules: [{ Name: 'geo', Action: 'Block' }],
    }),
    tells: [],
  },
  {
    name: 'a property that it shows no more is not gone',
    before: claim('menu', { Size: 2, Kind: 'b' }),
    after: claim('menu', { Size: 2 }),
    tells: [],
  },
  {
    name: 'a value in the place of another is a change, whichever plumbline saw it',
    before: claim('menu', { Size: 2 }),
    after: claim('menu', { Size: 3, Kind: 'b' }),
    tells: ['menu Size: 2 → 3'],
  },
])('$name', ({ before, after, tells }) => {
  const { drifts } = play([by('0.1.0', 0, before), by('0.2.0', 5, after)]);
  expect(linesOf(drifts)[1]).toEqual(tells);
});

test('what was on its way, or was not listed, while plumbline became newer is compared as of before', () => {
  const newer = claim('menu', { Size: 2, Kind: 'b' });
  const { drifts } = play([
    by('0.1.0', 0, claim('menu', { Size: 2 })),
    by('0.2.0', 5, { ...newer, moving: true }),
    { ...sighting(10, [], listRefused), plumbline: '0.2.0' },
    by('0.2.0', 15, newer),
    by('0.2.0', 20, claim('menu', { Size: 2, Kind: 'c' })),
    by('0.2.0', 25, claim('menu', { Size: 2, Kind: 'c', New: 1 })),
  ]);
  expect(linesOf(drifts).slice(3)).toEqual([
    ['can-see AWS::ECS::Service'],
    ['menu Kind: "b" → "c"'],
    ['menu New: undefined → 1'],
  ]);
});
