import type { ResourceRef } from '../model/finding.ts';
import type { Inventory } from '../model/inventory.ts';
import type { PlaceRef } from '../model/place.ts';
import type { Policy } from '../model/policy.ts';
import { NotAsked, type Resource } from '../model/resource.ts';
import { Unread, type Unseen } from '../model/unseen.ts';
import { refOf } from './ref.ts';
import { type SelectorKeys, selectAll } from './select.ts';
import { valueAt } from './value-at.ts';

/** What was seen of a type in a place. */
export interface Stock {
  readonly place: PlaceRef;
  readonly type: string;
  /** Why there may be more; null where the list is complete. */
  readonly unseen: Unseen | null;
  readonly items: readonly StockItem[];
}

export interface StockItem {
  readonly resource: ResourceRef;
  /** By each key of the type that `select` understands; null where it has no value or that is not told. */
  readonly keys: Readonly<Record<string, string | null>>;
  /** Null where they are not told. */
  readonly tags: Readonly<Record<string, string>> | null;
  /** Why the tags are not told; null where they are. */
  readonly tagsUnseen: Unseen | null;
  /** AWS's word for its state; null where it has none. */
  readonly state: string | null;
  readonly claims: readonly StockClaim[];
}

/** A component that selects it. */
export interface StockClaim {
  readonly policy: string;
  readonly component: string;
  /** False where what decides could not be read. */
  readonly sure: boolean;
  /** Whether the component is about what no other selects. */
  readonly unclaimed: boolean;
}

export interface StockInput {
  readonly types: readonly string[];
  readonly place: PlaceRef;
  readonly inventory: Inventory;
  /** Those that hold in the place. */
  readonly policies: readonly Policy[];
  readonly selectors: SelectorKeys;
}

/** What there is, by what a policy can select it, and by what it is selected. */
export function takeStock({ types, place, inventory, policies, selectors }: StockInput): Stock[] {
  const selections = policies.flatMap((policy) =>
    [...selectAll(policy, inventory, selectors).values()].map((selection) => ({ policy, selection })),
  );
  return types.map((type) => ({
    place,
    type,
    unseen: inventory.blindSpots.find((spot) => spot.type === type) ?? null,
    items: inventory.resources.filter((resource) => resource.type === type).map(itemOf),
  }));

  function itemOf(resource: Resource): StockItem {
    const keys = Object.entries(selectors.get(resource.type) ?? {}).map(([key, { property }]) => {
      const value = told(() => valueAt(resource.properties, property));
      return [key, typeof value === 'string' || typeof value === 'number' ? String(value) : null] as const;
    });
    const claims = selections.flatMap(({ policy, selection: { component, resources, unsure } }) => {
      const sure = resources.includes(resource);
      if (!sure && !unsure.some((one) => one.resource === resource)) return [];
      const { name, unclaimed = false } = component;
      return [{ policy: policy.id, component: name, sure, unclaimed }];
    });
    return {
      resource: refOf(resource),
      keys: Object.fromEntries(keys),
      tags: told(() => resource.tags) ?? null,
      tagsUnseen: resource.gaps.find(({ property }) => property === 'tags') ?? null,
      state: resource.condition?.state ?? null,
      claims,
    };
  }
}

export const isClaimed = ({ claims }: StockItem): boolean => claims.some(({ unclaimed }) => !unclaimed);

/** Undefined where it could not be read, or nobody asked. */
function told<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Unread || error instanceof NotAsked) return undefined;
    throw error;
  }
}
