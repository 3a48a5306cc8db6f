import { describe, expect, test } from '@jest/globals';
import { runAudit } from '../../src/audit.ts';
import { statusOf } from '../../src/commands/exit-status.ts';
import { type BlindSpot, createInventory } from '../../src/model/inventory.ts';
import type { Exception } from '../../src/model/policy.ts';
import type { Source } from '../../src/model/ports.ts';
import { createResource, type Resource } from '../../src/model/resource.ts';
import { summaryOf } from '../../src/model/summary.ts';
import { drive } from '../support/drive.ts';
import {
  bigEnough,
  componentOf,
  crashing,
  hiddenThings,
  judged,
  nextTo,
  policyOf,
  refusal,
  thing,
} from '../support/world.ts';

const exception: Exception = {
  id: 'EX-1',
  component: 'things',
  check: 'big-enough',
  accepts: 'unknown',
  reason: 'The role of another team',
  approvedBy: 'security@example.com',
  expires: '2027-01-31',
};
const unread = thing('a', {}, { gap: 'Size' });

async function audit(
  resources: readonly Resource[],
  exceptions: readonly Exception[] = [exception],
  blindSpots: readonly BlindSpot[] = [],
  rules: Parameters<typeof componentOf>[0] = { 'big-enough': {} },
) {
  const source: Source = {
    places: [{ account: '111122223333', region: 'sa-east-1' }],
    inventory: async () => createInventory(resources, blindSpots),
    permissions: async () => [],
    now: () => new Date('2026-11-24T12:00:00Z'),
    calls: () => ({ asked: 0, answered: 0, refused: 0, reused: 0 }),
    finish: async () => undefined,
  };
  const policies = [policyOf([componentOf(rules)], { exceptions })];
  const given = { rules: [bigEnough, nextTo, crashing], selectors: new Map(), volatile: new Map() };
  return runAudit({ policies, ...given, source, version: '0', drive });
}

const linesOf = ({ findings }: Awaited<ReturnType<typeof audit>>) =>
  findings.map(({ check, verdict, exception: under }) => `${check} ${verdict.status} ${under?.id ?? '-'}`);

test('what cannot be read, and is accepted so, stays unknown, counts apart and sets no exit bit', async () => {
  const made = await audit([unread]);
  expect(linesOf(made)).toEqual(['count pass -', 'big-enough unknown EX-1']);
  expect(summaryOf(made.findings)).toMatchObject({ unknown: 0, accepted: 1, pass: 1 });
  expect(made.unread.map(({ property, exception: under }) => [property, under?.id])).toEqual([
    ['Size', 'EX-1'],
  ]);
  expect(statusOf(made)).toBe(0);
});

test('without the exception it is incomplete', async () => {
  expect(statusOf(await audit([unread], []))).toBe(2);
});

test('it does not cover another resource, nor another check that reads the same', async () => {
  const other = thing('b', {}, { gap: 'Size' });
  const made = await audit([unread, other], [{ ...exception, resources: ['a'] }]);
  expect(linesOf(made)).toEqual(['count pass -', 'big-enough unknown EX-1', 'big-enough unknown -']);
  expect(statusOf(made)).toBe(2);
});

test('what no accepted check looks at stays unread', async () => {
  const two = createResource({
    ...thing('a'),
    properties: {},
    gaps: [
      { property: 'Size', ...refusal },
      { property: 'Colour', ...refusal },
    ],
  } as never);
  expect(statusOf(await audit([two]))).toBe(2);
});

test('a violation is not accepted by it, nor what is unknown by an exception for violations', async () => {
  const failing = await audit([thing('a', { Size: 1 })]);
  expect(linesOf(failing)).toEqual(['count pass -', 'big-enough fail -', 'exception.EX-1 fail -']);
  expect(failing.findings.at(-1)?.verdict.message).toBe('exception EX-1 accepts nothing that is unknown');
  const { accepts: _, ...violation } = exception;
  expect(linesOf(await audit([unread], [violation]))).toEqual(['count pass -', 'big-enough unknown -']);
});

test('a fault of ours is accepted by nobody', async () => {
  const made = await audit([thing('a')], [{ ...exception, check: 'crashing' }], [], { crashing: {} });
  expect(linesOf(made)[1]).toBe('crashing unknown -');
  expect(statusOf(made)).toBe(70);
});

test('a list that was refused is accepted check by check', async () => {
  const count = { ...exception, id: 'EX-2', check: 'count' };
  expect(statusOf(await audit([], [exception], [hiddenThings]))).toBe(2);
  expect(statusOf(await audit([], [exception, count], [hiddenThings]))).toBe(0);
});

describe('an exception by tags', () => {
  const { accepts: _, ...byTag } = { ...exception, tags: { app: 'kiosk' } };
  const small = (tags: Record<string, string>) => thing('a', { Size: 1 }, { tags });

  test('covers what has them all, and nothing else', async () => {
    expect(linesOf(await audit([small({ app: 'kiosk' })], [byTag]))[1]).toBe('big-enough fail EX-1');
    expect(linesOf(await audit([small({ App: 'kiosk' })], [byTag]))).toEqual([
      'count pass -',
      'big-enough fail -',
      'exception.EX-1 fail -',
    ]);
  });

  test('covers nothing whose tags could not be read, and nobody calls it unused then', async () => {
    const { tags: _tags, ...rest } = small({});
    const untold = createResource({ ...rest, tags: {}, gaps: [{ property: 'tags', ...refusal }] } as never);
    expect(linesOf(await audit([untold], [byTag]))).toEqual(['count pass -', 'big-enough fail -']);
  });
});

describe('a relation to several components', () => {
  const others = componentOf({}, { name: 'others', select: { tags: { app: 'kiosk' } }, count: { min: 0 } });
  const verdictsBy = (resources: readonly Resource[], neighbour: readonly string[]) =>
    judged(policyOf([componentOf({ 'next-to': { neighbour } }), others]), resources)
      .filter(({ check }) => check === 'next-to')
      .map(({ verdict }) => verdict.status);
  const near = thing('near', {}, { tags: { app: 'kiosk' } });
  const { tags: _tags, ...rest } = thing('untold');
  const untold = createResource({ ...rest, tags: {}, gaps: [{ property: 'tags', ...refusal }] } as never);

  test('holds by what any of them selects', () => {
    expect(verdictsBy([near], ['others', 'things'])).toEqual(['pass']);
    expect(verdictsBy([thing('far')], ['others'])).toEqual(['fail']);
  });
  test('is unknown where one of them could not be selected for sure, whatever the other has', () => {
    expect(verdictsBy([untold], ['things'])).toEqual(['pass']);
    expect(verdictsBy([untold], ['things', 'others'])).toEqual(['unknown']);
  });
});
