import type { Resource, ResourceType } from './resource.ts';
import { Unread, type Unseen } from './unseen.ts';

/** A type in a place that could not be listed completely. What we did not see, we do not judge. */
export type BlindSpot = Unseen & {
  readonly type: string;
  readonly account: string;
  readonly region: string;
};

export interface Inventory {
  readonly resources: readonly Resource[];
  readonly blindSpots: readonly BlindSpot[];
  /** Every resource of the type. Throws `Unread` where the list is not complete: an empty list is proof of absence. */
  ofType<T extends ResourceType>(type: T): readonly Resource<T>[];
  /** What was seen of the type, though there may be more. Never proof of absence. */
  seenOfType<T extends ResourceType>(type: T): readonly Resource<T>[];
  /** The resource with that id, or undefined when the list is complete and does not hold it. Throws `Unread` otherwise. */
  find<T extends ResourceType>(type: T, id: string): Resource<T> | undefined;
}

export function createInventory(
  resources: readonly Resource[],
  blindSpots: readonly BlindSpot[] = [],
): Inventory {
  const byType = groupByType(resources);
  const seenOfType = <T extends ResourceType>(type: T) =>
    (byType.get(type) ?? []) as unknown as Resource<T>[];
  function ofType<T extends ResourceType>(type: T): readonly Resource<T>[] {
    const hidden = blindSpots.find((spot) => spot.type === type);
    if (hidden) throw new Unread(`the list of ${type}`, hidden);
    return seenOfType(type);
  }
  return {
    resources,
    blindSpots,
    ofType,
    seenOfType,
    find: (type, id) =>
      seenOfType(type).find((resource) => resource.id === id) ??
      ofType(type).find((resource) => resource.id === id),
  };
}

// Map.groupBy needs Node 21.
function groupByType(resources: readonly Resource[]): Map<string, Resource[]> {
  const groups = new Map<string, Resource[]>();
  for (const resource of resources) {
    const group = groups.get(resource.type) ?? [];
    group.push(resource);
    groups.set(resource.type, group);
  }
  return groups;
}
