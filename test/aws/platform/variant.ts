/**
 * A platform built differently from the start, for what the emulator cannot change later: it has no ModifyReplicationGroup,
 * no UpdateFileSystem, and no way to encrypt or decrypt a cluster. Members are laid over those of the create call;
 * undefined takes one away. Strings such as `$zones.0` are placeholders.
 */
export interface Variant {
  /** Parts not built at all. */
  readonly without?: readonly ('sessions' | 'files' | 'database')[];
  readonly sessions?: Readonly<Record<string, unknown>>;
  readonly files?: Readonly<Record<string, unknown>>;
  /** The zones of the mount targets, by number. */
  readonly mounts?: readonly number[];
  readonly database?: Readonly<Record<string, unknown>>;
  readonly instance?: Readonly<Record<string, unknown>>;
  /** The zone of each database instance, by number. */
  readonly instances?: readonly number[];
}

/** Puts `context`'s values in place of placeholders: a whole string `$files.id` or `$zones.0`. */
export function resolve(value: unknown, context: object): unknown {
  if (typeof value === 'string') return value.startsWith('$') ? lookUp(value.slice(1), context) : value;
  if (Array.isArray(value)) return value.map((item) => resolve(item, context));
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Uint8Array || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolve(item, context)]));
}

/** The value at a path such as `network.privateSubnets.0`. */
export function lookUp(path: string, context: object): unknown {
  let found: unknown = context;
  for (const step of path.split('.')) found = (found as Record<string, unknown> | undefined)?.[step];
  if (found === undefined) throw new Error(`nothing is known as $${path}`);
  return found;
}
