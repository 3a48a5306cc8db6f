import { describe, expect, test } from '@jest/globals';
import { dueBetween, nextDue, nthDue, previousDue } from '../../src/pipeline/schedule.ts';

/** The next times something is due, as UTC: `03-29T01:30`. */
function next(cron: string, timezone: string, from: string, count: number): readonly string[] {
  const times: string[] = [];
  let at = new Date(from);
  for (let turn = 0; turn < count; turn += 1) {
    at = nextDue({ cron, timezone }, at);
    times.push(at.toISOString().slice(5, 16));
  }
  return times;
}

const berlin = 'Europe/Berlin';
const newYork = 'America/New_York';

test.each([
  [
    'in spring 02:30 does not exist in Berlin: it is due an hour later, and that day too',
    '30 2 * * *',
    berlin,
    '2026-03-28T00:00Z',
    '03-28T01:30 03-29T01:30 03-30T00:30',
  ],
  [
    'in autumn 02:30 comes twice in Berlin: it is due once',
    '30 2 * * *',
    berlin,
    '2026-10-24T00:00Z',
    '10-24T00:30 10-25T00:30 10-26T01:30',
  ],
  [
    'every half an hour goes on through the hour that comes twice',
    '*/30 * * * *',
    berlin,
    '2026-10-24T23:50Z',
    '10-25T00:00 10-25T00:30 10-25T01:00 10-25T01:30 10-25T02:00',
  ],
  [
    'every half an hour goes on over the hour that there is not',
    '*/30 * * * *',
    berlin,
    '2026-03-29T00:10Z',
    '03-29T00:30 03-29T01:00 03-29T01:30',
  ],
  [
    'in spring 02:30 does not exist in New York',
    '30 2 * * *',
    newYork,
    '2026-03-07T12:00Z',
    '03-08T07:30 03-09T06:30',
  ],
  [
    'in autumn 01:30 comes twice in New York',
    '30 1 * * *',
    newYork,
    '2026-10-31T12:00Z',
    '11-01T05:30 11-02T06:30',
  ],
  [
    'São Paulo changes its clock no more',
    '30 2 * * *',
    'America/Sao_Paulo',
    '2026-10-31T12:00Z',
    '11-01T05:30 11-02T05:30',
  ],
  [
    'the other half of the world does it the other way round',
    '30 2 * * *',
    'Australia/Sydney',
    '2026-10-02T12:00Z',
    '10-02T16:30 10-03T16:30 10-04T15:30',
  ],
])('%s', (_, cron, timezone, from, times) => {
  expect(next(cron, timezone, from, times.split(' ').length)).toEqual(times.split(' '));
});

const changes = [
  ['Berlin in spring', berlin, '2026-03-29T00:00Z'],
  ['Berlin in autumn', berlin, '2026-10-25T00:00Z'],
  ['New York in spring', newYork, '2026-03-08T06:00Z'],
  ['New York in autumn', newYork, '2026-11-01T05:00Z'],
] as const;

describe.each(changes)('%s', (_, timezone, change) => {
  test.each(['*/15 * * * *', '30 2 * * *', '0 */2 * * *'])('%s: each time asked says the same', (cron) => {
    const schedule = { cron, timezone };
    const start = Date.parse(change) - 6 * 3_600_000;
    const times: number[] = [];
    for (let at = new Date(start); at.getTime() < start + 40 * 3_600_000; ) {
      at = nextDue(schedule, at);
      times.push(at.getTime());
    }
    const first = times[0] ?? 0;
    for (let now = first; now < first + 10 * 3_600_000; now += 7 * 60_000) {
      const at = new Date(now);
      expect(nextDue(schedule, at).getTime()).toBe(times.find((time) => time > now));
      expect(previousDue(schedule, at).getTime()).toBe(times.findLast((time) => time <= now));
    }
  });
});

test('what is due once in four years was due once', () => {
  const schedule = { cron: '0 2 29 2 *', timezone: 'UTC' };
  expect(previousDue(schedule, new Date('2026-11-23T14:05Z')).toISOString()).toBe('2024-02-29T02:00:00.000Z');
});

test('a time that something is due at has come, and is not the next', () => {
  const schedule = { cron: '*/5 * * * *', timezone: 'UTC' };
  const at = new Date('2026-11-23T14:05Z');
  expect([previousDue(schedule, at), nextDue(schedule, at)]).toEqual([at, new Date('2026-11-23T14:10Z')]);
  expect(dueBetween(schedule, at, new Date('2026-11-23T14:20Z'))).toBe(3);
  expect(dueBetween(schedule, at, new Date('2027-11-23T14:20Z'), 10)).toBe(10);
});

test('over a weekend the second time that is missed is on Tuesday', () => {
  const schedule = { cron: '0 9 * * 1-5', timezone: 'UTC' };
  expect(nthDue(schedule, new Date('2026-11-27T09:00:10Z'), 2)).toEqual({
    at: new Date('2026-12-01T09:00Z'),
    every: 24 * 3_600_000,
  });
});
