import type { Change, Drift } from '../../src/model/drift.ts';
import type { Finding } from '../../src/model/finding.ts';
import { cannotSee, canSee, closed, drift, opened, service, unverified } from '../support/alerts.ts';
import { randomOf } from '../support/random.ts';

/** What is so at one hour: what fails, and whether it can be seen. */
export interface Hour {
  readonly time: Date;
  readonly failing: ReadonlySet<string>;
  readonly seen: boolean;
}

/** What one audit left known. */
export interface Known {
  readonly failing: ReadonlySet<string>;
  readonly seen: boolean;
}

const components = ['edge', 'firewall', 'services', 'sessions', 'database', 'files'];
const start = Date.parse('2026-11-01T00:00:00.000Z');

/** A month of hours: things break and are mended, one or two of a component, and at times nothing can be seen. */
export function monthOf(seed: number): readonly Hour[] {
  const random = randomOf(seed);
  const spans = components.flatMap((component) => spansOf(component, random));
  const blind = [3, 11, 22].map((day) => day * 24 + Math.floor(random() * 24));
  return [...Array(30 * 24).keys()].map((hour) => ({
    time: new Date(start + hour * 3_600_000),
    failing: new Set(spans.filter(({ from, to }) => from <= hour && hour < to).map(({ what }) => what)),
    seen: !blind.some((from) => from <= hour && hour < from + 5),
  }));
}

/** More than a day lies between two of them: nothing flaps. */
function spansOf(component: string, random: () => number) {
  const spans: { what: string; from: number; to: number }[] = [];
  let hour = 1 + Math.floor(random() * 40);
  while (hour < 30 * 24) {
    const to = hour + 6 + Math.floor(random() * 50);
    spans.push({ what: `${component} a`, from: hour, to });
    if (random() < 0.4) spans.push({ what: `${component} b`, from: hour + 2, to: to - 2 });
    hour = to + 40 + Math.floor(random() * 60);
  }
  return spans;
}

export const findingOf = (what: string): Finding => {
  const [component = '', name = ''] = what.split(' ');
  return service(name, { component, severity: component === 'firewall' ? 'critical' : 'high' });
};

/** The drift between what is known and what is so. What cannot be seen closes nothing. */
export function driftOf(known: Known, hour: Hour): Drift {
  const changes = hour.seen ? seenChanges(known, hour) : known.seen ? blindChanges(known) : [];
  return drift(changes, { audit: hour.time.toISOString() });
}

function seenChanges(known: Known, { failing }: Hour): readonly Change[] {
  return [
    ...(known.seen ? [] : [canSee(null)]),
    ...[...known.failing].filter((what) => !failing.has(what)).map((what) => closed(findingOf(what))),
    ...[...failing].filter((what) => !known.failing.has(what)).map((what) => opened(findingOf(what))),
  ];
}

const blindChanges = ({ failing }: Known): readonly Change[] => [
  cannotSee(null),
  ...[...failing].map((what) => unverified(findingOf(what))),
];

export const knownAfter = (known: Known, { failing, seen }: Hour): Known => ({
  failing: seen ? failing : known.failing,
  seen,
});

/** When each component was wrong, by what could be seen: the truth that messages are held against. */
export function episodesOf(month: readonly Hour[]): ReadonlyMap<string, { readonly over: boolean }> {
  const episodes = new Map<string, { over: boolean }>();
  for (const component of components) {
    let current = '';
    for (const { time, failing, seen } of month.filter((hour) => hour.seen)) {
      const isWrong = seen && [...failing].some((what) => what.startsWith(`${component} `));
      if (isWrong && current === '') {
        current = `${component} ${time.toISOString()}`;
        episodes.set(current, { over: false });
      } else if (!isWrong && current !== '') {
        episodes.set(current, { over: true });
        current = '';
      }
    }
  }
  return episodes;
}
