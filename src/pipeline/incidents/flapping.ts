import type { AlertSettings } from '../../model/alerts.ts';
import type { Incident, Turn } from '../../model/incident.ts';

type Flapping = AlertSettings['flapping'];

/** The turns that still count, and this one. */
export function turned(
  turns: readonly Turn[],
  identity: string,
  now: Date,
  { within }: Flapping,
): readonly Turn[] {
  const recent = turns.filter(({ at }) => now.getTime() - Date.parse(at) < within);
  return [...recent, { identity, at: now.toISOString() }];
}

/** What opened and closed so often within a day that its turns are counted and no more told. */
export function flappersOf(
  { turns }: Pick<Incident, 'turns'>,
  now: Date,
  { turns: most, within }: Flapping,
): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const { identity, at } of turns)
    if (now.getTime() - Date.parse(at) < within) counts.set(identity, (counts.get(identity) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count >= most).map(([identity]) => identity));
}

/** Whether something of it turned too often, and for the last time a short while ago. */
export const isFlapping = (incident: Incident, now: Date, settings: Flapping): boolean =>
  isHeldFlapping(incident) || turnedLately(incident, now, settings);

/** Whether the comparison holds something of it open for its turns: it may fail all the time, or not at all. */
export const isHeldFlapping = ({ items }: Pick<Incident, 'items'>): boolean =>
  items.some((item) => item.kind === 'violation' && item.flapping !== null);

/** Whether all that is left of it flaps, and holds for the moment. */
export const rests = ({ items }: Pick<Incident, 'items'>): boolean =>
  items.length > 0 && items.every((item) => item.kind === 'violation' && Boolean(item.restsSince));

function turnedLately(incident: Incident, now: Date, settings: Flapping): boolean {
  const flappers = flappersOf(incident, now, settings);
  return incident.turns.some(
    ({ identity, at }) => flappers.has(identity) && now.getTime() - Date.parse(at) < settings.calm,
  );
}

export const reopened = (incident: Incident): Incident => ({
  ...incident,
  status: 'open',
  resolvedAt: null,
});
