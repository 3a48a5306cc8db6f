import type { Incident, Item } from '../model/incident.ts';
import type { PlaceRef } from '../model/place.ts';
import type { AlertContext, Told } from './incidents/context.ts';
import { createOfKey, keyOf, type Subject } from './incidents/subject.ts';
import { tell } from './incidents/tell.ts';

export interface Watched {
  readonly place: PlaceRef;
  /** When an audit of it last succeeded; null where none has. */
  readonly lastSuccess: string | null;
  /** Since when it is to be audited. */
  readonly since: string;
  /** How often, in milliseconds. */
  readonly every: number;
}

/** A place of which no audit has succeeded for twice its interval is an incident of its own, until one has. */
export function watchdog(
  known: readonly Incident[],
  { place, lastSuccess, since, every }: Watched,
  now: Date,
  context: AlertContext,
): Told {
  const subject: Subject = { kind: 'overdue', policy: null, place, component: null };
  const key = keyOf(subject);
  const open = known.find((incident) => incident.key === key && incident.status === 'open') ?? null;
  const isOverdue = now.getTime() - Date.parse(lastSuccess ?? since) > 2 * every;
  if (!(open || isOverdue)) return { incidents: [], outbox: [] };
  const between = { after: lastSuccess, until: now.toISOString() };
  const severity = context.settings.blindness;
  const incident = open ?? createOfKey(subject, { severity, since: between, audit: '', now });
  if (!isOverdue)
    return tell(
      open,
      { after: { ...incident, items: [], ended: endedAt(now) }, news: [], worse: false },
      now,
      context,
    );
  const item: Item = { kind: 'overdue', identity: key, lastSuccess, every, since: between };
  const after = open ? incident : { ...incident, items: [item] };
  return tell(open, { after, news: [], worse: false }, now, context);
}

const endedAt = (now: Date): Incident['ended'] => [
  { what: 'an audit succeeded', check: '', why: 'seen', at: now.toISOString() },
];
