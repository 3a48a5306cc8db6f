import type { Incident, Item } from '../model/incident.ts';
import type { PlaceRef } from '../model/place.ts';
import type { Unseen } from '../model/unseen.ts';
import { type AlertContext, type Told, together } from './incidents/context.ts';
import type { Developed } from './incidents/develop.ts';
import { createOfKey, keyOf, keyOfPlace, type Subject } from './incidents/subject.ts';
import { tell } from './incidents/tell.ts';

/** How the audits of a place stand. */
export interface Watched {
  readonly place: PlaceRef;
  /** `forgotten`: nobody asks for audits of it any more. */
  readonly status: 'audited' | 'overdue' | 'unreadable' | 'forgotten';
  /** When an audit of it last succeeded; null where none has. */
  readonly lastSuccess: string | null;
  /** How often one is due, in milliseconds. */
  readonly every: number;
  /** Why nothing of it can be read. */
  readonly unseen?: Unseen | undefined;
}

/** Places that are not audited, or of which nothing can be read, are each an incident of their own until that is over. */
export const watchdog = (
  known: readonly Incident[],
  places: readonly Watched[],
  now: Date,
  context: AlertContext,
): Told => together(places.map((place) => watch(known, place, now, context)));

function watch(known: readonly Incident[], watched: Watched, now: Date, context: AlertContext): Told {
  const { place, status, lastSuccess, every, unseen } = watched;
  const subject: Subject = { kind: 'overdue', policy: null, place, component: null };
  const key = keyOf(subject);
  const open = known.find((incident) => incident.key === key && incident.status === 'open') ?? null;
  const isWrong = status === 'overdue' || (status === 'unreadable' && !isTold(known, place));
  const quietly = (after: Incident): Developed => ({ after, news: [], worse: false });
  if (!isWrong)
    return open
      ? tell(open, quietly({ ...open, items: [], ended: endedBy(status, now) }), now, context)
      : { incidents: [], outbox: [] };
  if (open) return tell(open, quietly(open), now, context);
  const since = { after: lastSuccess, until: now.toISOString() };
  const severity = context.settings.blindness;
  const created = createOfKey(subject, { severity, since, audit: '', now });
  const item: Item = { kind: 'overdue', identity: key, lastSuccess, every, unseen, since };
  return tell(null, quietly({ ...created, items: [item] }), now, context);
}

/** That nothing of it can be seen is one message, whoever noticed it first. */
const isTold = (known: readonly Incident[], place: PlaceRef): boolean =>
  known.some(
    ({ kind, status, items, place: at }) =>
      kind === 'cannot-see' &&
      status === 'open' &&
      keyOfPlace(at) === keyOfPlace(place) &&
      items.some((item) => item.kind === 'blind' && item.type === null),
  );

const endedBy = (status: Watched['status'], now: Date): Incident['ended'] => [
  status === 'forgotten'
    ? { what: 'audits of it', check: '', why: 'policy-changed', at: now.toISOString() }
    : { what: 'an audit succeeded', check: '', why: 'seen', at: now.toISOString() },
];
