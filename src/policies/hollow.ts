import { isDeepStrictEqual } from 'node:util';
import { isObject, type JsonObject } from '../documents/json-object.ts';
import { atValue, type Path, type Slip } from '../documents/slip.ts';
import { shown } from '../documents/wording.ts';
import type { Members, Property } from '../model/property.ts';
import { globCovers } from '../text/glob.ts';
import { attributesWritten } from './written.ts';

/**
 * A property by its name; `isMember` where it stands in an object, and `{}` says that it is there; `needsHolder` where
 * that object may not be set, so that `{ "not": null }` says something.
 */
export type Named = Property & {
  readonly name: string;
  readonly isMember?: boolean;
  readonly needsHolder?: boolean;
};

/** What of an expectation holds whatever the value is, or of none that there can be. */
export function slipsOfHollow(property: Named, wanted: JsonObject, path: Path): readonly Slip[] {
  const { name, isMember } = property;
  const isStructure = ['named', 'object', 'map'].includes(property.type.kind);
  if (Object.keys(wanted).length === 0)
    return isMember && isStructure ? [] : [atValue(path, ofNothing(property))];
  const why = neverTogether(property, wanted);
  return why === undefined ? [] : [atValue(path, `"${name}" ${why}`)];
}

/** Attributes as CloudFormation lists them, by `Key` and `Value`; undefined where they are not written so. */
export function slipOfAttributes(
  { name, type }: Named,
  members: Members,
  wanted: unknown,
  path: Path,
): Slip | undefined {
  if (type.kind !== 'named' || !Object.keys(members).some((key) => key.includes('.'))) return undefined;
  const written = attributesWritten(wanted);
  return written === undefined ? undefined : atValue(path, `"${name}" goes by its keys: write ${written}`);
}

function ofNothing({ name, type, mayBeNone }: Named): string {
  const ways: Readonly<Partial<Record<Property['type']['kind'], string>>> = {
    list: 'write the elements in a list, or { "any": … }, { "every": … }, { "none": … }',
    named: 'name the members that count',
    object: 'name the members that count',
    map: 'name the members that count',
  };
  const way = ways[type.kind] ?? 'write the value, or a comparison such as { "not": … }';
  const there = mayBeNone ? '; null is that it is not set, { "not": null } that it is' : '';
  return `{} says nothing of "${name}": ${way}${there}`;
}

/** Why no value can be all of it; undefined where one can. */
function neverTogether(property: Named, wanted: JsonObject): string | undefined {
  const { atLeast, atMost, any, none, includes } = wanted;
  if (typeof atLeast === 'number' && typeof atMost === 'number' && atLeast > atMost)
    return `is never at least ${atLeast} and at most ${atMost}`;
  if (Array.isArray(includes) && includes.length === 0)
    return 'includes nothing: an empty list asks for nothing';
  if ([any, ...listOf(includes)].some((one) => isSame(one, none)))
    return 'has no element that "none" leaves out and another comparison asks for';
  return neverAfter(property, wanted);
}

/** Why nothing is left of what `not` leaves. */
function neverAfter({ type, mayBeNone }: Named, wanted: JsonObject): string | undefined {
  const { not } = wanted;
  if (not === undefined || isObject(not)) return undefined;
  const refused = listOf(not);
  const chosen = [...listOf(wanted['exactly']), ...listOf(wanted['oneOf'])];
  const isRefused = (value: unknown) => refused.some((one) => isSame(one, value) || covers(one, value));
  if (type.kind !== 'list' && chosen.length > 0 && chosen.every(isRefused))
    return `is never ${shown(chosen[0])} and not that`;
  const all = type.kind === 'boolean' ? [true, false] : type.kind === 'text' ? (type.values ?? []) : [];
  return !mayBeNone && all.length > 0 && all.every(isRefused)
    ? 'is always something that "not" leaves out'
    : undefined;
}

const isSame = (a: unknown, b: unknown): boolean => a !== undefined && isDeepStrictEqual(a, b);

const covers = (pattern: unknown, value: unknown): boolean =>
  typeof pattern === 'string' && typeof value === 'string' && globCovers(pattern, value);

const listOf = (value: unknown): readonly unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];
