/** A value as people say it: text as it is, a list with commas, `at least 1`, and anything else as compact JSON. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined) return 'none';
  if (Array.isArray(value)) return listText(value);
  if (typeof value !== 'object') return plainText(value) || 'empty';
  const members = value as Readonly<Record<string, unknown>>;
  return comparisonText(members) ?? choiceText(members) ?? JSON.stringify(value);
}

/** AWS writes a choice without further settings as `{ "Allow": {} }`: people call it `Allow`. */
function choiceText(value: Readonly<Record<string, unknown>>): string | undefined {
  const [only, ...others] = Object.entries(value);
  const isBare = only && others.length === 0 && JSON.stringify(only[1]) === '{}';
  return isBare ? only[0] : undefined;
}

function listText(values: readonly unknown[]): string {
  if (values.length === 0) return 'none';
  const isPlain = values.every((value) => typeof value !== 'object' || value === null);
  return isPlain ? values.map(plainText).join(', ') : JSON.stringify(values);
}

const plainText = (value: unknown): string =>
  typeof value === 'string' ? value : String(JSON.stringify(value));

/** JSON whose members a space parts, so that a line can break between them. */
export const spacedJson = (value: unknown): string =>
  JSON.stringify(value, null, 1)
    .replace(/\n\s*(?=[}\]])/g, '')
    .replace(/([{[])\n\s*/g, '$1')
    .replace(/\n\s*/g, ' ');

/** What `expect` compares by. */
const comparisons: Readonly<Record<string, (value: unknown) => string>> = {
  atLeast: (value) => `at least ${valueText(value)}`,
  atMost: (value) => `at most ${valueText(value)}`,
  atLeastVersion: (value) => `version ${valueText(value)} or later`,
  oneOf: (value) => `one of ${valueText(value)}`,
  not: (value) => `anything but ${valueText(value)}`,
  exactly: (value) => `exactly ${valueText(value)}`,
  includes: (value) => `${valueText(value)} among them`,
  any: (value) => `one of them ${elementText(value)}`,
  every: (value) => `each of them ${elementText(value)}`,
  none: (value) => `none of them ${elementText(value)}`,
};

/** `with LogType slow-log`, or the value itself. */
function elementText(value: unknown): string {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isObject || comparisonText(value as Readonly<Record<string, unknown>>) !== undefined)
    return valueText(value);
  const members = Object.entries(value).map(([name, member]) => `${name} ${valueText(member)}`);
  return `with ${members.join(' and ')}`;
}

function comparisonText(value: Readonly<Record<string, unknown>>): string | undefined {
  const entries = Object.entries(value);
  const parts = entries.flatMap(([name, bound]) =>
    Object.hasOwn(comparisons, name) ? (comparisons[name]?.(bound) ?? []) : [],
  );
  return parts.length > 0 && parts.length === entries.length ? parts.join(' and ') : undefined;
}
