import { UserError } from '../model/user-error.ts';

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
