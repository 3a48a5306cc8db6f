import type { Component, Keys, Selector } from '../../model/policy.ts';
import type { SelectorKey } from '../../model/ports.ts';
import type { Resource } from '../../model/resource.ts';
import { Unread } from '../../model/unseen.ts';
import { byText } from '../../text/by-text.ts';
import { valueAt } from '../value-at.ts';

type TypeKeys = Readonly<Record<string, SelectorKey>>;

/** Resources of a type that one component is to be about. */
export interface Group {
  readonly select: Selector;
  /** What sets it apart from the other groups of the type: `kiosk`, `internet-facing`. */
  readonly words: readonly string[];
  readonly count: Component['count'];
  readonly resources: readonly Resource[];
}

/** In this order: the first that every resource of the type has tells which belong together. */
const tagKeys = ['app', 'application', 'project', 'product', 'service', 'system', 'stack', 'workload'];

/**
 * By cluster where there are clusters, by a tag that all of them have, else by name; and apart where a key of few values,
 * as the scheme of load balancers, tells them apart.
 */
export function groupsOf(resources: readonly Resource[], keys: TypeKeys): readonly Group[] {
  const kinds = Object.keys(keys).filter((key) => keys[key]?.values && !keys[key].global);
  return coarse(resources, keys).flatMap((group) => apart(group, kinds, keys));
}

type Coarse = Pick<Group, 'select' | 'words' | 'resources'> & { readonly isOpen: boolean };

function coarse(resources: readonly Resource[], keys: TypeKeys): readonly Coarse[] {
  const clusters = keys['cluster'] && valuesOf(resources, (one) => keyValue(one, 'cluster', keys));
  if (clusters) return split(resources, clusters, (cluster) => ({ cluster }));
  const tag = tagNames(resources)
    .map((name) => ({ name, values: valuesOf(resources, ({ tags }) => tags[name]) }))
    .find(({ values }) => values);
  if (tag?.values) return split(resources, tag.values, (value) => ({ tags: { [tag.name]: value } }));
  const names = selectableNames(resources);
  const select: Keys = { name: names.length === 1 ? (names[0] ?? '') : names };
  return [{ select, words: [], resources, isOpen: false }];
}

function split(
  resources: readonly Resource[],
  values: readonly string[],
  selectBy: (value: string) => Keys,
): readonly Coarse[] {
  return [...new Set(values)].sort(byText).map((value) => ({
    select: selectBy(value),
    words: [value],
    resources: resources.filter((_, index) => values[index] === value),
    isOpen: true,
  }));
}

/** One value for each, none with a wildcard in it; undefined where one has none or it is not told. */
function valuesOf(
  resources: readonly Resource[],
  read: (resource: Resource) => unknown,
): readonly string[] | undefined {
  const values = resources.map((resource) => told(() => read(resource)));
  return values.every((value) => typeof value === 'string' && isPlain(value))
    ? (values as string[])
    : undefined;
}

function tagNames(resources: readonly Resource[]): readonly string[] {
  const [first] = resources;
  const own = Object.keys((first && told(() => first.tags)) ?? {});
  return tagKeys.flatMap((key) => own.filter((name) => name.toLowerCase() === key));
}

/** What people call each, where no other is called so; else what AWS keeps unique. */
function selectableNames(resources: readonly Resource[]): readonly string[] {
  const labels = resources.map(({ label }) => label);
  return resources
    .map(({ name, label }) =>
      label && isPlain(label) && labels.filter((other) => other === label).length === 1 ? label : name,
    )
    .sort(byText);
}

function apart(group: Coarse, kinds: readonly string[], keys: TypeKeys): readonly Group[] {
  const key = kinds.find((kind) => {
    const values = valuesOf(group.resources, (one) => keyValue(one, kind, keys));
    return values && new Set(values).size > 1;
  });
  const { isOpen, ...rest } = group;
  if (key === undefined) return [{ ...rest, count: countOf(group) }];
  const values = [...new Set(group.resources.map((one) => String(keyValue(one, key, keys))))].sort(byText);
  return values.flatMap((value) => {
    const resources = group.resources.filter((one) => keyValue(one, key, keys) === value);
    const names = selectableNames(resources);
    const base = isOpen
      ? { ...group.select, [key]: value }
      : { name: names.length === 1 ? (names[0] ?? '') : names };
    return apart({ select: base, words: [...group.words, value], resources, isOpen }, kinds, keys);
  });
}

/** What a tag or a cluster selects may become more; what is named may not. Only what serves counts. */
function countOf({ resources, isOpen }: Coarse): Component['count'] {
  const serving = resources.filter(({ condition }) => condition?.serves !== false).length;
  return isOpen || serving < resources.length ? { min: serving } : { min: serving, max: serving };
}

const keyValue = (resource: Resource, key: string, keys: TypeKeys): unknown =>
  valueAt(resource.properties, keys[key]?.property ?? '');

const isPlain = (text: string): boolean => text !== '' && !/[*?]/.test(text);

/** What a resource says, or undefined where that was not read. */
export function told<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Unread) return undefined;
    throw error;
  }
}
