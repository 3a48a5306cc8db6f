/** One account in one region. */
export interface PlaceRef {
  readonly account: string;
  /** `sa-east-1`, or `global` for what belongs to no region. */
  readonly region: string;
}

/** What is not regional, as a web ACL of CloudFront, stands in a place of its own. */
export const globalRegion = 'global';
export const isGlobal = ({ region }: Pick<PlaceRef, 'region'>): boolean => region === globalRegion;

/** AWS answers for what is not regional in this region only. */
export const regionOfGlobal = 'us-east-1';

/** What an account is called in the configuration, where it stands in one. */
export interface NamedPlace extends PlaceRef {
  readonly name?: string | undefined;
}

/** Where AWS would not say whose the credentials are. */
export const unknownAccount = 'unknown';

/** The 12 digits in the ARN of a role. */
export const accountOfRole = (roleArn: string): string | undefined =>
  /^arn:[a-z-]+:iam::([0-9]{12}):role\//.exec(roleArn)?.[1];

/** The partition that all of some regions are in; undefined where they may be in several, or in one we do not know. */
export function partitionOf(regions: readonly string[]): string | undefined {
  const partitions = new Set(regions.map(partitionOfRegion));
  const [partition, ...others] = partitions;
  return others.length === 0 ? partition : undefined;
}

// Only what is surely of the standard partition or of China's or the government's; a new one has names of its own.
function partitionOfRegion(region: string): string | undefined {
  if (/^cn-/.test(region)) return 'aws-cn';
  if (/^us-gov-/.test(region)) return 'aws-us-gov';
  return /^(af|ap|ca|eu|il|me|mx|sa|us)-[a-z]+-[0-9]+$/.test(region) ? 'aws' : undefined;
}

export const textOfPlace = ({ account, region }: PlaceRef): string => `${account}/${region}`;

const namesOf = new WeakMap<readonly NamedPlace[], ReadonlyMap<string, string | undefined>>();

/** What the account of a place is called among those of an audit: looked up, for there may be thousands of them. */
export function nameOfPlace(place: PlaceRef, places: readonly NamedPlace[]): string | undefined {
  const known = namesOf.get(places) ?? new Map(places.map((one) => [textOfPlace(one), one.name]));
  namesOf.set(places, known);
  return known.get(textOfPlace(place));
}
