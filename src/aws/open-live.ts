import { accountOfRole, globalRegion } from '../model/place.ts';
import type { Source } from '../model/ports.ts';
import { UserError } from '../model/user-error.ts';
import type { Collectors } from './collect.ts';
import { connect } from './connect.ts';
import { chainFailed, requireCredentials } from './credentials.ts';
import { namingEndpoint, regionSetting, requireEndpoints } from './endpoints.ts';
import { requireFolder } from './evidence.ts';
import type { Answerer } from './exchange.ts';
import { createLiveAnswerer } from './live.ts';

export interface LiveInput {
  readonly version: string;
  readonly collectors: Collectors;
  /** Where to look; the credentials' own account and region where none is named. */
  readonly accounts?: readonly AccountToOpen[] | undefined;
  /** Milliseconds after which what is open of a place is unread. */
  readonly deadline?: number | undefined;
  readonly signal: AbortSignal;
  /** The folder to record evidence in. */
  readonly record?: string | undefined;
}

export interface AccountToOpen {
  readonly name?: string | undefined;
  /** Whose the credentials must be, where no role says it. */
  readonly account?: string | undefined;
  /** The role to assume; the credentials as they are where there is none. */
  readonly roleArn?: string | undefined;
  readonly externalId?: string | undefined;
  readonly regions: readonly string[];
}

/** AWS by the credentials that the AWS SDK's own chain finds (environment, profile, attached role) or by roles they may assume. */
export async function openLive(input: LiveInput): Promise<Source> {
  // The SDK warns at every start that its releases of 2027 need Node 22; ours is pinned, and the warning is not the user's.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  requireEndpoints(process.env);
  if (input.record !== undefined) await requireFolder(input.record);
  const accounts = input.accounts ?? [{ regions: [await regionOf()] }];
  const answererOf = await createAnswerers(accounts, input.signal);
  return connect({
    ...input,
    accounts: accounts.map(({ name, account, regions, ...role }) => ({
      name,
      account: role.roleArn ? accountOfRole(role.roleArn) : account,
      regions,
      answer: namingEndpoint(
        requireCredentials(answererOf(role), process.env['AWS_PROFILE'], explain),
        input.accounts ? 'the configuration' : regionSetting(process.env),
        process.env,
      ),
    })),
    now,
  });
}

const now = (): Date => new Date();

/** What asks the profile again is loaded where its credentials are lacking. */
async function explain(message: string | undefined): Promise<string | undefined> {
  if (message !== chainFailed) return message;
  const { profileFailure } = await import('./profile-failure.ts');
  return (await profileFailure(process.env['AWS_PROFILE'])) ?? message;
}

/** What assumes roles is loaded where there is one. */
async function createAnswerers(accounts: readonly AccountToOpen[], signal: AbortSignal) {
  const isRole = accounts.some(({ roleArn }) => roleArn !== undefined);
  const through = isRole ? (await import('./assume-role.ts')).createRoles(signal, now) : undefined;
  return ({ roleArn, externalId }: Omit<AccountToOpen, 'regions'>): Answerer =>
    roleArn !== undefined && through ? through({ roleArn, externalId }) : createLiveAnswerer(signal);
}

async function regionOf(): Promise<string> {
  const { default: sts } = await import('./clients/sts.ts');
  try {
    const region = await new sts.Client({}).config.region();
    if (region === globalRegion) throw new Error(`${region} is where no region is`);
    return region;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    // The SDK's own words for it are the same again.
    const why = reason === 'Region is missing' ? '' : `: ${reason}`;
    throw new UserError(
      `no AWS region${why}\nset AWS_REGION, or a region in the profile that AWS_PROFILE names`,
    );
  }
}
