import type { Component, TagSelector, Wanted } from '../model/policy.ts';
import type { SelectorKey } from '../model/ports.ts';
import type { Resource } from '../model/resource.ts';
import { Unread } from '../model/unseen.ts';
import { byText } from '../text/by-text.ts';
import { farness, tooFar } from '../text/nearness.ts';
import { nounOf, nounsOf } from '../text/noun.ts';
import { plural } from '../text/plural.ts';
import { holds, matchesText, namesOf, type Part, partsOf, patternsOf } from './match.ts';
import { textOfPart } from './select-text.ts';
import { valueAt } from './value-at.ts';

type TypeKeys = Readonly<Record<string, SelectorKey>>;

export interface Missed {
  readonly component: Component;
  /** Those it selects. */
  readonly selected: readonly Resource[];
  /** All there are of the type. */
  readonly there: readonly Resource[];
  readonly keys: TypeKeys;
}

/** What there is instead of what a component selects, and by which part of `select` the nearest was missed. */
export function nearestTo({ component, selected, there, keys }: Missed): string {
  const { type } = component;
  // Where all of a type are selected, the count has said that.
  if (there.length === 0) return partsOf(component.select).length > 0 ? `there is no ${nounOf(type)}` : '';
  const missing = missingOf(component, selected);
  const parts = partsOf(component.select).map((part) =>
    part.key === 'name' && !part.negated && missing.length > 0 ? { ...part, wanted: missing } : part,
  );
  const others = there.filter((resource) => !selected.includes(resource));
  const [nearest] = others.map((resource) => missBy(resource, parts, keys)).sort(byNearness);
  const absent = missing.length > 0 && patternsOf(component.select['name'] as Wanted).length > 1;
  return [
    ...(absent ? [`missing: ${missing.join(', ')}`] : []),
    ...(nearest ? [remainder({ type, parts, others, keys, isRest: selected.length > 0 }, nearest)] : []),
  ].join('; ');
}

/** The names of a list without wildcards that nothing has. */
export function missingOf({ select }: Component, selected: readonly Resource[]): readonly string[] {
  const wanted = select['name'] as Wanted | undefined;
  const exact = wanted === undefined ? [] : patternsOf(wanted).filter((pattern) => !/[*?]/.test(pattern));
  return exact.filter((name) => !selected.some((resource) => namesOf(resource).includes(name)));
}

interface Miss {
  readonly resource: Resource;
  /** The parts that do not hold of it, or that could not be read. */
  readonly failing: readonly Part[];
  readonly far: number;
}

function missBy(resource: Resource, parts: readonly Part[], keys: TypeKeys): Miss {
  const failing = parts.filter((part) => !isHeld(resource, part, keys));
  const far = failing.map((part) => farnessOf(resource, part, keys)).reduce((sum, one) => sum + one, 0);
  return { resource, failing, far };
}

const byNearness = (a: Miss, b: Miss): number =>
  a.failing.length - b.failing.length || a.far - b.far || byText(a.resource.name, b.resource.name);

interface Remainder {
  readonly type: string;
  readonly parts: readonly Part[];
  readonly others: readonly Resource[];
  readonly keys: TypeKeys;
  /** Whether some are selected, so that these are the others. */
  readonly isRest: boolean;
}

/** `6 services match cluster kiosk; nearest: kiosk/menu-sync` */
function remainder(
  { type, parts, others, keys, isRest }: Remainder,
  { resource, failing, far }: Miss,
): string {
  const rest = parts.filter((part) => !failing.includes(part));
  const near = others.filter((one) => rest.every((part) => isHeld(one, part, keys)));
  const [one, many] = [nounOf(type), nounsOf(type)].map((noun) => (isRest ? `other ${noun}` : noun));
  const count = plural(near.length, one ?? '', many);
  const [is, match] = near.length === 1 ? ['is', 'matches'] : ['are', 'match'];
  const head =
    rest.length > 0 ? `${count} ${match} ${rest.map(textOfPart).join(', ')}` : `there ${is} ${count}`;
  const onlyName = failing.length === 1 && failing[0]?.key === 'name' && !failing[0].negated;
  if (onlyName && far > tooFar) return `${head}: ${some(near.map(({ name }) => name))}`;
  const why = failing.flatMap((part) => reasonOf(resource, part, keys) ?? []);
  return `${head}; nearest: ${[titleOf(resource), ...why].join(', ')}`;
}

