import type { Audit } from '../../model/audit.ts';
import { type PlaceRef, textOfPlace } from '../../model/place.ts';

/** `production · sa-east-1` where the account has a name in the configuration, else `111122223333/sa-east-1`. */
export function placeName({ account, region }: PlaceRef, { places }: Pick<Audit, 'places'>): string {
  const name = places.find((place) => place.account === account && place.region === region)?.name;
  return name ? `${name} · ${region}` : textOfPlace({ account, region });
}
