import { asText, isObject, type JsonObject } from '../documents/json-object.ts';
import type { Property } from '../model/property.ts';
import { expressionIn } from './expression.ts';
import { isForeign, nameOf, type Operator, operatorOf, parts } from './foreign-operators.ts';
import { globOf } from './regular-expression.ts';
import { comparedIn } from './version-range.ts';

/**
 * What an object of comparisons as other languages have them, `{ "gte": 7 }`, `{ "op": "in", "value": ["a"] }`, `{ "$exists":
 * true }`, is in ours, beside those that are ours already. Undefined where a key is of none of them, or where no value of
 * the property says it.
 */
export function fromForeign(
  property: Property,
  wanted: JsonObject,
  isOurs: (key: string) => boolean,
): unknown {
  const pairs = pairsOf(wanted);
  const meant = pairs.map(([key, value]) => (isOurs(key) ? { [key]: value } : read(property, key, value)));
  if (meant.length === 1) return meant[0];
  const all = meant.filter(isObject);
  const keys = all.flatMap(Object.keys);
  const isWhole = all.length === meant.length && new Set(keys).size === keys.length;
  return isWhole ? Object.assign({}, ...all) : undefined;
}

/** `{ "op": "gte", "value": 7 }`, and `{ "gte": 7 }`. */
function pairsOf(wanted: JsonObject): readonly (readonly [key: string, value: unknown])[] {
  const named = new Map(Object.entries(wanted).map(([key, value]) => [nameOf(key), value]));
  const operator = ['op', 'operator', 'comparator', 'comparison'].map((key) => named.get(key)).find(Boolean);
  const hasValue = named.has('value') || named.has('values');
  const value = named.get('value') ?? named.get('values');
  if (typeof operator === 'string' && hasValue) return [[operator, value]];
  if (hasValue && operator === undefined && [...named.keys()].every((key) => parts.test(key)))
    return [['eq', value]];
  // What a JSON Schema says beside a bound.
  const telling = Object.entries(wanted).filter(([key]) => !parts.test(nameOf(key)) || hasValue);
  return telling.length > 0 ? telling : Object.entries(wanted);
}

/** What one of them says, as the property has it. */
function read(property: Property, key: string, value: unknown): unknown {
  const operator = operatorOf(key);
  return operator === undefined ? undefined : readers[operator]?.(property, value);
}

type Reader = (property: Property, value: unknown) => unknown;

const readers: Readonly<Record<Operator, Reader>> = {
  ge: (property, value) => bound(property, '>=', value),
  gt: (property, value) => bound(property, '>', value),
  le: (property, value) => bound(property, '<=', value),
  lt: (property, value) => bound(property, '<', value),
  eq: (_, value) => value,
  ne: (property, value) => ({ not: within(property, value) }),
  in: ({ type }, value) => (type.kind === 'list' ? { any: listed(type, value) } : listed(type, value)),
  nin: ({ type }, value) =>
    type.kind === 'list' ? { none: listed(type, value) } : { not: listed(type, value) },
  has: ({ type }, value) => (type.kind === 'list' ? { any: value } : around('*', value, '*')),
  hasAll: ({ type }, value) => (type.kind === 'list' ? { includes: [value].flat() } : undefined),
  lacks: ({ type }, value) => (type.kind === 'list' ? { none: value } : opposite(around('*', value, '*'))),
  begins: (property, value) => ofTexts(property, around('', value, '*')),
  ends: (property, value) => ofTexts(property, around('*', value, '')),
  regex: (property, value) =>
    ofTexts(property, typeof value === 'string' ? globOf(searched(value)) : undefined),
  unlike: ({ type }, value) =>
    unlike(type, typeof value === 'string' ? (expressionIn(value)?.value ?? value) : undefined),
  glob: (property, value) =>
    ofTexts(property, typeof value === 'string' ? value.replaceAll('%', '*') : undefined),
  some: (property, value) => (isNo(value) ? unset(property) : set(property)),
  none: (property, value) => (isNo(value) ? set(property) : unset(property)),
  full: (property, value) => (isNo(value) ? hollow(property) : filled(property)),
  empty: (property, value) => (isNo(value) ? filled(property) : hollow(property)),
  true: ({ type }, value) => (type.kind === 'boolean' ? !isNo(value) : undefined),
  false: ({ type }, value) => (type.kind === 'boolean' ? isNo(value) : undefined),
  between: (property, value) => between(property, value),
  // MongoDB's `$all` is a list of what must be there.
  all: ({ type }, value) =>
    type.kind === 'list' ? (Array.isArray(value) ? { includes: value } : { every: value }) : undefined,
  any: ({ type }, value) => (type.kind === 'list' ? { any: value } : undefined),
  not: (property, value) => ({ not: within(property, value) }),
};

