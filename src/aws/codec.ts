/** JSON that keeps what AWS's answers hold beside JSON: dates, and bytes (a WAF `SearchString`). */
export function encode(value: unknown): string {
  return JSON.stringify(toPlain(value));
}

export function decode(text: string): unknown {
  return fromPlain(JSON.parse(text));
}

/** The same question always has the same text: keys sorted, absent members left out. */
export function canonical(value: unknown): string {
  return JSON.stringify(toPlain(value), (_, member: unknown) => (isRecord(member) ? sorted(member) : member));
}

function toPlain(value: unknown): unknown {
  if (value instanceof Date) return { $date: value.toISOString() };
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString('base64') };
  if (Array.isArray(value)) return value.map(toPlain);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, toPlain(member)]));
}

function fromPlain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(fromPlain);
  if (!isRecord(value)) return value;
  if (typeof value['$date'] === 'string') return new Date(value['$date']);
  if (typeof value['$bytes'] === 'string') return new Uint8Array(Buffer.from(value['$bytes'], 'base64'));
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, fromPlain(member)]));
}

function sorted(record: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : Number(a > b))));
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
