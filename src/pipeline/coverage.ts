import type { UnreadFact } from '../model/audit.ts';
import type { Inventory } from '../model/inventory.ts';
import type { ResourceType } from '../model/resource.ts';
import { reads } from '../model/wants.ts';
import type { Plan } from './plan.ts';

/** Everything AWS did not show us, whether or not a verdict hung on it; of a part not what only the whole asks. */
export function coverageOf(
  { blindSpots, resources }: Inventory,
  { wants, asks }: Pick<Plan, 'wants' | 'asks'>,
): UnreadFact[] {
  const isOthers = (type: ResourceType, property: string): boolean =>
    reads(asks.get(type) ?? nothing, property) && !reads(wants.get(type) ?? nothing, property);
  const hidden = blindSpots.map((spot) => ({ ...spot, property: null }));
  const gaps = resources.flatMap(({ type, name, account, region, gaps }) =>
    gaps.flatMap((gap) =>
      isOthers(type, gap.property) ? [] : [{ ...gap, type, resource: name, account, region }],
    ),
  );
  return [...hidden, ...gaps];
}

const nothing: ReadonlySet<string> = new Set();