/** `5432,3306` in one text is two. */
function listed({ kind }: Property['type'], value: unknown): readonly unknown[] {
  if (typeof value !== 'string' || !/[,|]/.test(value)) return [value].flat();
  const parts = value.split(/[,|]/).map((one) => one.trim());
  return kind === 'integer' || kind === 'number' ? parts.map(Number) : parts;
}

const unlike = ({ kind }: Property['type'], value: unknown): unknown =>
  value === undefined ? undefined : kind === 'list' ? { none: value } : { not: value };

/** What is negated may be a comparison itself. */
const within = (property: Property, value: unknown): unknown =>
  isObject(value) && Object.keys(value).every(isForeign)
    ? (fromForeign(property, value, () => false) ?? value)
    : value;

/** More than 7 whole ones are 8 at least; of versions what comes before is all that is not later. */
function bound({ type }: Property, sign: string, value: unknown): unknown {
  if (type.kind === 'text') return comparedIn(`${sign}${asText(value)}`, true)?.value;
  const number = asText(value).trim() === '' ? Number.NaN : Number(value);
  if (Number.isNaN(number)) return undefined;
  const key = sign.startsWith('>') ? 'atLeast' : 'atMost';
  if (sign.length === 2) return { [key]: number };
  const isWhole = type.kind === 'integer' && Number.isInteger(number);
  return isWhole ? { [key]: number + (key === 'atLeast' ? 1 : -1) } : { [key]: number, not: number };
}

function between(property: Property, value: unknown): unknown {
  if (!Array.isArray(value) || value.length !== 2) return undefined;
  const [low, high] = [bound(property, '>=', value[0]), bound(property, '<=', value[1])];
  return isObject(low) && isObject(high) ? { ...low, ...high } : undefined;
}

/** A regular expression is found anywhere in a text, unless it says where. */
const searched = (expression: string): string =>
  /^\^|\$$|^\//.test(expression) ? expression : `/${expression}/`;

const around = (before: string, value: unknown, after: string): unknown =>
  Array.isArray(value)
    ? value.map((one) => around(before, one, after))
    : typeof value === 'string'
      ? `${before}${value}${after}`
      : undefined;

const ofTexts = ({ type }: Property, value: unknown): unknown =>
  value !== undefined && type.kind === 'list' ? { any: value } : value;

const opposite = (value: unknown): unknown => (value === undefined ? undefined : { not: value });

const isNo = (value: unknown): boolean => value === false || value === 'false' || value === 0;

function set(property: Property): unknown {
  if (property.mayBeNone) return { not: null };
  return property.type.kind === 'text' ? '*' : property.type.kind === 'list' ? { not: [] } : undefined;
}

function unset({ mayBeNone, type }: Property): unknown {
  return mayBeNone ? null : type.kind === 'list' ? [] : undefined;
}

function filled(property: Property): unknown {
  if (property.type.kind === 'list') return { not: [] };
  return property.mayBeNone ? { not: null } : property.type.kind === 'text' ? '?*' : undefined;
}

function hollow({ mayBeNone, type }: Property): unknown {
  return type.kind === 'list' ? [] : mayBeNone ? null : type.kind === 'text' ? '' : undefined;
}
