import type { Incident, MessageRef, Notifier } from '../model/incident.ts';
import { rankOf } from './incidents/severity.ts';

/** Slack allows some fifty such questions a minute. */
const most = 40;

/** Where the messages of an incident stand, with who can look there. */
export interface Standing {
  readonly ref: MessageRef;
  readonly notifier: Notifier;
}

/**
 * The marks of those who acknowledged, by the incident's id; an incident that could not be asked about is not in it.
 * Read before the audit is compared: what was acknowledged before a change is not the change.
 */
export async function acknowledgements(
  open: readonly Incident[],
  standingsOf: (incident: Incident) => readonly Standing[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const asked = open
    .filter(({ status, routes }) => status === 'open' && routes.length > 0)
    .sort((a, b) => rankOf(b.severity) - rankOf(a.severity))
    .slice(0, most);
  const marks = new Map<string, readonly string[]>();
  for (const incident of asked) {
    const found: string[] = [];
    let unseen = 0;
    for (const { notifier, ref } of standingsOf(incident)) {
      const given = await notifier.acknowledgedBy(ref);
      if (given === null) unseen += 1;
      else found.push(...given);
    }
    // Nobody is taken to have withdrawn what could not be looked at.
    if (unseen === 0) marks.set(incident.id, found);
  }
  return marks;
}

/**
 * The incident with what was found. An acknowledgement holds until the state changes; marks from before that count no
 * more, until they are set anew.
 */
export function withMarks(incident: Incident, marks: readonly string[] | undefined, now: Date): Incident {
  if (marks === undefined) return incident;
  const spent = incident.spent.filter((mark) => marks.includes(mark));
  const known = incident.acknowledged?.marks ?? [];
  const fresh = marks.filter((mark) => !(spent.includes(mark) || known.includes(mark)));
  if (fresh.length === 0) return { ...incident, spent };
  const at = incident.acknowledged?.at ?? now.toISOString();
  return { ...incident, spent, acknowledged: { marks: [...known, ...fresh], at } };
}
