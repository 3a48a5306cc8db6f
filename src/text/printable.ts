import { jsonValue } from './json-value.ts';

/**
 * Text that may stand on a terminal. Names, tags and messages come from whoever can create a resource: control and
 * escape characters steer the terminal, bidirectional and invisible ones make a line read as another.
 */
export const printable = (text: string): string =>
  text.replace(/[\t\n\r\p{Zl}\p{Zp}]+/gu, ' ').replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '');

/** The same of a text whose lines are its own, as a `UserError` has them. */
export const printableLines = (text: string): string => text.split('\n').map(printable).join('\n');

/** The same, character for character, for what something else stands under. Tabs stay. */
export const printableInPlace = (text: string): string =>
  text.replace(/[^\P{Cc}\t]|\p{Cf}|[\u2028\u2029]/gu, '�');

/** The same of every text anywhere in the value, names of members included: no reporter can forget one. */
export const printableDeep = <T>(value: T): T => deep(jsonValue(value)) as T;

function deep(value: unknown): unknown {
  if (typeof value === 'string') return printable(value);
  if (Array.isArray(value)) return value.map(deep);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [printable(name), deep(item)]));
}
