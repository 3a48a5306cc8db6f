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
  ['every hour', { Schedule: 'rate(1 hour)' }, true],
  ['without a schedule that is told', { Schedule: undefined }, true],
])('an action that acts %s', (_, more, expected) => {
  expect(isInForce({ ...nightly, ...more }, now)).toBe(expected);
});
