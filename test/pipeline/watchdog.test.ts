import { expect, test } from '@jest/globals';
import type { Incident } from '../../src/model/incident.ts';
import { watchdog } from '../../src/pipeline/watchdog.ts';
import { at, here, settings } from '../support/alerts.ts';

const context = { settings: settings(), policies: [] };
const every = 5 * 60_000;
const since = '2026-11-23T14:00:00.000Z';

function play(known: Map<string, Incident>, time: string, lastSuccess: string | null) {
  const told = watchdog([...known.values()], { place: here, lastSuccess, since, every }, at(time), context);
  for (const incident of told.incidents) known.set(incident.id, incident);
  return told.outbox.map(({ kind, notice }) => [kind, notice.status, notice.headline, ...notice.news]);
}

test('a place that is audited in time is nothing to tell', () => {
  expect(play(new Map(), '14:15', '2026-11-23T14:05:00.000Z')).toEqual([]);
});

test('one that is not for twice its interval is told once, reminded of, and told to be over', () => {
  const known = new Map<string, Incident>();
  const last = '2026-11-23T14:05:00.000Z';
  expect(play(known, '14:16', last)).toEqual([['post', 'open', 'no audit has succeeded for 11 min']]);
  expect(play(known, '14:21', last)).toEqual([]);
  expect(play(known, '14:22', '2026-11-23T14:22:00.000Z')).toEqual([
    ['edit', 'resolved', 'is audited again'],
    ['reply', 'resolved', 'is audited again', 'Resolved after 6 min'],
  ]);
});

test('one that never was is told too', () => {
  expect(play(new Map(), '14:11', null)).toEqual([['post', 'open', 'no audit has succeeded']]);
});
