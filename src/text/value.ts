import { aclRuleText } from './acl-rule.ts';
import { jsonValue } from './json-value.ts';

/**
 * A value as people say it: text as it is, a list with commas, `at least 1`, a rule of a web ACL in words, and of any other
 * object its members: `AssignPublicIp DISABLED, Subnets (subnet-1, subnet-2)`.
 */
export const valueText = (value: unknown): string => textOf(jsonValue(value));

function textOf(value: unknown): string {
  if (value === null || value === undefined) return 'none';
  if (Array.isArray(value)) return listText(value);
  if (!isObject(value)) return plainText(value) || 'empty';
  return comparisonText(value) ?? choiceText(value) ?? aclRuleText(value, textOf) ?? membersText(value);
}

type Members = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** AWS writes a choice without further settings as `{ "Allow": {} }`: people call it `Allow`. */
function choiceText(value: Members): string | undefined {
  const [only, ...others] = Object.entries(value);
  const isBare = only && others.length === 0 && JSON.stringify(only[1]) === '{}';
  return isBare ? only[0] : undefined;
}

const membersText = (value: Members): string =>
  Object.entries(value)
    .map(([name, member]) => memberText(name, member))
    .join(', ') || 'empty';

function memberText(name: string, value: unknown): string {
  if (value === null || value === undefined) return `${name} not set`;
  const text = textOf(value);
  if (Array.isArray(value))
    return value.length > 1 && isPlain(value) ? `${name} (${text})` : `${name} ${text}`;
  if (!isObject(value)) return `${name} ${typeof value === 'string' ? apart(value) : text}`;
  return choiceText(value) === undefined ? `${name} (${text})` : `${name} ${text}`;
}

/** A text among others: in quotes where it could be read as several. */
const apart = (text: string): string => (/^[^\s,()"]+$/.test(text) ? text : JSON.stringify(text));

function listText(values: readonly unknown[]): string {
  if (values.length === 0) return 'none';
  if (isPlain(values)) return values.map(plainText).join(', ');
  return values.map((value) => `(${textOf(value)})`).join(', ');
}

/** Whether none of a list has parts of its own. */
export const isPlain = (values: readonly unknown[]): boolean =>
  values.every((value) => typeof value !== 'object' || value === null);

const plainText = (value: unknown): string =>
  typeof value === 'string' ? value : String(JSON.stringify(value));

/** What `expect` compares by. */
const comparisons: Readonly<Record<string, (value: unknown) => string>> = {
  atLeast: (value) => `at least ${textOf(value)}`,
  atMost: (value) => `at most ${textOf(value)}`,
  atLeastVersion: (value) => `version ${textOf(value)} or later`,
  oneOf: (value) => `one of ${textOf(value)}`,
  not: (value) => (value === null ? 'any value' : `anything but ${textOf(value)}`),
  exactly: (value) => `exactly ${textOf(value)}`,
  includes: (value) => `${textOf(value)} among them`,
  any: (value) => `one of them ${elementText(value)}`,
  every: (value) => `each of them ${elementText(value)}`,
  none: (value) => `none of them ${elementText(value)}`,
};

/** `with LogType slow-log`, or the value itself. */
function elementText(value: unknown): string {
  if (!isObject(value) || comparisonText(value) !== undefined) return textOf(value);
  const members = Object.entries(value).map(([name, member]) => `${name} ${textOf(member)}`);
  return `with ${members.join(' and ')}`;
}

function comparisonText(value: Members): string | undefined {
  const entries = Object.entries(value);
  const parts = entries.flatMap(([name, bound]) =>
    Object.hasOwn(comparisons, name) ? (comparisons[name]?.(bound) ?? []) : [],
  );
  return parts.length > 0 && parts.length === entries.length ? parts.join(' and ') : undefined;
}
