import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Change } from '../../src/model/drift.ts';
import type { OutboxItem } from '../../src/model/incident.ts';
import { cannotSee, canSee, closed, opened, service, story, unverified } from '../support/alerts.ts';

const names = ['menu', 'cart', 'pay'] as const;
const components = ['services', 'payments'] as const;
const start = Date.parse('2026-11-01T00:00:00.000Z');
const minute = 60_000;

const step = fc.record({
  after: fc.integer({ min: 1, max: 600 }),
  turns: fc.array(fc.tuple(fc.constantFrom(...components), fc.constantFrom(...names)), { maxLength: 3 }),
  blind: fc.boolean(),
  marks: fc.boolean(),
});

/** Plays steps as the comparison would give them: what turns opens or closes, what cannot be seen only hides. */
function play(steps: readonly Parameters<typeof changesOf>[0][], quiet: boolean) {
  const windows = quiet ? [{ start: '0 22 * * *', minutes: 300, timezone: 'UTC', reason: 'night' }] : [];
  const { known, play: next, marks } = story({ quiet: windows });
  const state: State = { failing: new Set(), blind: false };
  const said: OutboxItem[] = [];
  let time = start;
  for (const [index, one] of steps.entries()) {
    time += one.after * minute;
    if (one.marks) marks.push(`U${index} 1.1`);
    const baseline = index === 0;
    said.push(...next(new Date(time).toISOString(), changesOf(one, state), { baseline }));
  }
  return { known, said, state, next, time };
}

interface State {
  readonly failing: Set<string>;
  blind: boolean;
}

const findingOf = (what: string) => {
  const [component = '', name = ''] = what.split('/');
  return service(name, { component });
};

function changesOf(
  {
    turns,
    blind,
  }: { after: number; turns: readonly (readonly [string, string])[]; blind: boolean; marks: boolean },
  state: State,
): readonly Change[] {
  const was = state.blind;
  state.blind = blind;
  if (blind && was) return [];
  if (blind) return [cannotSee(null), ...[...state.failing].map((what) => unverified(findingOf(what)))];
  const turned = [...new Set(turns.map(([component, name]) => `${component}/${name}`))];
  const changes = turned.map((what) => {
    if (state.failing.delete(what)) return closed(findingOf(what));
    state.failing.add(what);
    return opened(findingOf(what));
  });
  return was ? [canSee(null), ...changes] : changes;
}

const cases = [fc.array(step, { minLength: 1, maxLength: 40 }), fc.boolean()] as const;

test('what is open is what fails, and nothing that fails is resolved', () => {
  fc.assert(
    fc.property(...cases, (steps, quiet) => {
      const { known, state } = play(steps, quiet);
      const open = [...known.values()].filter(({ status }) => status === 'open');
      const held = open.flatMap(({ items }) =>
        items.flatMap((item) =>
          item.kind === 'violation'
            ? [`${item.finding.component}/${item.finding.resource?.name.slice(6)}`]
            : [],
        ),
      );
      expect(held.sort()).toEqual([...state.failing].sort());
      expect(new Set(open.map(({ key }) => key)).size).toBe(open.length);
      expect(
        [...known.values()].filter(({ status, items }) => status === 'resolved' && items.length > 0),
      ).toEqual([]);
    }),
  );
});

test('each incident is one message, and nothing is said of one before it', () => {
  fc.assert(
    fc.property(...cases, (steps, quiet) => {
      const { said } = play(steps, quiet);
      expect(new Set(said.map(({ id }) => id)).size).toBe(said.length);
      const groups = new Map<string, string[]>();
      for (const { incident, route, kind } of said)
        groups.set(`${incident} ${route}`, [...(groups.get(`${incident} ${route}`) ?? []), kind]);
      for (const [first, ...rest] of groups.values()) {
        expect(first).toBe('post');
        expect(rest).not.toContain('post');
      }
    }),
  );
});

test('when all is mended and a day has passed, every message that was sent says so', () => {
  fc.assert(
    fc.property(...cases, (steps, quiet) => {
      const { known, said, state, next, time } = play(steps, quiet);
      const mended = [...state.failing].map((what) => closed(findingOf(what)));
      said.push(
        ...next(new Date(time + minute).toISOString(), [...(state.blind ? [canSee(null)] : []), ...mended]),
      );
      said.push(...next(new Date(time + 24 * 60 * minute).toISOString(), []));
      expect([...known.values()].filter(({ status }) => status === 'open')).toEqual([]);
      const last = new Map(
        said.filter(({ kind }) => kind !== 'reply').map((item) => [item.incident, item.notice.status]),
      );
      expect([...last.values()].filter((status) => status === 'open')).toEqual([]);
    }),
  );
});
