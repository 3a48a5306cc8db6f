import type { Change, Drift } from '../model/drift.ts';
import type { Incident } from '../model/incident.ts';
import { withMarks } from './acknowledge.ts';
import { type Blame, blameIn } from './incidents/cause.ts';
import { type AlertContext, type Told, together } from './incidents/context.ts';
import { apply, type Developed } from './incidents/develop.ts';
import { isFlapping, reopened } from './incidents/flapping.ts';
import { createIncident, keyOf, keyOfPlace, type Subject, subjectOf } from './incidents/subject.ts';
import { tell } from './incidents/tell.ts';

/**
 * What a drift makes of the incidents, and what is to be said. `known` are the open ones and those that resolved
 * within the last day. Time passes in it as well: reminders, the end of a quiet window, a flapping that calms down.
 * Pure, and the same twice: it runs inside the transaction that stores the audit.
 */
export function incidents(known: readonly Incident[], drift: Drift, now: Date, context: AlertContext): Told {
  const before = known.filter(({ place }) => place === null || keyOfPlace(place) === keyOfPlace(drift.place));
  const ours = before.map((incident) => withMarks(incident, context.marks?.get(incident.id), now));
  const groups = groupsOf(ours, drift, blameIn(ours, drift, context.policies));
  const developed = [...groups].flatMap(([key, { subject, changes }]) =>
    develop(latestOf(ours, key), subject, changes, drift, now, context),
  );
  const idle = ours
    .filter(({ key, status }) => status === 'open' && !groups.has(key))
    .map((incident): Developed => ({ after: incident, news: [], worse: false }));
  const told = [...developed, ...idle].map((one) =>
    tell(before.find(({ id }) => id === one.after.id) ?? null, one, now, context),
  );
  return together(told);
}

interface Group {
  readonly subject: Subject;
  readonly changes: Change[];
}

/** The changes by the incident they are of: the open one that holds the finding, else the one it would open. */
function groupsOf(known: readonly Incident[], drift: Drift, blame: Blame): Map<string, Group> {
  const groups = new Map<string, Group>();
  if (drift.baseline) {
    const subject: Subject = { kind: 'baseline', policy: null, place: drift.place, component: null };
    groups.set(keyOf(subject), { subject, changes: [] });
  }
  for (const change of drift.changes) {
    const subject = subjectOf(change, known, drift, blame) ?? openingWith(change, groups);
    if (!subject) continue;
    const group = groups.get(keyOf(subject));
    if (group) group.changes.push(change);
    else groups.set(keyOf(subject), { subject, changes: [change] });
  }
  return groups;
}

/** What changed of a resource when something of its component broke is most of the story. */
function openingWith(change: Change, groups: ReadonlyMap<string, Group>): Subject | undefined {
  if (change.kind !== 'resource' && change.kind !== 'property') return undefined;
  const { policy, component } = change;
  return [...groups.values()].find(
    ({ subject, changes }) =>
      subject.policy === policy &&
      subject.component === component &&
      changes.some(({ kind }) => kind === 'opened'),
  )?.subject;
}

/** The open incident of a key, else the one that resolved last. */
function latestOf(known: readonly Incident[], key: string): Incident | undefined {
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
  const opens = changes.some(({ kind }) =>
    ['opened', 'worsened', 'changed', 'flapping', 'cannot-see'].includes(kind),
  );
  if (!opens && !drift.baseline) return [];
  if (latest === undefined) return [apply(fresh, changes, drift, now, settings)];
  const again = apply(reopened(latest), changes, drift, now, settings);
  // What resolved and opens once more is one story with before where it flaps.
  if (isFlapping(again.after, now, settings.flapping)) return [again];
  return [apply({ ...fresh, turns: latest.turns }, changes, drift, now, settings)];
}
