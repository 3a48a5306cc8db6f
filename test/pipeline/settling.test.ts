import { describe, expect, test } from '@jest/globals';
import type { Condition } from '../../src/model/resource.ts';
import { settlingOf, unlessMoving } from '../../src/model/settling.ts';
import { fail, pass } from '../../src/model/verdict.ts';
import { componentOf, hiddenThings, judged, linesOf, policyOf, thing } from '../support/world.ts';

const now = new Date('2026-11-24T12:00:00Z');
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000).toISOString();
const serving: Condition = { state: 'available', serves: true, moving: false };
const creating: Condition = { state: 'creating', serves: false, moving: true };
const failed: Condition = { state: 'failed', serves: false, moving: false };
const modifying: Condition = { state: 'modifying', serves: true, moving: true };

describe('what is on its way', () => {
  test.each([
    ['stands still', serving, false],
    ['began to move fourteen minutes ago', { ...modifying, since: minutesAgo(14) }, true],
    ['has been moving for a quarter of an hour', { ...modifying, since: minutesAgo(15) }, false],
    ['moves since nobody knows when', modifying, true],
    ['was made twenty minutes ago, and is still being made', { ...creating, made: minutesAgo(20) }, false],
    ['was made two days ago, and moves again', { ...creating, made: minutesAgo(2880) }, true],
    ['is broken', failed, false],
  ])('%s: settling is %s', (_, condition, settling) => {
    expect(settlingOf({ name: 'a', condition }, now) !== undefined).toBe(settling);
  });
  test('makes a failure unknown for now, and leaves everything else', () => {
    const mover = { name: 'a', condition: modifying };
    expect(unlessMoving(fail('1 zone'), [mover], now)).toEqual({
      status: 'unknown',
      message: '1 zone, while a is modifying',
      unseen: { kind: 'settling', message: 'a is modifying' },
    });
    expect(unlessMoving(pass('2 zones'), [mover], now)).toEqual(pass('2 zones'));
    expect(unlessMoving(fail('1 zone'), [{ name: 'a', condition: serving }], now)).toEqual(fail('1 zone'));
  });
});

describe('to exist is to serve', () => {
  const counted = (conditions: readonly (Condition | undefined)[], count: { min: number; max?: number }) =>
    linesOf(
      judged(
        policyOf([componentOf({}, { count })]),
        conditions.map((condition, index) => thing(`t${index}`, {}, { condition })),
      ),
    )[0];
  test.each([
    ['what serves', [serving], { min: 1 }, 'count -: pass 1 found'],
    ['a type that has no state', [undefined], { min: 1 }, 'count -: pass 1 found'],
    ['what serves while it is changed', [modifying], { min: 1 }, 'count -: pass 1 found'],
    ['the only one being broken', [failed], { min: 1 }, 'count -: fail t0 is failed'],
    [
      'one of two being broken',
      [serving, failed],
      { min: 2 },
      'count -: fail only 1 matches AWS::Test::Thing in 111122223333/sa-east-1, t1 is failed',
    ],
    ['the only one being created', [creating], { min: 1 }, 'count -: unknown t0 is creating'],
    [
      'one that has been created for an hour',
      [{ ...creating, since: minutesAgo(60) }],
      { min: 1 },
      'count -: fail t0 is creating',
    ],
    ['one beside what is created', [serving, creating], { min: 1 }, 'count -: pass 1 found'],
    [
      'a forbidden one, though it is broken',
      [failed],
      { min: 0, max: 0 },
      'count -: fail 1 matches AWS::Test::Thing: t0',
    ],
    [
      'too many, though one is created',
      [serving, creating],
      { min: 1, max: 1 },
      'count -: fail 2 match AWS::Test::Thing: t0, t1',
    ],
  ])('%s', (_, conditions, count, line) => {
    expect(counted(conditions, count)).toBe(line);
  });
  test('a broken one proves no absence where the list is cut off', () => {
    const findings = judged(
      policyOf([componentOf({})]),
      [thing('a', {}, { condition: failed })],
      [hiddenThings],
    );
    expect(findings[0]?.verdict.status).toBe('unknown');
  });
});
