/** What the API calls `cpuUnits`, CloudFormation calls `CpuUnits`. */
export type CloudFormationNames<T> = T extends Date
  ? T
  : T extends readonly (infer Item)[]
    ? readonly CloudFormationNames<Item>[]
    : T extends object
      ? { readonly [Key in keyof T as Capitalize<Key & string>]: CloudFormationNames<T[Key]> }
      : T;

// Their keys are the user's own words.
const maps = new Set(['dockerLabels', 'options', 'driverOpts', 'labels', 'tags']);

/** Renames every key, whatever the depth, except those of maps. */
export function toCloudFormationNames<T>(value: T): CloudFormationNames<T> {
  return renamed(value) as CloudFormationNames<T>;
}

function renamed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(renamed);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  const entries = Object.entries(value).map(([key, member]) => [
    key.charAt(0).toUpperCase() + key.slice(1),
    maps.has(key) ? member : renamed(member),
  ]);
  return Object.fromEntries(entries) as unknown;
}
