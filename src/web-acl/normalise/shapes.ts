import type { Loose } from '../model.ts';

/** The one member of an AWS union that has a value, or null: none is how the SDK shows a member it does not know. */
export function only(union: unknown): readonly [string, Loose] | null {
  if (!isObject(union)) return null;
  const members = Object.entries(union).filter(([, value]) => value !== undefined && value !== null);
  const [first] = members;
  if (first === undefined || members.length > 1 || !isObject(first[1])) return null;
  return [first[0], first[1]];
}

export function isObject(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function objects(value: unknown): readonly Loose[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

export function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

export function string(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The same JSON for the same value, whatever the order of its keys. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, each) =>
    isObject(each) && !ArrayBuffer.isView(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}
