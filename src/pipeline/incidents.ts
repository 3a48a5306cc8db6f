import type { Change, Drift } from '../model/drift.ts';
import type { Incident, OutboxItem } from '../model/incident.ts';
import type { AlertContext } from './incidents/context.ts';
import { apply, type Developed } from './incidents/develop.ts';
import { isSameStory, reopened } from './incidents/flapping.ts';
import { createIncident, keyOf, keyOfPlace, type Subject, subjectOf } from './incidents/subject.ts';
import { tell } from './incidents/tell.ts';

export interface Told {
  /** Those that are otherwise than before, to be stored. */
  readonly incidents: readonly Incident[];
  /** What is to be said of them, to be stored with them. */
  readonly outbox: readonly OutboxItem[];
}

/**
 * What a drift makes of the incidents, and what is to be said. `known` are the open ones and those that resolved
 * within the last day. Time passes in it as well: reminders, the end of a quiet window, a flapping that calms down.
 * Pure, and the same twice: it runs inside the transaction that stores the audit.
 */
export function incidents(known: readonly Incident[], drift: Drift, now: Date, context: AlertContext): Told {
  const ours = known.filter(({ place }) => place === null || keyOfPlace(place) === keyOfPlace(drift.place));
  const groups = groupsOf(ours, drift);
  const developed = [...groups].map(([key, { subject, changes }]) =>
    develop(latestOf(ours, key), subject, changes, drift, now, context),
  );
  const idle = ours
    .filter(({ key, status }) => status === 'open' && !groups.has(key))
    .map((incident): Developed => ({ before: incident, after: incident, news: [] }));
  return together([...developed.flat(), ...idle].map((one) => tell(one, now, context)));
}

export function together(told: readonly Told[]): Told {
  return {
    incidents: told.flatMap(({ incidents }) => incidents),
    outbox: told.flatMap(({ outbox }) => outbox),
  };
}

interface Group {
  readonly subject: Subject;
  readonly changes: Change[];
}

/** The changes by the incident they are of: the open one that holds the finding, else the one it would open. */
function groupsOf(known: readonly Incident[], drift: Drift): Map<string, Group> {
  const groups = new Map<string, Group>();
  if (drift.baseline) {
    const subject: Subject = { kind: 'baseline', policy: null, place: drift.place, component: null };
    groups.set(keyOf(subject), { subject, changes: [] });
  }
  for (const change of drift.changes) {
    const subject = subjectOf(change, known, drift);
    if (!subject) continue;
    const group = groups.get(keyOf(subject));
    if (group) group.changes.push(change);
    else groups.set(keyOf(subject), { subject, changes: [change] });
  }
  return groups;
}

/** The open incident of a key, else the one that resolved last. */
export function latestOf(known: readonly Incident[], key: string): Incident | undefined {
  const all = known.filter((incident) => incident.key === key);
  const open = all.find(({ status }) => status === 'open');
  return open ?? [...all].sort((a, b) => (a.openedAt < b.openedAt ? 1 : -1))[0];
}

function develop(
  latest: Incident | undefined,
  subject: Subject,
  changes: readonly Change[],
  drift: Drift,
  now: Date,
  { settings }: AlertContext,
): readonly Developed[] {
  const fresh = createIncident(subject, changes, drift, now, settings);
  if (latest?.status === 'open') return [apply(latest, changes, drift, now, settings)];
  const opens = changes.some(({ kind }) => ['opened', 'worsened', 'changed', 'cannot-see'].includes(kind));
  if (!opens && !drift.baseline) return [];
  if (latest === undefined) return [{ ...apply(fresh, changes, drift, now, settings), before: null }];
  const again = apply(reopened(latest), changes, drift, now, settings);
  if (isSameStory(again.after, now, settings.flapping)) return [again];
  const next = apply({ ...fresh, turns: latest.turns }, changes, drift, now, settings);
  return [{ ...next, before: null }];
}
