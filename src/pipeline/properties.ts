import { jsonValue } from '../text/json-value.ts';

/** In the place of what stands as a digest: of one audit and the next it would differ, for each has a salt of its own. */
const CONCEALED = '(not shown: it may be a secret)';

/** What stands in an answer for what may be a secret. */
export const isDigest = (value: unknown): boolean =>
  typeof value === 'string' && /^sha256:[0-9a-f]{32}$/.test(value);

/** What could be read of a resource's properties, as JSON has it. What is sealed is left out, and so are digests. */
export function readable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(readable);
  if (value instanceof Date || value instanceof Uint8Array) return jsonValue(value);
  if (typeof value !== 'object' || value === null) return isDigest(value) ? CONCEALED : value;
  const entries = Object.entries(Object.getOwnPropertyDescriptors(value)).flatMap(([key, held]) =>
    held.get || held.value === undefined ? [] : [[key, readable(held.value)] as const],
  );
  return Object.fromEntries(entries);
}

/** The paths that are sealed: gaps, and what was not asked for. */
export function hiddenPaths(value: unknown, path: readonly string[] = []): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(Object.getOwnPropertyDescriptors(value)).flatMap(([key, held]) =>
    held.get ? [[...path, key].join('.')] : hiddenPaths(held.value, [...path, key]),
  );
}

/** Leaves out what stands at these dotted paths, and what is empty then; a path goes through every element of a list. */
export function without(value: unknown, paths: readonly string[]): unknown {
  if (paths.length === 0) return value;
  if (Array.isArray(value)) return value.map((element) => without(element, paths));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).flatMap(([key, held]) => {
    if (paths.includes(key)) return [];
    const inside = paths
      .filter((path) => path.startsWith(`${key}.`))
      .map((path) => path.slice(key.length + 1));
    const left = without(held, inside);
    return inside.length > 0 && isEmpty(left) ? [] : [[key, left] as const];
  });
  return Object.fromEntries(entries);
}

const isEmpty = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0;
