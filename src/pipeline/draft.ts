import type { Draft, DraftComponent, DraftRule } from '../model/draft.ts';
import type { Inventory } from '../model/inventory.ts';
import type { PlaceRef } from '../model/place.ts';
import type { Component, Policy } from '../model/policy.ts';
import type { Wants } from '../model/ports.ts';
import type { ResourceType } from '../model/resource.ts';
import type { Rule } from '../model/rule.ts';
import { Unread } from '../model/unseen.ts';
import { nounOf, nounsOf } from '../text/noun.ts';
import { plural } from '../text/plural.ts';
import { type Group, groupsOf } from './draft/groups.ts';
import { type Trial, tryRule } from './draft/rules.ts';
import { expectationsOf, type Standalone, standing } from './draft/standalone.ts';
import type { Relate } from './judge.ts';
import { idsOf, type SelectorKeys, selectAll } from './select.ts';

export interface DraftInput {
  readonly rules: readonly Rule[];
  readonly standalone: readonly Standalone[];
  readonly selectors: SelectorKeys;
  readonly inventory: Inventory;
  readonly place: PlaceRef;
  readonly now: Date;
  readonly write: Trial['write'];
}

/** All that any rule may need to know, and the tags to select by. */
export function wantsForDraft(rules: readonly Rule[], standalone: readonly Standalone[]): Wants {
  const wants = new Map<ResourceType, Set<string>>();
  const want = (type: string, paths: readonly string[]) =>
    wants.set(type as ResourceType, new Set([...(wants.get(type as ResourceType) ?? []), ...paths]));
  for (const { type, reads, uses = {} } of [...rules, ...standalone.flatMap(expectationsOf)]) {
    want(type, ['tags', ...reads]);
    for (const [other, paths] of Object.entries(uses as Record<string, readonly string[]>))
      want(other, paths);
  }
  return wants;
}

/** A component for each group of what is there, with every rule that holds of it, and the reason why another does not. */
export function* draftPolicy(input: DraftInput): Generator<void, Draft> {
  const { rules, standalone, selectors, inventory, place, now } = input;
  const types = [...new Set([...rules, ...standalone].map(({ type }) => type))];
  const blind = inventory.blindSpots.filter(({ type }) => types.includes(type as ResourceType));
  const listed = types.filter((type) => !blind.some((spot) => spot.type === type));
  const named = withOwnNames(listed.flatMap((type) => componentsOf(type, input)));
  const policy = policyOf(named);
  const selections = selectAll(policy, inventory, selectors);
  const relate: Relate = (name, type) => ({
    component: name,
    type,
    ids() {
      const selection = selections.get(name);
      if (selection) return idsOf(selection);
      throw new Unread(`component ${name}`, { kind: 'fault', message: 'it was not drafted' });
    },
  });
  const drafted: DraftComponent[] = [];
  for (const component of named) {
    const { name, type, select, count } = component;
    const resources = selections.get(name)?.resources ?? [];
    const trial = { resources, related: namesByType(named), world: { inventory, relate, now } };
    const tried: DraftRule[] = [];
    for (const rule of rules.filter((one) => one.type === type))
      tried.push(yield* tryRule({ ...trial, rule, write: input.write }));
    const expects: DraftRule[] = [];
    for (const rule of standalone.filter((one) => one.type === type).flatMap(expectationsOf))
      expects.push(yield* tryRule({ ...trial, rule, write: () => rule.value }));
    drafted.push({ name, type, select, count, about: aboutOf(type, resources), rules: tried, expects });
  }
  return {
    place,
    at: now.toISOString(),
    components: drafted,
    absent: listed.filter((type) => inventory.seenOfType(type).length === 0),
    blind: blind.map((spot) => ({ type: spot.type, unseen: spot })),
  };
}

function componentsOf(
  type: string,
  { standalone, inventory, selectors }: Pick<DraftInput, 'standalone' | 'inventory' | 'selectors'>,
): readonly Component[] {
  const alone = standalone.find((one) => one.type === type);
  const seen = inventory.seenOfType(type as ResourceType);
  const found = alone ? standing(seen, alone, selectors) : seen;
  const groups = found.length > 0 ? groupsOf(found, selectors.get(type) ?? {}) : [];
  return groups.map((group) => {
    const component = componentOf(type, group, groups.length > 1);
    // Those of a cluster may have the same tag.
    if (!alone || 'name' in component.select) return component;
    return { ...component, select: { ...component.select, not: { [alone.within]: '*' } } };
  });
}

function componentOf(
  type: string,
  { select, words, count, resources }: Group,
  isOneOfMany: boolean,
): Component {
  const noun = resources.length === 1 ? nounOf(type) : nounsOf(type);
  const name = slug([...(isOneOfMany ? words : []), noun].join(' ')) || slug(noun);
  return { name, type, select, count, satisfies: [], rules: [], expect: {} };
}

/** Lower-case letters, digits and single hyphens, as component names are. */
const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

function withOwnNames(components: readonly Component[]): readonly Component[] {
  const taken = new Map<string, number>();
  return components.map((component) => {
    const before = taken.get(component.name) ?? 0;
    taken.set(component.name, before + 1);
    return before === 0 ? component : { ...component, name: `${component.name}-${before + 1}` };
  });
}

const policyOf = (components: readonly Component[]): Policy => ({
  id: 'draft',
  title: '',
  scope: {},
  components,
  exceptions: [],
  file: '',
  sha256: '',
});

function namesByType(components: readonly Component[]): ReadonlyMap<string, readonly string[]> {
  const types = new Set(components.map(({ type }) => type));
  return new Map(
    [...types].map((type) => [type, components.filter((one) => one.type === type).map(({ name }) => name)]),
  );
}

const most = 8;

function aboutOf(
  type: string,
  resources: readonly { readonly name: string; readonly label?: string | undefined }[],
) {
  const names = resources.map(({ name, label }) => (label ? `${name} (${label})` : name));
  const more = names.length - most;
  const list = `${names.slice(0, most).join(', ')}${more > 0 ? ` … and ${more} more` : ''}`;
  return `${plural(resources.length, nounOf(type), nounsOf(type))}: ${list}`;
}
