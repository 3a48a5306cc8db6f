import { isObject } from '../documents/json-object.ts';
import type { Path } from '../documents/slip.ts';

/** JSON on one line, spaced as people write it: `{ "not": ["a", "b"] }`. */
export function jsonWritten(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(jsonWritten).join(', ')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, one]) => `${JSON.stringify(key)}: ${jsonWritten(one)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

/** Whether nobody would read it in a message. */
export const isTooLong = (value: unknown): boolean => value !== undefined && jsonWritten(value).length > 300;

/** How a day is written that was put with its time, or without hyphens. */
export function dayWritten(value: unknown): string | undefined {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  const [, year, month, day] = /^(\d{4})[-/.]?(\d\d)[-/.]?(\d\d)(?:T.*)?$/.exec(text) ?? [];
  return year === undefined ? undefined : `write "${year}-${month}-${day}"`;
}

/** How a count is written that was put as `"2"`, `">=2"`, `"2+"`, `"2..4"`, `[2, 4]`, `true` or `"none"`. */
export function countWritten(value: unknown): string | undefined {
  const text = countText(value);
  const said = counts.find(([words]) => words.test(text))?.[1];
  if (said !== undefined) return `write ${said}`;
  const [, low, high] = /^([0-9]+)\s*(?:\.\.\.?|-|to)\s*([0-9]+)$/.exec(text) ?? [];
  if (low !== undefined && Number(low) <= Number(high)) return `write { "min": ${low}, "max": ${high} }`;
  return typeof value === 'string' ? countBySign(text) : undefined;
}

function countBySign(text: string): string | undefined {
  const [, sign = '', number, more = ''] =
    /^(>=|<=|=|>|<|at least |at most )?\s*([0-9]+)(\+)?$/.exec(text) ?? [];
  const bound = bySign[sign || more]?.(Number(number));
  return number === undefined ? undefined : `write ${bound === undefined ? number : jsonWritten(bound)}`;
}

const bySign: Readonly<Record<string, (number: number) => unknown>> = {
  '>=': (min) => ({ min }),
  'at least ': (min) => ({ min }),
  '+': (min) => ({ min }),
  '>': (number) => ({ min: number + 1 }),
  '<=': (max) => ({ max }),
  'at most ': (max) => ({ max }),
  '<': (number) => ({ max: Math.max(number - 1, 0) }),
};

const counts: readonly (readonly [words: RegExp, written: string])[] = [
  [/^(none|zero|false|absent)$/i, '0'],
  [/^(\*|all|many)$/i, '"any"'],
  [/^(true|exists|present|some|at least one|!=?\s*0)$/i, '{ "min": 1 }'],
];

function countText(value: unknown): string {
  const isRange = Array.isArray(value) && value.length === 2 && value.every(Number.isInteger);
  if (isRange) return value.join('..');
  return typeof value === 'string'
    ? value
    : value === null || typeof value === 'boolean'
      ? String(value)
      : '';
}

/** How a region or an account is written that was put as `us-east-1a`, `1111-2222-3333`, `us-*`, `all` or `["*"]`. */
export function placeWritten(path: Path, value: unknown): string | undefined {
  const key = String(path[1] ?? '');
  if ([value].flat().some((one) => typeof one === 'string' && /^(\*|all|any|global)$/i.test(one)))
    return `leave "${key}" out where it holds in all of them`;
  if (path.length < 2 && Array.isArray(value)) return scopeWritten(value);
  if (typeof value !== 'string' || path.length < 2) return undefined;
  const each = value.split(/\s*[,|]\s*/).map(key === 'accounts' ? accountIn : regionIn);
  const isKnown = each.length > 0 && each.every((one) => one !== undefined);
  if (!isKnown) return /[*?^!]/.test(value) ? 'each is named in full' : undefined;
  const list = each.map((one) => JSON.stringify(one)).join(', ');
  return typeof path.at(-1) === 'number' ? `write ${list}` : `write [${list}]`;
}

/** A list of regions, or of accounts, in the place of the scope. */
function scopeWritten(value: readonly unknown[]): string | undefined {
  const texts = value.map((one) => (typeof one === 'string' ? one : ''));
  const part = texts.every((one) => regionIn(one))
    ? 'regions'
    : texts.every((one) => accountIn(one))
      ? 'accounts'
      : '';
  return part === '' || value.length === 0 ? undefined : `write ${jsonWritten({ [part]: value })}`;
}

const accountIn = (text: string): string | undefined =>
  /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(text)?.[1] ?? /^\d{12}$/.exec(text.replace(/[\s-]/g, ''))?.[0];

const regionIn = (text: string): string | undefined =>
  /^([a-z]{2}(?:-[a-z]+)+-[0-9]+)[a-z]?$/.exec(text.trim().toLowerCase().replaceAll('_', '-'))?.[1];

/** How tags are written that stand as AWS lists them, or as they are said: `[{ "Key": "app", "Value": "shop" }]`, `"app=shop"`. */
export function tagsWritten(value: unknown): string | undefined {
  const written = objectOf((Array.isArray(value) ? value : [value]).map(pairOf));
  return written && `write ${written}`;
}

/** How attributes are written that stand as CloudFormation lists them, by `Key` and `Value`, bare or in a comparison. */
export function attributesWritten(value: unknown): string | undefined {
  const isPair = isObject(value) && 'Key' in value;
  const pairs = (isObject(value) && !isPair ? Object.values(value) : [value]).flat();
  const written = pairs.flatMap((one) =>
    isObject(one) && typeof one['Key'] === 'string'
      ? [`${JSON.stringify(one['Key'])}: ${JSON.stringify(one['Value'] ?? '…')}`]
      : [],
  );
  return pairs.length > 0 && written.length === pairs.length ? `{ ${written.join(', ')} }` : undefined;
}

type Pair = readonly [key: string, value: unknown];

function objectOf(pairs: readonly (Pair | undefined)[]): string | undefined {
  const known = pairs.flatMap((pair) => (pair ? [pair] : []));
  return known.length > 0 && known.length === pairs.length
    ? jsonWritten(Object.fromEntries(known))
    : undefined;
}

function pairOf(value: unknown): Pair | undefined {
  if (typeof value === 'string') {
    const [, key, text] = /^([^=:]+)[=:](.+)$/.exec(value) ?? [];
    if (key !== undefined && text !== undefined) return [key, text];
    // A key alone is a tag that is there, whatever its value.
    return /^[\w.-]+$/.test(value) ? [value, '*'] : undefined;
  }
  const listed = new Map(
    Object.entries(isObject(value) ? value : {}).map(([key, one]) => [key.toLowerCase(), one]),
  );
  const [key, text] = [listed.get('key'), listed.get('value') ?? listed.get('values')];
  const isTexts = [text].flat().every((one) => typeof one === 'string');
  return typeof key === 'string' && isTexts ? [key, text] : undefined;
}
