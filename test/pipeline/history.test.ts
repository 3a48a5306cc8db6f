import { expect, test } from '@jest/globals';
import type { AuditedSpan, Interval, VerdictState } from '../../src/model/memory.ts';
import { standingAt } from '../../src/pipeline/history.ts';
import { here, minute } from '../support/sightings.ts';

const interval = (state: VerdictState, from: number, last: number, ended: number | null): Interval => ({
  identity: 'x',
  place: here,
  policy: 'shop',
  component: 'services',
  check: 'autoscaling',
  resource: null,
  state,
  severity: 'high',
  message: state,
  policySha256: 'a',
  evidence: 'e',
  after: null,
  from: minute(from),
  lastConfirmed: minute(last),
  ended: ended === null ? null : minute(ended),
});
const audits = (...at: readonly number[]): AuditedSpan => ({
  place: here,
  at: at.map(minute),
  policies: ['shop'],
  unread: 0,
});

const story = [
  interval('holds', 0, 10, 15),
  interval('violated', 15, 15, 20),
  interval('unknown', 20, 25, 200),
  interval('holds', 200, 205, null),
];
const looks = [audits(0, 5, 10, 15), audits(20, 25, 200, 205)];

test.each([
  ['before the first audit nobody had looked', -5, 'nobody-looked', null, 0],
  ['at an audit it is what the audit saw', 5, 'holds', 5, 10],
  ['between two audits that saw it alike it was so', 7, 'holds', 5, 10],
  ['between two that saw it otherwise it changed', 12, 'changed', 10, 15],
  ['what was unknown to both is unknown', 22, 'unknown', 20, 25],
  ['between audits that lie too far apart nobody looked', 100, 'nobody-looked', 25, 200],
  ['after the last audit nobody has looked', 210, 'nobody-looked', 205, null],
])('%s', (_, at, expected, before, after) => {
  const [answer] = standingAt(story, looks, { at: minute(at), within: 60 * 60_000 });
  expect(answer).toMatchObject({
    answer: expected,
    before: before === null ? null : { at: minute(before) },
    after: after === null ? null : { at: minute(after) },
  });
});

test('what was not there at either audit is no answer', () => {
  const gone = [interval('holds', 0, 5, 10)];
  expect(standingAt(gone, looks, { at: minute(22), within: 60 * 60_000 })).toEqual([]);
});

test('what came between two audits changed between them', () => {
  const fresh = [interval('holds', 10, 25, null)];
  const [answer] = standingAt(fresh, looks, { at: minute(7), within: 60 * 60_000 });
  expect(answer).toMatchObject({ answer: 'changed', before: { seen: null } });
});

test('audits by other policies, and of other places, say nothing', () => {
  const others = [
    { ...audits(100), policies: ['other'] },
    { ...audits(101), place: { ...here, region: 'x' } },
  ];
  const [answer] = standingAt(story, [...looks, ...others], { at: minute(102), within: 60 * 60_000 });
  expect(answer).toMatchObject({
    answer: 'nobody-looked',
    before: { at: minute(25) },
    after: { at: minute(200) },
  });
});
