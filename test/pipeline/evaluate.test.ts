import { describe, expect, test } from '@jest/globals';
import { componentOf, hiddenThings, judged, linesOf, policyOf, refusal, thing } from '../support/world.ts';

const policy = policyOf([componentOf({ 'big-enough': {} })]);
const unread = 'could not read';

test('two hundred thousand resources of one component are judged', () => {
  const one = thing('a', { Size: 1 });
  const things = Array.from({ length: 200_000 }, (_, at) => ({ ...one, id: `arn:${at}` }));
  expect(judged(policy, things)).toHaveLength(200_001);
});

describe('existence', () => {
  test('what is missing is one violation, not one for each rule', () => {
    expect(linesOf(judged(policy, []))).toEqual([
      'count -: fail there is no AWS::Test::Thing in 111122223333/sa-east-1',
    ]);
  });
  test('what could not be listed is neither missing nor passing', () => {
    const list = `${unread} the list of AWS::Test::Thing: test:Read answered AccessDeniedException`;
    expect(linesOf(judged(policy, [], [hiddenThings]))).toEqual([
      `count -: unknown ${list}`,
      `big-enough -: unknown ${list}`,
    ]);
  });
  test('what was seen of a cut-off list is judged, and the rest is unknown', () => {
    const lines = linesOf(judged(policy, [thing('a', { Size: 1 })], [hiddenThings]));
    expect(lines.map((line) => line.split(' ').slice(0, 3).join(' '))).toEqual([
      'count -: pass',
      'big-enough a: fail',
      'big-enough -: unknown',
    ]);
  });
  test('too many fail even when the list is cut off, since more would not help', () => {
    const one = policyOf([componentOf({}, { count: { min: 1, max: 1 } })]);
    expect(linesOf(judged(one, [thing('a'), thing('b')], [hiddenThings]))[0]).toBe(
      'count -: fail 2 match AWS::Test::Thing: a, b',
    );
  });
  test.each([
    ['no count is checked when any number will do', { min: 0 }, []],
    ['a forbidden thing that is not there passes', { min: 0, max: 0 }, ['count -: pass 0 found']],
  ])('%s', (_, count, lines) => {
    expect(linesOf(judged(policyOf([componentOf({}, { count })]), []))).toEqual(lines);
  });
});

describe('selection', () => {
  const tagged = policyOf([componentOf({ 'big-enough': {} }, { select: { tags: { app: 'kiosk' } } })]);
  test('picks by tag and leaves the rest alone', () => {
    const lines = linesOf(
      judged(tagged, [thing('a', { Size: 2 }, { tags: { app: 'kiosk' } }), thing('b', { Size: 1 })]),
    );
    expect(lines).toEqual(['count -: pass 1 found', 'big-enough a: pass Size is 2']);
  });
  test('a resource whose tags AWS hides may belong: its checks and the count are unknown', () => {
    const statuses = judged(tagged, [thing('a', { Size: 2 }, { gap: 'tags' })]).map(
      ({ verdict }) => verdict.status,
    );
    expect(statuses).toEqual(['unknown', 'unknown']);
  });
  test.each([
    ['kiosk-*', true],
    ['kiosk/menu-????', true],
    ['menu', false],
    ['kiosk/[m]enu-sync', false],
  ])('the name %s selects kiosk/menu-sync: %s', (name, selected) => {
    const byName = policyOf([componentOf({}, { select: { name }, count: { min: 0, max: 9 } })]);
    const target = name === 'kiosk-*' ? 'kiosk-menu/sync' : 'kiosk/menu-sync';
    expect(linesOf(judged(byName, [thing(target)]))).toEqual([`count -: pass ${selected ? 1 : 0} found`]);
  });
});

describe('judgement', () => {
  test('a gap makes a verdict unknown, with the reason it is one', () => {
    expect(judged(policy, [thing('a', {}, { gap: 'Size' })])[1]?.verdict).toEqual({
      status: 'unknown',
      message: 'could not read Size: test:Read answered AccessDeniedException',
      unseen: { property: 'Size', ...refusal },
    });
  });
  test('a crash is unknown, never a pass', () => {
    const crash = policyOf([componentOf({ crashing: {} })]);
    expect(linesOf(judged(crash, [thing('a')]))[1]).toBe(
      'crashing a: unknown rule crashing crashed: TypeError: x is undefined',
    );
  });
  test('a relation to what cannot be listed is unknown', () => {
    const related = policyOf([componentOf({ 'next-to': { neighbour: 'things' } })]);
    expect(judged(related, [thing('a')])[1]?.verdict.status).toBe('pass');
    expect(judged(related, [thing('a')], [hiddenThings])[1]?.verdict.status).toBe('unknown');
  });
  test('parameters given override the defaults', () => {
    const strict = policyOf([componentOf({ 'big-enough': { min: 3 } })]);
    expect(judged(strict, [thing('a', { Size: 2 })])[1]?.verdict.status).toBe('fail');
  });
});

describe('expect', () => {
  const statusOf = (expected: unknown, properties: object) =>
    judged(policyOf([componentOf({}, { expect: { 'Live.Engine': expected } })]), [thing('a', properties)])[1]
      ?.verdict.status;
  test.each([
    ['redis', 'redis', 'pass'],
    ['redis', 'memcached', 'fail'],
    [['a', 'b'], ['a', 'b'], 'pass'],
    [{ atLeast: 2 }, 2, 'pass'],
    [{ atLeast: 2 }, 1, 'fail'],
    [{ atLeast: 2 }, '9', 'pass'],
    [{ atLeast: 2 }, 'nine', 'unknown'],
    [{ atMost: 2 }, 3, 'fail'],
    [{ atLeast: 1, atMost: 2 }, 2, 'pass'],
    [{ atLeastVersion: '16.4' }, '16.10', 'pass'],
    [{ atLeastVersion: '8.0.mysql_aurora.3.04.0' }, '8.0.mysql_aurora.3.05.2', 'pass'],
    [{ atLeastVersion: '16.4' }, '16.3', 'fail'],
    [{ oneOf: ['a', 'b'] }, 'b', 'pass'],
    [{ not: 'a' }, 'a', 'fail'],
  ])('%j held against %j is a %s', (expected, actual, status) => {
    expect(statusOf(expected, { Live: { Engine: actual } })).toBe(status);
  });
  test.each([
    ['is absent', { Live: {} }],
    ['has no parent', {}],
  ])('is unknown when the property %s: not shown is not equal', (_, properties) => {
    expect(statusOf({ not: 'a' }, properties)).toBe('unknown');
  });
});
