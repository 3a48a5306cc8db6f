import type { PartOfPolicies } from '../model/audit.ts';
import { type Component, controlsServedBy, type Policy } from '../model/policy.ts';

export interface Filter {
  /** Ids; absent is every policy. */
  readonly policies?: readonly string[] | undefined;
  /** Names; absent is every component. */
  readonly components?: readonly string[] | undefined;
}

export interface Narrowed {
  readonly policies: readonly Policy[];
  /** Absent where nothing was asked to be left out. */
  readonly partial?: PartOfPolicies;
  /** All that they are a part of; absent where nothing was. */
  readonly whole?: readonly Policy[];
}

/** The part of the policies that is to be judged. What others must be seen for its sake is selected, and not judged. */
export function narrow(all: readonly Policy[], { policies, components }: Filter): Narrowed {
  if (!policies && !components) return { policies: all };
  const kept = all.filter(({ id }) => policies?.includes(id) ?? true);
  const isKept = ({ name }: Component): boolean => components?.includes(name) ?? true;
  const left = all.flatMap((policy) =>
    policy.components
      .filter((component) => !(kept.includes(policy) && isKept(component)))
      .map((component) => ({ policy, component })),
  );
  const within = kept.filter((policy) => policy.components.some(isKept));
  return {
    policies: within.map((policy) => narrowed(policy, isKept)),
    whole: all,
    partial: {
      policies: policies ?? null,
      components: components ?? null,
      leftOut: {
        components: left.map(({ policy, component }) => `${policy.id}/${component.name}`),
        controls: [...new Set(left.flatMap(({ component }) => controlsServedBy(component)))].sort(),
      },
    },
  };
}

function narrowed(policy: Policy, isKept: (component: Component) => boolean): Policy {
  const kept = policy.components.filter(isKept);
  return {
    ...policy,
    components: policy.components.flatMap((component) => {
      if (kept.includes(component)) return [component];
      return isLookedAt(component, kept) ? [unjudged(component)] : [];
    }),
    exceptions: policy.exceptions.filter(({ component }) => kept.some(({ name }) => name === component)),
  };
}

/** What is unclaimed is told by what all others claim. */
const isLookedAt = ({ name }: Component, kept: readonly Component[]): boolean =>
  kept.some(
    ({ unclaimed, rules }) =>
      unclaimed || rules.some(({ params }) => Object.values(params).flat().includes(name)),
  );

const unjudged = (component: Component): Component => ({
  ...component,
  count: { min: 0 },
  rules: [],
  expect: {},
});
