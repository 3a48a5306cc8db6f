import { jsonValue } from '../text/json-value.ts';

/** What could be read of a resource's properties, as JSON has it. What is sealed is left out. */
export function readable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(readable);
  if (value instanceof Date || value instanceof Uint8Array) return jsonValue(value);
  if (typeof value !== 'object' || value === null) return value;
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

/** Leaves out the elements of a list whose text at the end of the path begins so. */
export function withoutElements(value: unknown, path: readonly string[], startsWith: string): unknown {
  const [key = '', ...rest] = path;
  if (Array.isArray(value))
    return rest.length > 0
      ? value.map((element) => withoutElements(element, path, startsWith))
      : value.filter((element) => !String(memberOf(element, key)).startsWith(startsWith));
  const held = memberOf(value, key);
  return held === undefined || rest.length === 0
    ? value
    : { ...(value as object), [key]: withoutElements(held, rest, startsWith) };
}

const memberOf = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;

const isEmpty = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0;