const titleOf = ({ name, label }: Resource): string =>
  label && label !== name ? `${name} (${label})` : name;

function some(names: readonly string[]): string {
  const shown = [...names].sort(byText).slice(0, 5);
  const more = names.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` … and ${more} more` : ''}`;
}

/** Why a part does not hold, as it stands after the name; undefined where the names side by side say it. */
function reasonOf(resource: Resource, part: Part, keys: TypeKeys): string | undefined {
  const { key, wanted, negated } = part;
  if (negated) return `which "not" leaves out by ${textOfPart({ ...part, negated: false })}`;
  if (key === 'name') {
    if (matchesText(resource.id, wanted)) return 'whose ARN that is, not its name';
    return namesOf(resource).some((name) => differsInCase(name, wanted))
      ? 'whose name is in another case'
      : undefined;
  }
  if (key === 'arn')
    return namesOf(resource).some((name) => matchesText(name, wanted))
      ? 'whose name that is, not its ARN'
      : undefined;
  if (key === 'tags') return reasonOfTag(resource, wanted as TagSelector);
  const value = told(() => valueAt(resource.properties, keys[key]?.property ?? ''));
  return value === undefined ? `whose ${key} is not told` : `whose ${key} is ${String(value)}`;
}

function reasonOfTag(resource: Resource, wanted: TagSelector): string {
  const [tag = ''] = Object.keys(wanted);
  const tags = told(() => resource.tags);
  if (!tags) return 'whose tags are not told';
  const value = tags[tag];
  if (value !== undefined) return `whose tag ${tag} is ${value === '' ? 'empty' : value}`;
  const other = Object.keys(tags).find((one) => one.toLowerCase() === tag.toLowerCase());
  if (other !== undefined) return `whose tag is ${other}, not ${tag}`;
  return `which has no tag ${tag}`;
}

const differsInCase = (text: string, wanted: Wanted): boolean =>
  matchesText(
    text.toLowerCase(),
    patternsOf(wanted).map((pattern) => pattern.toLowerCase()),
  );

const isHeld = (resource: Resource, part: Part, keys: TypeKeys): boolean =>
  told(() => holds(resource, part, keys)) ?? false;

function farnessOf(resource: Resource, { key, wanted, negated }: Part, keys: TypeKeys): number {
  if (negated) return 0;
  if (key === 'tags') return farnessOfTag(resource, wanted as TagSelector);
  const own = key === 'name' ? [...namesOf(resource), resource.id] : [resource.id];
  const texts =
    key === 'name' || key === 'arn'
      ? [...own, ...namesOf(resource)]
      : [String(told(() => valueAt(resource.properties, keys[key]?.property ?? '')))];
  return Math.min(1, ...texts.flatMap((text) => patternsOf(wanted).map((pattern) => farness(text, pattern))));
}

/** By the value of the tag; where there is none, by whatever tag is most like it. */
function farnessOfTag(resource: Resource, wanted: TagSelector): number {
  const tags = told(() => resource.tags) ?? {};
  const [[tag, values] = ['', '']] = Object.entries(wanted);
  const near = Object.hasOwn(tags, tag) ? [tag] : Object.keys(tags);
  return Math.min(
    1,
    ...near.flatMap((key) =>
      patternsOf(values).map((pattern) => farness(key, tag) + farness(tags[key] ?? '', pattern)),
    ),
  );
}

/** Undefined where it could not be read. */
function told<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Unread) return undefined;
    throw error;
  }
}
