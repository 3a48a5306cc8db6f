/** Whatever a rule gives as evidence, as JSON can hold it: nothing is dropped in silence. */
export function jsonValue(value: unknown, above: readonly object[] = []): unknown {
  switch (typeof value) {
    case 'undefined':
    case 'function':
    case 'symbol':
      return null;
    case 'number':
      return Number.isFinite(value) ? value : String(value);
    case 'bigint':
      return String(value);
    case 'object':
      return value && jsonObject(value, above);
    default:
      return value;
  }
}

function jsonObject(value: object, above: readonly object[]): unknown {
  if (above.includes(value)) return '(itself)';
  const inner = (item: unknown) => jsonValue(item, [...above, value]);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  // As the AWS CLI prints a blob.
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (value instanceof Map) return inner(Object.fromEntries(value));
  if (value instanceof Set || Array.isArray(value)) return [...value].map(inner);
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, inner(item)]));
}
