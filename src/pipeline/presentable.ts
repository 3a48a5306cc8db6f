import { valueAt } from './value-at.ts';

/** In the place of what a request must show to be let through: it may be a secret. */
export const HIDDEN = '(not shown: a request is compared with it)';

/** In the place of a digest of what may be a secret: every audit makes another one of the same value. */
export const CONCEALED = '(not shown: it may be a secret)';

/** A property's value without what web ACLs and listener rules compare a header, a cookie or an argument with. */
export function presentable(properties: object, path: string, value: unknown): unknown {
  const keys = path.split('.');
  const isHidden = keys.some((key, at) => {
    const above = at === 0 ? properties : valueAt(properties, keys.slice(0, at).join('.'));
    return isRecord(above) && comparing(above).includes(key);
  });
  return isHidden ? HIDDEN : without(value);
}

/** All properties of a resource, in the same way. */
export const presentableAll = <T extends object>(properties: T): T => without(properties) as T;

/** What the redaction of answers leaves of a value. */
export const isDigest = (value: unknown): boolean =>
  typeof value === 'string' && /^sha256:[0-9a-f]{32}$/.test(value);

type Loose = Readonly<Record<string, unknown>>;

function without(value: unknown): unknown {
  if (isDigest(value)) return CONCEALED;
  if (Array.isArray(value)) return value.map(without);
  if (!isRecord(value)) return value;
  const hidden = comparing(value);
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, hidden.includes(key) ? HIDDEN : without(member)]),
  );
}

const FIELDS = [
  'SingleHeader',
  'Headers',
  'Cookies',
  'SingleQueryArgument',
  'AllQueryArguments',
  'QueryString',
];

/** The members of an object that hold such a value. */
function comparing({ FieldToMatch: field, Field, HttpHeaderName }: Loose): readonly string[] {
  if (isRecord(field) && FIELDS.some((name) => Object.hasOwn(field, name)))
    return ['SearchString', 'RegexString'];
  const isOfListener = Field === 'http-header' || Field === 'query-string' || HttpHeaderName !== undefined;
  return isOfListener ? ['Values', 'RegexValues', 'HttpHeaderConfig', 'QueryStringConfig'] : [];
}

const isRecord = (value: unknown): value is Loose =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof Date) &&
  !(value instanceof Uint8Array);
