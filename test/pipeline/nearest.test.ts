import { expect, test } from '@jest/globals';
import type { Component } from '../../src/model/policy.ts';
import { nearestTo } from '../../src/pipeline/nearest.ts';
import { componentOf, hiddenThings, judged, linesOf, policyOf, thing } from '../support/world.ts';

const keys = { engine: { description: '', property: 'Engine' } };
const there = [
  thing('kiosk/menu', { Engine: 'aurora-postgresql' }, { awsName: 'menu', tags: { App: 'kiosk' } }),
  thing('kiosk/menu-sync', { Engine: 'aurora-postgresql' }, { awsName: 'menu-sync', tags: { app: 'shop' } }),
  thing('kiosk/web', { Engine: 'redis' }, { awsName: 'web' }),
];
const near = (more: Partial<Component>, selected = there.slice(0, 0), all = there) =>
  nearestTo({ component: componentOf({}, more), selected, there: all, keys });

const cases: readonly (readonly [sentence: string, select: Component['select'], said: string])[] = [
  ['a name that is near', { name: 'menu-synch' }, 'there are 3 things; nearest: kiosk/menu-sync'],
  [
    'a name in another case',
    { name: 'Menu' },
    'there are 3 things; nearest: kiosk/menu, whose name is in another case',
  ],
  [
    'a name that is like none',
    { name: 'billing-report' },
    'there are 3 things: kiosk/menu, kiosk/menu-sync, kiosk/web',
  ],
  [
    'a tag key in another case',
    { tags: { app: 'kiosk' } },
    'there are 3 things; nearest: kiosk/menu, whose tag is App, not app',
  ],
  [
    'a tag of another value',
    { tags: { app: 'shops' } },
    'there are 3 things; nearest: kiosk/menu-sync, whose tag app is shop',
  ],
  [
    'a tag that none has',
    { tags: { owner: 'x' } },
    expect.stringContaining(', which has no tag owner') as never,
  ],
  [
    'an ARN where a name is meant',
    { name: 'arn:kiosk/web' },
    'there are 3 things; nearest: kiosk/web, whose ARN that is, not its name',
  ],
  [
    'a name where an ARN is meant',
    { arn: 'web' },
    'there are 3 things; nearest: kiosk/web, whose name that is, not its ARN',
  ],
  [
    'the engine by half its name',
    { engine: 'postgres' },
    'there are 3 things; nearest: kiosk/menu, whose engine is aurora-postgresql',
  ],
  [
    'the part that holds of others',
    { engine: 'redis', name: 'webb' },
    '1 thing matches engine redis; nearest: kiosk/web',
  ],
  [
    'what not leaves out',
    { not: { name: 'kiosk/*' } },
    'there are 3 things; nearest: kiosk/menu, which "not" leaves out by name kiosk/*',
  ],
];
test.each(cases)('%s', (_, select, said) => {
  expect(near({ select })).toEqual(said);
});

test('of an exact list those that are missing', () => {
  const select = { name: ['menu', 'web', 'menu-syncs', 'pay'] };
  expect(near({ select }, [there[0], there[2]] as never)).toBe(
    'missing: menu-syncs, pay; there is 1 other thing; nearest: kiosk/menu-sync',
  );
});

test('nothing at all', () => {
  expect(near({ select: { name: 'menu' } }, [], [])).toBe('there is no thing');
});

test('a count that fails says so; where the list was cut off nobody knows', () => {
  const policy = policyOf([componentOf({}, { select: { name: 'menux' } })]);
  expect(linesOf(judged(policy, there))).toEqual([
    'count -: fail nothing matches name menux in 111122223333/sa-east-1: there are 3 things; nearest: kiosk/menu',
  ]);
  expect(linesOf(judged(policy, there, [hiddenThings]))[0]).toMatch(/^count -: unknown /);
});

test('those too many are named', () => {
  const policy = policyOf([componentOf({}, { select: { name: '*/menu*' }, count: { min: 1, max: 1 } })]);
  expect(linesOf(judged(policy, there))).toEqual([
    'count -: fail 2 match name */menu*: kiosk/menu, kiosk/menu-sync',
  ]);
});
