/** JSON that keeps what AWS's answers hold beside JSON: dates, and bytes (a WAF `SearchString`). */
export function encode(value: unknown): string {
  return JSON.stringify(toPlain(value));
}

export const decode = (text: string): unknown => decodeAs(2, text);

/**
 * Reads what evidence of a format holds. Throws `SyntaxError` for what is not JSON, and `Error` for what is nested deeper
 * than any answer, or holds a date or bytes that are none.
 */
export function decodeAs(format: 1 | 2, text: string): unknown {
  return fromPlain(JSON.parse(text), format, 0);
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
  if (typeof value['$date'] === 'string') return dateOf(value['$date']);
  if (typeof value['$bytes'] === 'string') return new Uint8Array(Buffer.from(value['$bytes'], 'base64'));
  const nameOf = (key: string) => (format === 2 && key.startsWith('$$') ? key.slice(1) : key);
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [nameOf(key), fromPlain(member, format, depth + 1)]),
  );
}

function dateOf(text: string): Date {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) throw new Error('it holds a time that is none');
  return date;
}

function sorted(record: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : Number(a > b))));
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
