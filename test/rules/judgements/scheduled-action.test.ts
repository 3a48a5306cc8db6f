import { expect, test } from '@jest/globals';
import { isInForce } from '../../../rules/judgements/scheduled-action.ts';

const now = new Date('2026-11-24T12:00:00Z');
const nightly = {
  ScheduledActionName: 'night',
  Schedule: 'cron(0 22 * * ? *)',
  ScalableTargetAction: { MinCapacity: 0 },
};

test.each([
  ['for ever', {}, true],
  [
    'since yesterday, until tomorrow',
    { StartTime: '2026-11-23T12:00:00.000Z', EndTime: '2026-11-25T12:00:00.000Z' },
    true,
  ],
  ['until now', { EndTime: '2026-11-24T12:00:00.000Z' }, false],
  ['from tomorrow', { StartTime: '2026-11-25T12:00:00.000Z' }, false],
  ['at one moment', { Schedule: 'at(2026-11-24T11:00:00)' }, false],
  ['in a year gone by', { Schedule: 'cron(0 22 1 12 ? 2025)' }, false],
  ['in years to come', { Schedule: 'cron(0 22 1 12 ? 2027,2029-2031)' }, false],
  ['in this year among others', { Schedule: 'cron(0 22 1 12 ? 2024,2025-2026)' }, true],
  ['every second year', { Schedule: 'cron(0 22 1 12 ? 2025/2)' }, true],
  ['on a day of the week, in cron that AWS does not take', { Schedule: 'cron(0 22 ? * 2)' }, true],
  ['every hour', { Schedule: 'rate(1 hour)' }, true],
  ['without a schedule that is told', { Schedule: undefined }, true],
])('an action that acts %s', (_, more, expected) => {
  expect(isInForce({ ...nightly, ...more }, now)).toBe(expected);
});

test.each([
  ['2026', true],
  ['2027', true],
  ['2025', false],
  ['2028', false],
])('at the turn of the year an action of %s acts: %s', (year, expected) => {
  const action = { ...nightly, Schedule: `cron(0 22 1 1 ? ${year})` };
  expect(isInForce(action, new Date('2026-12-31T23:00:00Z'))).toBe(expected);
});
