import { expect, test } from '@jest/globals';
import type { Blind } from '../../src/model/known.ts';
import type { KnownPlace } from '../../src/model/memory.ts';
import type { PlaceRef } from '../../src/model/place.ts';
import { missedGroups, type Watching, watchedPlaces } from '../../src/pipeline/overdue.ts';
import { at, here, policy } from '../support/alerts.ts';

const component = {
  name: 'services',
  type: 'AWS::ECS::Service',
  select: {},
  count: { min: 1 },
  satisfies: [],
  rules: [],
  expect: {},
};
const often = policy({ id: 'often', components: [component] });
const daily = policy({ id: 'daily', components: [component], scope: { regions: ['sa-east-1'] } });
const other: PlaceRef = { account: '444455556666', region: 'eu-west-1' };

const known = (
  place: PlaceRef,
  judged: Readonly<Record<string, string>>,
  blind: readonly Blind[] = [],
): KnownPlace => ({
  place,
  lastAudit: at(Object.values(judged).sort().at(-1) ?? '').toISOString(),
  policies: Object.fromEntries(
    Object.entries(judged).map(([id, time]) => [id, { sha256: 'a', at: at(time).toISOString() }]),
  ),
  blind,
});

const watching = (more: Partial<Watching> = {}): Watching => ({
  known: [known(here, { often: '14:05', daily: '03:00' })],
  isAsked: ({ account }) => account === here.account,
  asked: [here],
  policies: [often, daily],
  keys: new Map(),
  timetable: {
    groups: [
      { schedule: { cron: '*/5 * * * *', timezone: 'UTC' }, policies: ['often'] },
      { schedule: { cron: '0 3 * * *', timezone: 'UTC' }, policies: ['daily'] },
    ],
    jitter: 30_000,
    missedIntervals: 2,
    unreadableRuns: 6,
  },
  since: null,
  ...more,
});

const stand = (time: string, more: Partial<Watching> = {}) =>
  watchedPlaces(watching(more), [], at(time)).map(({ place, status, lastSuccess, every }) => [
    place.account,
    status,
    lastSuccess?.slice(11, 16) ?? null,
    every / 60_000,
  ]);

test('a place is in time until two audits were due, with what they may take', () => {
  expect(stand('14:16')).toEqual([[here.account, 'audited', '14:05', 5]]);
  expect(stand('14:17')).toEqual([[here.account, 'overdue', '14:05', 5]]);
});

test('what is due once a day is overdue though another policy is judged all the time', () => {
  const judged = known(here, { often: '14:05', daily: '2026-11-21T03:00:00.000Z' });
  expect(stand('14:06', { known: [judged] })).toEqual([[here.account, 'overdue', '03:00', 1440]]);
});

test('a place that is configured no more is forgotten, and one whose configuration cannot be told is left alone', () => {
  const before = [known(other, { often: '13:00' })];
  expect(stand('14:30', { known: before, asked: [], isAsked: () => false })).toEqual([
    [other.account, 'forgotten', null, 0],
  ]);
  expect(stand('14:30', { known: before, asked: [], isAsked: () => undefined })).toEqual([]);
});

test('a place that no policy is of any more is not overdue', () => {
  const given = { known: [known(other, { daily: '03:00' })], asked: [other], isAsked: () => true };
  expect(stand('2026-11-30T12:00:00.000Z', { ...given, policies: [daily] })).toEqual([
    [other.account, 'forgotten', null, 0],
  ]);
});

test('what was never audited is overdue from when it is to be, where that is known', () => {
  const given = { known: [], policies: [often] };
  expect(stand('14:20', { ...given, since: at('14:00') })).toEqual([[here.account, 'overdue', null, 5]]);
  expect(stand('14:20', given)).toEqual([[here.account, 'audited', null, 0]]);
});

test('a place of which nothing could be read for six audits is unreadable', () => {
  const blind: Blind = {
    place: here,
    type: null,
    unseen: { kind: 'refused', operation: 'sts:AssumeRole', reason: 'AccessDenied' },
    since: { after: at('13:30').toISOString(), until: at('13:35').toISOString() },
    audits: 1,
    told: true,
  };
  const with_ = (time: string) => ({ known: [known(here, { often: time, daily: '03:00' }, [blind])] });
  expect(stand('13:56', with_('13:55'))).toEqual([[here.account, 'audited', '13:55', 5]]);
  expect(stand('14:01', with_('14:00'))).toEqual([[here.account, 'unreadable', '13:30', 5]]);
});

test('missed is what was due and not judged since', () => {
  const missed = (time: string, more: Partial<Watching> = {}) =>
    missedGroups(watching(more), at(time)).map(({ policies }) => policies);
  expect(missed('14:09')).toEqual([]);
  expect(missed('14:10')).toEqual([['often']]);
  expect(missed('2026-11-24T03:00:00.000Z')).toEqual([['often'], ['daily']]);
  expect(missed('14:09', { known: [] })).toEqual([['often'], ['daily']]);
  // Whose the credentials are is not known: what is known of places that may be theirs counts.
  expect(missed('14:09', { asked: [], isAsked: () => undefined })).toEqual([]);
});
