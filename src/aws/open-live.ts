import type { Session } from '../model/ports.ts';
import { UserError } from '../model/user-error.ts';
import { requireCredentials } from './credentials.ts';
import { requireEndpoints } from './endpoints.ts';
import { requireFolder } from './evidence.ts';
import { createLiveAnswerer } from './live.ts';
import { connect } from './session.ts';

export interface LiveInput {
  readonly version: string;
  readonly signal: AbortSignal;
  /** The folder to record evidence in. */
  readonly record?: string | undefined;
}

/** A session with the account and region that the AWS SDK's own chain finds: environment, profile, attached role. */
export async function openLive(input: LiveInput): Promise<Session> {
  // The SDK warns at every start that its releases of 2027 need Node 22; ours is pinned, and the warning is not the user's.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  requireEndpoints(process.env);
  const region = await regionOf();
  if (input.record !== undefined) await requireFolder(input.record);
  return connect({
    ...input,
    region,
    answer: requireCredentials(createLiveAnswerer(region, input.signal), process.env['AWS_PROFILE']),
    now: () => new Date(),
  });
}

async function regionOf(): Promise<string> {
  const { default: sts } = await import('./clients/sts.ts');
  try {
    return await new sts.Client({}).config.region();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(
      `no AWS region: ${reason}\nset AWS_REGION, or a region in the profile that AWS_PROFILE names`,
    );
  }
}
