import { describe, expect, test } from '@jest/globals';
import { isOpen, quietAt } from '../../src/pipeline/quiet.ts';
import { here } from '../support/alerts.ts';

const date = (iso: string) => new Date(iso);

describe('a window from 22:00 for two hours', () => {
  const window = { start: '0 22 * * *', minutes: 120, timezone: 'America/Sao_Paulo' };

  // Three hours behind UTC.
  test.each([
    ['2026-11-24T00:59:59.999Z', false],
    ['2026-11-24T01:00:00.000Z', true],
    ['2026-11-24T02:59:59.999Z', true],
    ['2026-11-24T03:00:00.000Z', false],
  ])('at %s: %s', (now, expected) => {
    expect(isOpen(window, date(now))).toBe(expected);
  });
});

describe('where the clock is changed', () => {
  const window = { start: '30 2 * * *', minutes: 60, timezone: 'Europe/Berlin' };

  test.each([
    ['put forward, before half past two would have been', '2026-03-29T01:29:00Z', false],
    ['put forward, half past two is half past three', '2026-03-29T01:30:00Z', true],
    ['put forward, until an hour later', '2026-03-29T02:29:00Z', true],
    ['put forward, and it is over', '2026-03-29T02:30:00Z', false],
    ['put back, before the first half past two', '2026-10-25T00:29:00Z', false],
    ['put back, after the first', '2026-10-25T00:45:00Z', true],
    ['put back, after the second', '2026-10-25T01:45:00Z', false],
  ])('%s (%s)', (_, now, expected) => {
    expect(isOpen(window, date(now))).toBe(expected);
  });
});

describe('which window keeps an incident quiet', () => {
  const now = date('2026-11-23T22:30:00Z');
  const window = { start: '0 22 * * *', minutes: 60, timezone: 'UTC', reason: 'weekly release' };
  const incident = { policy: 'wiki', place: here };

  test.each([
    ['one for all', {}, 'weekly release'],
    ['one for its policy', { policies: ['wiki'] }, 'weekly release'],
    ['one for another policy', { policies: ['shop'] }, null],
    ['one for its account', { accounts: [here.account] }, 'weekly release'],
    ['one for another account', { accounts: ['444455556666'] }, null],
  ])('%s', (_, more, expected) => {
    expect(quietAt([{ ...window, ...more }], incident, now)).toBe(expected);
  });

  test('what is about no policy is kept by none that is for some', () => {
    expect(quietAt([{ ...window, policies: ['wiki'] }], { policy: null, place: here }, now)).toBeNull();
  });
});
