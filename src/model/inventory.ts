import type { Meaning } from './meaning.ts';
import type { PlaceRef } from './place.ts';
import { NotAsked, type Resource, type ResourceType, type ResourceTypes } from './resource.ts';
import { Unread, type Unseen } from './unseen.ts';

/** A type in a place that could not be listed completely. What we did not see, we do not judge. */
export type BlindSpot = Unseen & PlaceRef & { readonly type: string };

/** What was seen in one place. Asking for a type that nobody declared throws `NotAsked`. */
export interface Inventory {
  readonly resources: readonly Resource[];
  readonly blindSpots: readonly BlindSpot[];
  /** Every resource of the type. Throws `Unread` where the list is not complete: an empty list is proof of absence. */
  ofType<T extends ResourceType>(type: T): readonly Resource<T>[];
  /** What was seen of the type, though there may be more. Never proof of absence. */
  seenOfType<T extends ResourceType>(type: T): readonly Resource<T>[];
  /** The resource with that id, or undefined when the list is complete and does not hold it. Throws `Unread` otherwise. */
  find<T extends ResourceType>(type: T, id: string): Resource<T> | undefined;
  /** Every resource of the type whose property has the value. Throws `Unread` where the list, or the property of one, is not known. */
  where<T extends ResourceType>(type: T, property: Key<T>, value: string): readonly Resource<T>[];
  /** Those of them that were seen, though there may be more. Never proof of absence. */
  seenWhere<T extends ResourceType>(type: T, property: Key<T>, value: string): readonly Resource<T>[];
  /** How answers of the type are to be read, where its collector said so. */
  meaningOf(type: string): Meaning | undefined;
}

type Key<T extends ResourceType> = keyof ResourceTypes[T] & string;

/** `asked` are the types that were asked for; absent is any. `meanings` are those of the types' answers. */
export function createInventory(
  resources: readonly Resource[],
  blindSpots: readonly BlindSpot[] = [],
  asked?: { has(type: string): boolean },
  meanings: ReadonlyMap<string, Meaning> = new Map(),
): Inventory {
  const byType = grouped(resources, ({ type }) => type);
  const indexes = new Map<string, Index>();
  const hidden = new Map(blindSpots.map((spot) => [spot.type, spot]));

  function indexOf(type: ResourceType, property: string): Index {
    const key = `${type} ${property}`;
    const index = indexes.get(key) ?? createIndex(seenOfType(type), property);
    indexes.set(key, index);
    return index;
  }
  function seenOfType<T extends ResourceType>(type: T): readonly Resource<T>[] {
    if (asked && !asked.has(type)) throw new NotAsked(type, 'the list');
    return (byType.get(type) ?? []) as unknown as Resource<T>[];
  }
  function requireWhole(type: string): void {
    const spot = hidden.get(type);
    if (spot) throw new Unread(`the list of ${type}`, spot);
  }
  function ofType<T extends ResourceType>(type: T): readonly Resource<T>[] {
    const seen = seenOfType(type);
    requireWhole(type);
    return seen;
  }
  function seenWhere<T extends ResourceType>(type: T, property: Key<T>, value: string) {
    return (indexOf(type, property).byValue.get(value) ?? []) as unknown as Resource<T>[];
  }
  return {
    resources,
    blindSpots,
    ofType,
    seenOfType,
    seenWhere,
    meaningOf: (type) => meanings.get(type),
    where(type, property, value) {
      const { unread } = indexOf(type, property);
      requireWhole(type);
      if (unread) throw unread;
      return seenWhere(type, property, value);
    },
    find<T extends ResourceType>(type: T, id: string) {
      const found = indexOf(type, '').byValue.get(id)?.[0];
      if (!found) requireWhole(type);
      return found as unknown as Resource<T> | undefined;
    },
  };
}

interface Index {
  readonly byValue: ReadonlyMap<string, readonly Resource[]>;
  /** Set where the property of one of them could not be read: it may have any value. */
  readonly unread: Unread | undefined;
}

/** By a property, or by the id where that is empty. */
function createIndex(resources: readonly Resource[], property: string): Index {
  const byValue = new Map<string, Resource[]>();
  let unread: Unread | undefined;
  for (const resource of resources) {
    try {
      const value = property === '' ? resource.id : (resource.properties as Values)[property];
      if (typeof value === 'string') append(byValue, value, resource);
    } catch (error) {
      if (!(error instanceof Unread)) throw error;
      unread ??= error;
    }
  }
  return { byValue, unread };
}

type Values = Readonly<Record<string, unknown>>;

// Map.groupBy needs Node 21.
function grouped(
  resources: readonly Resource[],
  keyOf: (resource: Resource) => string,
): ReadonlyMap<string, readonly Resource[]> {
  const groups = new Map<string, Resource[]>();
  for (const resource of resources) append(groups, keyOf(resource), resource);
  return groups;
}

function append(groups: Map<string, Resource[]>, key: string, resource: Resource): void {
  const group = groups.get(key);
  if (group) group.push(resource);
  else groups.set(key, [resource]);
}
