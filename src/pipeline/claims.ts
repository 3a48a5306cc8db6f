import type { Basis, Claim, Looked, Properties } from '../model/claim.ts';
import type { Inventory } from '../model/inventory.ts';
import type { PlaceRef } from '../model/place.ts';
import type { Policy } from '../model/policy.ts';
import type { Volatilities } from '../model/ports.ts';
import type { Resource } from '../model/resource.ts';
import { settlingOf } from '../model/settling.ts';
import type { Plan } from './plan.ts';
import { presentableAll } from './presentable.ts';
import { hiddenPaths, readable, without, withoutElements } from './properties.ts';
import { refOf } from './ref.ts';
import { type SelectorKeys, selectAll } from './select.ts';
import { type Steadiness, steadinessOf } from './steadiness.ts';

/** The paths of each type that AWS or an autoscaler changes by itself. */
export type Volatile = ReadonlyMap<string, Volatilities>;

export interface ClaimInput {
  readonly plan: Plan;
  readonly inventory: Inventory;
  readonly selectors: SelectorKeys;
  readonly volatile: Volatile;
  readonly now: Date;
}

/** Every resource that a component selects, with what is worth comparing of it. */
export function claimsOf({ plan, inventory, selectors, volatile, now }: ClaimInput): Claim[] {
  return plan.policies.flatMap((policy) =>
    [...selectAll(policy, inventory, selectors).values()].flatMap(({ component, resources, unsure }) => [
      ...resources.map((resource) => claim(policy, component.name, resource, false)),
      ...unsure.map(({ resource }) => claim(policy, component.name, resource, true)),
    ]),
  );

  function claim(policy: Policy, component: string, resource: Resource, unsure: boolean): Claim {
    const moving = settlingOf(resource, now) !== undefined;
    const steadiness = steadinessOf(resource, inventory, volatile.get(resource.type));
    return {
      policy: policy.id,
      component,
      resource: refOf(resource),
      ...stable(resource, steadiness),
      unsure,
      moving,
      ...(steadiness.autoscaled && { autoscaled: true }),
    };
  }
}

function stable(
  { properties }: Resource,
  { volatile, passing, majors, autoscaledElements }: Steadiness,
): Pick<Claim, 'properties' | 'hidden'> {
  const lasting = autoscaledElements.reduce(
    (value, [path, startsWith]) => withoutElements(value, path.split('.'), startsWith),
    readable(properties),
  );
  const steady = without(lasting, [...volatile, ...passing]) as Properties;
  return {
    properties: { ...presentableAll(steady), ...majors },
    hidden: [...hiddenPaths(properties), ...passing],
  };
}

/** The types that were asked for in the place, and whether their lists are complete. */
export function lookedAt(
  { plan, inventory }: Pick<ClaimInput, 'plan' | 'inventory'>,
  place: PlaceRef,
): Looked[] {
  return [...plan.wants.keys()].map((type) => {
    const spot = inventory.blindSpots.find((candidate) => candidate.type === type);
    return {
      type,
      account: place.account,
      region: place.region,
      seen: inventory.resources.filter((resource) => resource.type === type).length,
      unseen: spot ?? null,
    };
  });
}

/** The types that each check looks at: its component's, what its rule uses, those it relates to. */
export function basesOf({ policies, checks }: Plan): Basis[] {
  const ruled = checks.map(({ policy, component, rule }): Basis => {
    const related = Object.values(rule.params).flatMap(({ relation }) => relation ?? []);
    const types = [...new Set([component.type, ...Object.keys(rule.uses ?? {}), ...related])];
    return { policy: policy.id, component: component.name, check: rule.name, types };
  });
  const counted = policies.flatMap((policy) =>
    policy.components.map(({ name, type }) => ({
      policy: policy.id,
      component: name,
      check: 'count',
      types: [type],
    })),
  );
  return [...counted, ...ruled];
}
