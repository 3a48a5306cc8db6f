import type { UnreadFact } from '../model/audit.ts';
import type { Inventory } from '../model/inventory.ts';

/** Everything AWS did not show us, whether or not a verdict hung on it. */
export function coverageOf({ blindSpots, resources }: Inventory): UnreadFact[] {
  const hidden = blindSpots.map((spot) => ({ ...spot, property: null }));
  const gaps = resources.flatMap(({ type, name, account, region, gaps }) =>
    gaps.map((gap) => ({ ...gap, type, resource: name, account, region })),
  );
  return [...hidden, ...gaps];
}
