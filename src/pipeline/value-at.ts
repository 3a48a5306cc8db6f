/**
 * The value at a dotted path, undefined where there is none. Throws `Unread` at a gap. The keys of a map may hold dots
 * of their own: `LoadBalancerAttributes.deletion_protection.enabled`.
 */
export function valueAt(properties: object, path: string): unknown {
  if (Object.hasOwn(properties, path)) return (properties as Readonly<Record<string, unknown>>)[path];
  const [key = '', ...rest] = path.split('.');
  if (rest.length === 0 || !Object.hasOwn(properties, key)) return undefined;
  const value = (properties as Readonly<Record<string, unknown>>)[key];
  // Of what is not there nothing is there either.
  if (value === null) return null;
  return typeof value === 'object' ? valueAt(value, rest.join('.')) : undefined;
}
