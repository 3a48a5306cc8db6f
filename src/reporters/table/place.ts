import type { Audit } from '../../model/audit.ts';
import { nameOfPlace, type PlaceRef, textOfPlace } from '../../model/place.ts';

/** `production · sa-east-1` where the account has a name in the configuration, else `111122223333/sa-east-1`. */
export function placeName(place: PlaceRef, { places }: Pick<Audit, 'places'>): string {
  const name = nameOfPlace(place, places);
  return name ? `${name} · ${place.region}` : textOfPlace(place);
}
