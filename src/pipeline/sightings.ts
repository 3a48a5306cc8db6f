import type { Audit } from '../model/audit.ts';
import { everywhere, type Sighting } from '../model/known.ts';
import type { PlaceRef } from '../model/place.ts';

/** What an audit saw of each place; last what is about policies and no place, as exceptions and places nobody looked at. */
export function sightingsOf(audit: Audit): Sighting[] {
  // What people call an account is no part of what a place is known by.
  const places = audit.places.map(({ account, region }): PlaceRef => ({ account, region }));
  return [...places, everywhere].map((place) => {
    const here = (at: PlaceRef | null): boolean =>
      at ? at.account === place.account && at.region === place.region : place === everywhere;
    const isHere = (at: PlaceRef) => here(at);
    return {
      audit: audit.id,
      at: audit.startedAt,
      place,
      plumbline: audit.plumbline,
      policies: Object.fromEntries(audit.policies.map(({ id, sha256 }) => [id, sha256])),
      findings: audit.findings.filter((finding) => here(finding.place)),
      claims: audit.claims.filter(({ resource }) => isHere(resource)),
      looked: audit.looked.filter(isHere),
      bases: audit.bases,
      unread: audit.unread.filter(isHere),
      used: audit.findings.flatMap(({ policy, exception }) =>
        exception ? [`${policy} ${exception.id}`] : [],
      ),
    };
  });
}
