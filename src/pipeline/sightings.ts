import type { Audit, UnreadFact } from '../model/audit.ts';
import { everywhere, type Sighting } from '../model/known.ts';
import { type PlaceRef, textOfPlace } from '../model/place.ts';

/** What an audit saw of each place; last what is about policies and no place, as exceptions and places nobody looked at. */
export function sightingsOf(audit: Audit): Sighting[] {
  // What people call an account is no part of what a place is known by.
  const places = audit.places.map(({ account, region }): PlaceRef => ({ account, region }));
  const [findings, claims, looked, unread] = [
    byPlace(audit.findings, ({ place }) => place ?? everywhere),
    byPlace(audit.claims, ({ resource }) => resource),
    byPlace(audit.looked, (one) => one),
    // What is remembered is what could not be seen, whoever looked at it.
    byPlace(
      audit.unread.map(({ checks: _, ...fact }) => fact as UnreadFact),
      (one) => one,
    ),
  ];
  const policies = Object.fromEntries(audit.policies.map(({ id, sha256 }) => [id, sha256]));
  const used = audit.findings.flatMap(({ policy, exception }) =>
    exception ? [`${policy} ${exception.id}`] : [],
  );
  return [...places, everywhere].map((place) => ({
    audit: audit.id,
    at: audit.startedAt,
    place,
    plumbline: audit.plumbline,
    policies,
    findings: findings(place),
    claims: claims(place),
    looked: looked(place),
    bases: audit.bases,
    unread: unread(place),
    used,
  }));
}

/** Put in order once: an audit may be of thousands of places. */
function byPlace<T>(all: readonly T[], placeOf: (one: T) => PlaceRef): (place: PlaceRef) => readonly T[] {
  const found = new Map<string, T[]>();
  for (const one of all) {
    const key = textOfPlace(placeOf(one));
    const known = found.get(key);
    if (known) known.push(one);
    else found.set(key, [one]);
  }
  return (place) => found.get(textOfPlace(place)) ?? [];
}
