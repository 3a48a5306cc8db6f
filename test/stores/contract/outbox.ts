import { describe, expect, test } from '@jest/globals';
import type { StoredIncident } from '../../../src/model/memory.ts';
import { here, minute, sighting } from '../../support/sightings.ts';
import type { Subject } from './subject.ts';

const incident = (id: string, more: Partial<StoredIncident> = {}): StoredIncident => ({
  id,
  key: 'shop services',
  kind: 'violations',
  status: 'open',
  policy: 'shop',
  place: here,
  component: 'services',
  severity: 'high',
  openedAt: minute(0),
  resolvedAt: null,
  ...more,
});
const item = (id: string, at = 0) => ({
  id,
  incident: 'i',
  route: 'oncall',
  kind: 'post',
  at: minute(at),
  text: id,
});
export function incidentContract(subject: Subject): void {
  describe('incidents', () => {
    test('an incident is open until it is resolved, and keeps what no column holds', async () => {
      const more = { notes: ['x'] };
      await subject().remember(sighting(0, []), {
        incidents: [{ ...incident('i'), ...more }, incident('j')],
      });
      const seen = await subject().memory.revise((open) => ({
        open,
        incidents: [incident('j', { status: 'resolved', resolvedAt: minute(5) })],
        outbox: [],
      }));
      expect(seen.open).toEqual([{ ...incident('i'), ...more }, incident('j')]);
      const { open } = await subject().memory.revise((left) => ({ open: left, incidents: [], outbox: [] }));
      expect(open.map(({ id }) => id)).toEqual(['i']);
    });

    test('what resolved within the day before an audit is still known to it', async () => {
      const resolved = (id: string, time: number) =>
        incident(id, { status: 'resolved', resolvedAt: minute(time) });
      await subject().remember(sighting(0, []), { incidents: [resolved('i', 0), resolved('j', 10)] });
      let known: readonly string[] = [];
      const next = sighting(24 * 60 + 5, []);
      await subject().memory.remember([next], (before, open) => {
        known = open.map(({ id }) => id);
        return { known: before, incidents: [], outbox: [] };
      });
      expect(known).toEqual(['j']);
    });
  });
}

export function outboxContract(subject: Subject): void {
  describe('the outbox', () => {
    const waiting = async () => (await subject().memory.outbox.waiting()).map(({ id }) => id);
    test('what is to be said waits in order, once', async () => {
      await subject().remember(sighting(0, []), { outbox: [item('b'), item('a')] });
      await subject().remember(sighting(5, []), { outbox: [item('a'), item('c')] });
      expect(await waiting()).toEqual(['b', 'a', 'c']);
      expect((await subject().memory.outbox.waiting())[0]).toEqual({
        ...item('b'),
        uncertainSince: null,
        notBefore: null,
        attempts: 0,
        refused: null,
        ref: null,
      });
    });

    test('one process begins an attempt', async () => {
      await subject().remember(sighting(0, []), { outbox: [item('a')] });
      const [first] = await subject().memory.outbox.waiting();
      if (!first) throw new Error('nothing waits');
      const attempt = { at: minute(1), notBefore: minute(2) };
      expect(await subject().memory.outbox.begin(first, attempt)).toBe(true);
      expect(await subject().memory.outbox.begin(first, attempt)).toBe(false);
      const [again] = await subject().memory.outbox.waiting();
      expect(again).toMatchObject({ attempts: 1, uncertainSince: minute(1), notBefore: minute(2) });
      if (again) await subject().memory.outbox.begin(again, { at: minute(5), notBefore: minute(6) });
      const [once] = await subject().memory.outbox.waiting();
      expect(once).toMatchObject({ attempts: 2, uncertainSince: minute(1), notBefore: minute(6) });
    });

    test('what was delivered waits no more, and the next knows where the message stands', async () => {
      await subject().remember(sighting(0, []), { outbox: [item('a'), item('b'), item('c')] });
      await subject().memory.outbox.delivered('a', minute(1), { channel: 'C1', ts: '1.2' });
      await subject().memory.outbox.superseded('b', minute(1));
      expect(await waiting()).toEqual(['c']);
      expect((await subject().memory.outbox.waiting())[0]?.ref).toEqual({ channel: 'C1', ts: '1.2' });
    });

    test('what failed waits, with why', async () => {
      await subject().remember(sighting(0, []), { outbox: [item('a')] });
      const failure = { reason: 'channel_not_found', notBefore: minute(9), uncertainSince: null };
      await subject().memory.outbox.failed('a', { ...failure, permanent: true });
      expect((await subject().memory.outbox.waiting())[0]).toMatchObject({
        refused: 'channel_not_found',
        notBefore: minute(9),
      });
      await subject().memory.outbox.failed('a', { ...failure, permanent: false });
      expect((await subject().memory.outbox.waiting())[0]?.refused).toBeNull();
    });
  });
}

export function messageContract(subject: Subject): void {
  describe('messages', () => {
    test('where the messages of open incidents stand is known', async () => {
      const resolved = incident('j', { status: 'resolved', resolvedAt: minute(0) });
      const items = [item('a'), { ...item('b'), incident: 'j' }];
      await subject().remember(sighting(0, []), { incidents: [incident('i'), resolved], outbox: items });
      for (const { id } of items)
        await subject().memory.outbox.delivered(id, minute(1), { channel: 'C1', ts: id });
      expect(await subject().memory.outbox.messages()).toEqual([
        { incident: 'i', route: 'oncall', ref: { channel: 'C1', ts: 'a' } },
      ]);
    });
  });
}
