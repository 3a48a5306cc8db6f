import type { Ended, Incident, Item } from '../model/incident.ts';
import type { KnownPlace } from '../model/memory.ts';
import { type PlaceRef, textOfPlace } from '../model/place.ts';
import { type AlertContext, type Told, together } from './incidents/context.ts';
import { tell } from './incidents/tell.ts';
import { whatOf } from './incidents/wording.ts';

export interface Asking {
  readonly known: readonly KnownPlace[];
  /** Whether somebody asks for audits of a place; undefined where that cannot be told. */
  readonly isAsked: (place: PlaceRef) => boolean | undefined;
}

/** Milliseconds without an audit: a configuration that asks for it may be another that uses the same store. */
const patience = 24 * 60 * 60 * 1000;

/**
 * What is open in places that nobody audits any more, since the configuration asks for them no more, is over: nobody would
 * ever see it mended. Of what cannot be audited, and is to be, it stays open.
 */
export const forgotten = (
  open: readonly Incident[],
  asking: Asking,
  now: Date,
  context: AlertContext,
): Told =>
  together(
    open
      // That a place is not audited has an end of its own.
      .filter(({ kind, status, place }) => status === 'open' && kind !== 'overdue' && place !== null)
      .filter(({ place }) => isForgotten(place as PlaceRef, asking, now))
      .map((incident) => {
        const at = now.toISOString();
        const ended = incident.items.map((item): Ended => ({ ...nameOf(item), why: 'unwatched', at }));
        const after: Incident = { ...incident, items: [], turns: [], ended: [...incident.ended, ...ended] };
        const news = ['The configuration does not ask for audits of this place any more'];
        return tell(incident, { after, news, worse: false }, now, context);
      }),
  );

function isForgotten(place: PlaceRef, { known, isAsked }: Asking, now: Date): boolean {
  if (isAsked(place) !== false) return false;
  const last = known.find((one) => textOfPlace(one.place) === textOfPlace(place))?.lastAudit;
  return last !== undefined && now.getTime() - Date.parse(last) >= patience;
}

function nameOf(item: Item): Pick<Ended, 'what' | 'check'> {
  if (item.kind === 'violation') return { what: whatOf(item.finding), check: item.finding.check };
  return { what: (item.kind === 'blind' && item.type) || 'the place', check: '' };
}
