import type { AccountEntry } from '../../config/config.ts';
import { accountOfRole, isGlobal, type NamedPlace, type PlaceRef, textOfPlace } from '../../model/place.ts';

export interface AskedPlaces {
  readonly asked: readonly NamedPlace[];
  readonly isAsked: (place: PlaceRef) => boolean | undefined;
}

/**
 * The places that a configuration asks for audits of. Which account the credentials' own is, where no entry says it, is
 * known of the places that were seen only.
 */
export function askedPlaces(
  accounts: readonly AccountEntry[] = [],
  seen: readonly NamedPlace[] = [],
): AskedPlaces {
  const entries = accounts.map(({ name, account, roleArn, regions }) => ({
    name,
    regions,
    id: roleArn === undefined ? account : accountOfRole(roleArn),
  }));
  const isIn = (regions: readonly string[], place: PlaceRef) =>
    isGlobal(place) || regions.includes(place.region);
  const isAsked = (place: PlaceRef): boolean | undefined => {
    if (entries.some(({ id, regions }) => id === place.account && isIn(regions, place))) return true;
    if (!entries.some(({ id, regions }) => id === undefined && isIn(regions, place))) return false;
    return seen.some((one) => textOfPlace(one) === textOfPlace(place)) || undefined;
  };
  const named = entries.flatMap(({ name, id, regions }) =>
    id === undefined ? [] : regions.map((region) => ({ account: id, region, name })),
  );
  const all = [...named, ...seen.filter((place) => isAsked(place))];
  return { asked: [...new Map(all.map((place) => [textOfPlace(place), place])).values()], isAsked };
}
