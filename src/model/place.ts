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

export const textOfPlace = ({ account, region }: PlaceRef): string => `${account}/${region}`;
