/** What the API calls `cpuUnits`, CloudFormation calls `CpuUnits`. */
export type CloudFormationNames<T> = T extends Date
  ? T
  : T extends readonly (infer Item)[]
    ? readonly CloudFormationNames<Item>[]
    : T extends object
      ? { readonly [Key in keyof T as NameOf<Key & string, T>]: CloudFormationNames<T[Key]> }
      : T;

/** Where CloudFormation has another word than AWS's API. */
const others = {
  efsVolumeConfiguration: 'EFSVolumeConfiguration',
  fsxWindowsFileServerVolumeConfiguration: 'FSxWindowsFileServerVolumeConfiguration',
  iam: 'IAM',
  properties: 'ProxyConfigurationProperties',
  s3filesVolumeConfiguration: 'S3FilesVolumeConfiguration',
} as const;

type NameOf<Key extends string, Of> = Key extends keyof typeof others
  ? (typeof others)[Key]
  : Key extends 'fileSystemId'
    ? 'transitEncryptionPort' extends keyof Of
      ? 'FilesystemId'
      : 'FileSystemId'
    : Capitalize<Key>;

// Their keys are the user's own words.
const maps = new Set(['dockerLabels', 'options', 'driverOpts', 'labels', 'hookDetails']);

/** Renames every key, whatever the depth, except those of maps. */
export function toCloudFormationNames<T>(value: T): CloudFormationNames<T> {
  return renamed(value, '') as CloudFormationNames<T>;
}

function renamed(value: unknown, above: string): unknown {
  if (Array.isArray(value)) return value.map((item) => renamed(item, above));
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  const entries = Object.entries(value).map(([key, member]) => [
    nameOf(key, above),
    maps.has(key) ? member : renamed(member, key),
  ]);
  return Object.fromEntries(entries) as unknown;
}

function nameOf(key: string, above: string): string {
  if (above === 'efsVolumeConfiguration' && key === 'fileSystemId') return 'FilesystemId';
  if (Object.hasOwn(others, key)) return others[key as keyof typeof others];
  return key.charAt(0).toUpperCase() + key.slice(1);
}
