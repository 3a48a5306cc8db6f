import type { Inventory } from '../model/inventory.ts';
import type { Component, Policy } from '../model/policy.ts';
import type { SelectorKey } from '../model/ports.ts';
import type { Resource, ResourceType } from '../model/resource.ts';
import { Unread } from '../model/unseen.ts';
import { matches, partsOf } from './match.ts';

/** What `select` understands of each type beside `name`, `arn` and `tags`. */
export type SelectorKeys = ReadonlyMap<string, Readonly<Record<string, SelectorKey>>>;

/** What a component is about. `unsure` are resources that may belong to it: what decides could not be read. */
export interface Selection {
  readonly component: Component;
  readonly resources: readonly Resource[];
  readonly unsure: readonly { readonly resource: Resource; readonly reason: Unread }[];
  /** Set where the list of the type is not complete. */
  readonly blind: Unread | undefined;
}

/** What each component of a policy is about, by its name. */
export function selectAll(
  policy: Policy,
  inventory: Inventory,
  keys: SelectorKeys,
): ReadonlyMap<string, Selection> {
  const selections = policy.components.map((component) => selectResources(component, inventory, keys));
  return new Map(
    selections.map((selection) => [
      selection.component.name,
      selection.component.unclaimed ? unclaimed(selection, selections) : selection,
    ]),
  );
}

/** Leaves out what another component selects; what one may select is unsure, for it may be claimed. */
function unclaimed(selection: Selection, all: readonly Selection[]): Selection {
  const others = all.filter(
    ({ component }) => component.type === selection.component.type && !component.unclaimed,
  );
  const claimed = new Set(others.flatMap(({ resources }) => resources));
  const perhaps = new Map(
    others.flatMap(({ unsure }) => unsure.map(({ resource, reason }) => [resource, reason])),
  );
  const rest = selection.resources.filter((resource) => !claimed.has(resource));
  return {
    ...selection,
    resources: rest.filter((resource) => !perhaps.has(resource)),
    unsure: [
      ...selection.unsure.filter(({ resource }) => !claimed.has(resource)),
      ...rest.flatMap((resource) => {
        const reason = perhaps.get(resource);
        return reason ? [{ resource, reason }] : [];
      }),
    ],
  };
}

function selectResources(component: Component, inventory: Inventory, keys: SelectorKeys): Selection {
  const type = component.type as ResourceType;
  const resources: Resource[] = [];
  const unsure: { resource: Resource; reason: Unread }[] = [];
  const parts = partsOf(component.select);
  for (const resource of inventory.seenOfType(type)) {
    try {
      if (matches(resource, parts, keys.get(type) ?? {})) resources.push(resource);
    } catch (error) {
      if (!(error instanceof Unread)) throw error;
      unsure.push({ resource, reason: error });
    }
  }
  return { component, resources, unsure, blind: blindness(type, inventory) };
}

/** Every id the component stands for. Throws `Unread` when that cannot be told for sure. */
export function idsOf({ resources, unsure, blind }: Selection): readonly string[] {
  const reason = blind ?? unsure[0]?.reason;
  if (reason) throw reason;
  return resources.map(({ id }) => id);
}

function blindness(type: string, { blindSpots }: Inventory): Unread | undefined {
  const spot = blindSpots.find((candidate) => candidate.type === type);
  return spot && new Unread(`the list of ${type}`, spot);
}
