import { expect, test } from '@jest/globals';
import type { Incident } from '../../src/model/incident.ts';
import type { Unseen } from '../../src/model/unseen.ts';
import { type Watched, watchdog } from '../../src/pipeline/watchdog.ts';
import { at, cannotSee, here, settings, story } from '../support/alerts.ts';

const context = { settings: settings(), policies: [] };
const every = 5 * 60_000;
const unseen: Unseen = { kind: 'refused', operation: 'sts:AssumeRole', reason: 'AccessDenied' };
const last = '2026-11-23T14:05:00.000Z';

function play(
  known: Map<string, Incident>,
  time: string,
  status: Watched['status'],
  lastSuccess: string | null = last,
) {
  const watched = { place: here, status, lastSuccess, every, ...(status === 'unreadable' && { unseen }) };
  const told = watchdog([...known.values()], [watched], at(time), context);
  for (const incident of told.incidents) known.set(incident.id, incident);
  return told.outbox.map(({ kind, notice }) => [kind, notice.status, notice.headline, ...notice.news]);
}

test('a place that is audited in time is nothing to tell', () => {
  expect(play(new Map(), '14:15', 'audited')).toEqual([]);
});

test('one that is overdue is told once, and told to be over', () => {
  const known = new Map<string, Incident>();
  expect(play(known, '14:16', 'overdue')).toEqual([['post', 'open', 'no audit has succeeded for 11 min']]);
  expect(play(known, '14:21', 'overdue')).toEqual([]);
  expect(play(known, '14:22', 'audited')).toEqual([
    ['edit', 'resolved', 'is audited again'],
    ['reply', 'resolved', 'is audited again', 'Resolved after 6 min'],
  ]);
  expect(play(known, '14:27', 'audited')).toEqual([]);
});

test('one that stays overdue is told again, once a day', () => {
  const known = new Map<string, Incident>();
  play(known, '14:16', 'overdue');
  expect(play(known, '2026-11-24T14:15:00.000Z', 'overdue')).toEqual([]);
  expect(play(known, '2026-11-24T14:16:00.000Z', 'overdue').map(([kind]) => kind)).toEqual(['edit', 'reply']);
});

test('one that never was audited is told too', () => {
  expect(play(new Map(), '14:11', 'overdue', null)).toEqual([['post', 'open', 'no audit has succeeded']]);
});

test('one that is not to be audited any more is over, and says so', () => {
  const known = new Map<string, Incident>();
  play(known, '14:16', 'overdue');
  expect(play(known, '14:21', 'forgotten').map(([, status, headline]) => [status, headline])).toEqual(
    Array(2).fill(['resolved', 'is not to be audited any more']),
  );
});

test('one that nothing can be read of is told with the reason', () => {
  const watched = { place: here, status: 'unreadable', lastSuccess: last, every, unseen } as const;
  const { outbox } = watchdog([], [watched], at('14:40'), context);
  expect(outbox.map(({ notice }) => notice.items[0]?.message)).toEqual([
    'the last audit that succeeded was that of 2026-11-23T14:05:00.000Z: sts:AssumeRole answered AccessDenied',
  ]);
});

test('that is not told again where an incident tells that nothing of the place can be seen', () => {
  const { known, play: see } = story();
  see('14:10', [cannotSee(null)]);
  expect(play(known, '14:40', 'unreadable')).toEqual([]);
});

test('it is told where what cannot be seen is but one type', () => {
  const { known, play: see } = story();
  see('14:10', [cannotSee('AWS::ECS::Service')]);
  expect(play(known, '14:40', 'unreadable').map(([kind]) => kind)).toEqual(['post']);
});
