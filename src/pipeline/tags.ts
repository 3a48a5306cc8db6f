import type { ResourceRef } from '../model/finding.ts';
import type { Inventory } from '../model/inventory.ts';
import type { Resource } from '../model/resource.ts';
import { Unread } from '../model/unseen.ts';
import type { TagsOf } from './except.ts';

/** Looks tags up in what was seen, in whichever place it was seen. */
export function tagsIn(inventories: readonly Inventory[]): TagsOf {
  let known: ReadonlyMap<string, Resource> | undefined;
  return (resource) => {
    known ??= new Map(inventories.flatMap(({ resources }) => resources.map((one) => [keyOf(one), one])));
    try {
      return known.get(keyOf(resource))?.tags;
    } catch (error) {
      if (error instanceof Unread) return undefined;
      throw error;
    }
  };
}

const keyOf = ({
  type,
  id,
  account,
  region,
}: Pick<ResourceRef, 'type' | 'id' | 'account' | 'region'>): string =>
  JSON.stringify([type, id, account, region]);
