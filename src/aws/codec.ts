import { hasOneText } from './one-text.ts';
/** JSON that keeps what AWS's answers hold beside JSON: dates, and bytes (a WAF `SearchString`). */
export function encode(value: unknown): string {
  return JSON.stringify(toPlain(value));
}

export const decode = (text: string): unknown => decodeAs(2, text);

/**
 * Reads what evidence of a format holds. Throws `SyntaxError` for what is not JSON, and `Error` for what is nested deeper
 * than any answer, holds a date or bytes that are none, or says one thing to us and another to who
 * reads it: a name that stands there twice, a number that no double holds.
 */
export function decodeAs(format: 1 | 2, text: string): unknown {
  const plain: unknown = JSON.parse(text);
  const value = fromPlain(plain, format, 0);
  if (!hasOneText(text, plain)) throw new Error('it is not written as a recording writes it');
  return value;
}

/** The same question always has the same text: keys sorted, absent members left out. */
export function canonical(value: unknown): string {
  return JSON.stringify(toPlain(value), (_, member: unknown) => (isRecord(member) ? sorted(member) : member));
}

/** A key of AWS's that looks like one of ours (`$date` may be a label of a container) is marked by another `$`. */
function toPlain(value: unknown): unknown {
  if (value instanceof Date) return { $date: value.toISOString() };
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString('base64') };
  if (Array.isArray(value)) return value.map(toPlain);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key.startsWith('$') ? `$${key}` : key, toPlain(member)]),
  );
}

const deepest = 200;

function fromPlain(value: unknown, format: 1 | 2, depth: number): unknown {
  if (depth > deepest) throw new Error(`it is nested deeper than ${deepest}`);
  if (Array.isArray(value)) return value.map((item) => fromPlain(item, format, depth + 1));
  if (!isRecord(value)) return value;
  const entries = Object.entries(value);
  const [[key, text] = [], ...others] = entries;
  if (others.length === 0 && typeof text === 'string') {
    if (key === '$date') return dateOf(text);
    if (key === '$bytes') return bytesOf(text);
  }
  return Object.fromEntries(
    entries.map(([name, member]) => [nameIn(format, name), fromPlain(member, format, depth + 1)]),
  );
}

function nameIn(format: 1 | 2, key: string): string {
  if (format === 1 || !key.startsWith('$')) return key;
  if (!key.startsWith('$$')) throw new Error('it holds a mark that is none');
  return key.slice(1);
}

function dateOf(text: string): Date {
  const date = new Date(text);
  const written = Number.isNaN(date.getTime()) ? '' : date.toISOString();
  // February has no 30th, though a date is made of it.
  const isTime = /^\d{4}-\d\d-\d\dT[\d:]{8}(?:\.\d+)?Z$/.test(text) && written.startsWith(text.slice(0, 19));
  if (!isTime && written !== text) throw new Error('it holds a time that is none');
  return date;
}

function bytesOf(text: string): Uint8Array {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') !== text) throw new Error('it holds bytes that are none');
  return new Uint8Array(bytes);
}

function sorted(record: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : Number(a > b))));
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
