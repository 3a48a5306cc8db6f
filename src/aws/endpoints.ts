import { causeOf } from '../model/cause.ts';
import { UserError } from '../model/user-error.ts';
import type { Answerer } from './exchange.ts';

const isEndpoint = /^AWS_ENDPOINT_URL(_[A-Z0-9_]+)?$/;

/** Throws `UserError` for an endpoint, the general one or one of a service (`AWS_ENDPOINT_URL_STS`), that cannot be asked. */
export function requireEndpoints(env: Readonly<Record<string, string | undefined>>): void {
  for (const [name, url] of Object.entries(env))
    if (isEndpoint.test(name) && url && !isHttp(url))
      throw new UserError(
        `${name} is no URL: ${url}\nset it to one that begins with https:// or http://, or unset it`,
      );
}

// `localhost:5000` can be parsed: as a URL of the protocol "localhost:".
const isHttp = (url: string): boolean => /^https?:\/\/[^/]/i.test(url) && URL.canParse(url);

const unreached: readonly string[] = ['dns', 'connection', 'timeout', 'region'];

/**
 * Where the first question of a place, who is asking, reaches nobody, its refusal says whom it was put to and by which
 * settings: the region's, from `regionFrom`, and the endpoint's.
 */
export function namingEndpoint(
  answer: Answerer,
  regionFrom: string,
  env: Readonly<Record<string, string | undefined>>,
): Answerer {
  return async (question) => {
    const given = await answer(question);
    const asksWho = question.operation.service === 'sts';
    if (given.kind === 'output' || given.entering || !asksWho || !unreached.includes(causeOf(given)))
      return given;
    const said = given.message ?? given.reason;
    const asked = `asked for the region ${question.region} (${regionFrom}) at ${endpointOf(said, env)}`;
    return { ...given, message: `${said}; ${asked}` };
  };
}

/** The endpoint is in what was said already where AWS's own is meant. */
function endpointOf(said: string, env: Readonly<Record<string, string | undefined>>): string {
  const name = ['AWS_ENDPOINT_URL_STS', 'AWS_ENDPOINT_URL'].find((one) => env[one]);
  if (name && env['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'] !== 'true') return `${env[name]} (${name})`;
  return /\.(amazonaws|api)\./.test(said) ? "AWS's own endpoint" : "the profile's endpoint_url, or AWS's own";
}

/** Which setting the SDK's chain takes the region from. */
export const regionSetting = (env: Readonly<Record<string, string | undefined>>): string =>
  env['AWS_REGION'] ? 'AWS_REGION' : `the profile ${env['AWS_PROFILE'] ?? 'default'}`;
