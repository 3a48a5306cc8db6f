import type { Keys, Selector, TagSelector, Wanted } from '../model/policy.ts';
import type { SelectorKey } from '../model/ports.ts';
import type { Resource } from '../model/resource.ts';
import { Unread } from '../model/unseen.ts';
import { matchesGlob } from '../text/glob.ts';
import { matchValue } from './match-value.ts';
import { valueAt } from './value-at.ts';

/** One thing that `select` asks, which holds of a resource or does not. A key of `not` asks that it does not. */
export interface Part {
  /** `name`, `arn`, a key of the type, or `tags`. */
  readonly key: string;
  readonly wanted: Wanted;
  readonly negated: boolean;
}

type TypeKeys = Readonly<Record<string, SelectorKey>>;

/** Each tag is a part of its own; under `not` a key is negated as a whole, all its tags together. */
export function partsOf(select: Selector): readonly Part[] {
  return Object.entries(select).flatMap(([key, wanted]): readonly Part[] => {
    if (key === 'not')
      return Object.entries(wanted as Keys).map(([name, unwanted]) => ({
        key: name,
        wanted: unwanted,
        negated: true,
      }));
    if (key !== 'tags') return [{ key, wanted: wanted as Wanted, negated: false }];
    return Object.entries(wanted as TagSelector).map(([tag, value]) => ({
      key,
      wanted: { [tag]: value },
      negated: false,
    }));
  });
}

/** Whether every part holds. Throws `Unread` where what decides could not be read, and no other part rules it out. */
export function matches(resource: Resource, parts: readonly Part[], keys: TypeKeys): boolean {
  let unread: Unread | undefined;
  for (const part of parts) {
    try {
      if (!holds(resource, part, keys)) return false;
    } catch (error) {
      if (!(error instanceof Unread)) throw error;
      unread ??= error;
    }
  }
  if (unread) throw unread;
  return true;
}

/** Throws `Unread` where that could not be read. */
export function holds(resource: Resource, { key, wanted, negated }: Part, keys: TypeKeys): boolean {
  return isWanted(resource, key, wanted, keys) !== negated;
}

function isWanted(resource: Resource, key: string, wanted: Wanted, keys: TypeKeys): boolean {
  if (key === 'name') return namesOf(resource).some((name) => matchesText(name, wanted));
  if (key === 'arn') return matchesText(resource.id, wanted);
  if (key === 'tags') return matchesTags(resource.tags, wanted as TagSelector);
  const { property, form } = keys[key] ?? {};
  if (!property) throw new Error(`${resource.type} has no selector ${key}: the policy was not validated`);
  const spot = { path: property, ...(form && { meaning: { form } }) };
  return matchValue(valueAt(resource.properties, property), wanted, spot).status === 'yes';
}

/** What `name` means: what is unique (`kiosk/menu`), what AWS calls its name (`menu`), what people call it. */
export function namesOf({
  name,
  awsName,
  label,
}: Pick<Resource, 'name' | 'awsName' | 'label'>): readonly string[] {
  return [...new Set([name, awsName ?? name, label ?? name])];
}

/** Every tag that is named must have a value that is wanted. */
export const matchesTags = (tags: Readonly<Record<string, string>>, wanted: TagSelector): boolean =>
  Object.entries(wanted).every(([tag, value]) => matchesText(tags[tag], value));

export function matchesText(value: unknown, wanted: Wanted): boolean {
  return typeof value === 'string' && patternsOf(wanted).some((pattern) => matchesGlob(value, pattern));
}

export const patternsOf = (wanted: Wanted): readonly string[] =>
  typeof wanted === 'string' ? [wanted] : Array.isArray(wanted) ? (wanted as readonly string[]) : [];
