import { globalRegion } from '../model/place.ts';
import type { Source } from '../model/ports.ts';
import { UserError } from '../model/user-error.ts';
import type { Collectors } from './collect.ts';
import { connect } from './connect.ts';
import { requireCredentials } from './credentials.ts';
import { requireEndpoints } from './endpoints.ts';
import { requireFolder } from './evidence.ts';
import { createLiveAnswerer } from './live.ts';

export interface LiveInput {
  readonly version: string;
  readonly collectors: Collectors;
  /** Milliseconds after which what is open of a place is unread. */
  readonly deadline?: number | undefined;
  readonly signal: AbortSignal;
  /** The folder to record evidence in. */
  readonly record?: string | undefined;
}

/** The account and region that the AWS SDK's own chain finds: environment, profile, attached role. */
export async function openLive(input: LiveInput): Promise<Source> {
  // The SDK warns at every start that its releases of 2027 need Node 22; ours is pinned, and the warning is not the user's.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  requireEndpoints(process.env);
  const region = await regionOf();
  if (input.record !== undefined) await requireFolder(input.record);
  return connect({
    ...input,
    regions: [region],
    answer: requireCredentials(createLiveAnswerer(input.signal), process.env['AWS_PROFILE']),
    now: () => new Date(),
  });
}

async function regionOf(): Promise<string> {
  const { default: sts } = await import('./clients/sts.ts');
  try {
    const region = await new sts.Client({}).config.region();
    if (region === globalRegion) throw new Error(`${region} is where no region is`);
    return region;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(
      `no AWS region: ${reason}\nset AWS_REGION, or a region in the profile that AWS_PROFILE names`,
    );
  }
}
