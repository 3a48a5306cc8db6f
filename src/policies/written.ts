import { isObject } from '../documents/json-object.ts';

/** How a count is written that was put as `"2"`, `">=2"` or `"2+"`. */
export function countWritten(value: unknown): string | undefined {
  const [, sign, number, more] =
    /^(>=|<=|=)?\s*([0-9]+)(\+)?$/.exec(typeof value === 'string' ? value : '') ?? [];
  if (number === undefined) return undefined;
  if (sign === '>=' || more !== undefined) return `write { "min": ${number} }`;
  return sign === '<=' ? `write { "max": ${number} }` : `write ${number}`;
}

/** How tags are written that stand as AWS lists them, or as they are said: `[{ "Key": "app", "Value": "shop" }]`, `"app=shop"`. */
export function tagsWritten(value: unknown): string | undefined {
  const written = objectOf((Array.isArray(value) ? value : [value]).map(pairOf));
  return written && `write ${written}`;
}

/** How attributes are written that stand as AWS lists them; undefined where one is no member. */
export function attributesWritten(list: readonly unknown[], members: object): string | undefined {
  const pairs = list.map((one) => (isObject(one) ? pairOf(one) : undefined));
  return pairs.every((pair) => pair && Object.hasOwn(members, pair[0])) ? objectOf(pairs) : undefined;
}

type Pair = readonly [key: string, value: string];

function objectOf(pairs: readonly (Pair | undefined)[]): string | undefined {
  const known = pairs.flatMap((pair) => (pair ? [pair.map((one) => JSON.stringify(one)).join(': ')] : []));
  return known.length > 0 && known.length === pairs.length ? `{ ${known.join(', ')} }` : undefined;
}

function pairOf(value: unknown): Pair | undefined {
  if (typeof value === 'string') {
    const [, key, text] = /^([^=:]+)[=:](.+)$/.exec(value) ?? [];
    return key !== undefined && text !== undefined ? [key, text] : undefined;
  }
  if (!isObject(value)) return undefined;
  const [key, text] = [value['Key'] ?? value['key'], value['Value'] ?? value['value']];
  return typeof key === 'string' && typeof text === 'string' ? [key, text] : undefined;
}
