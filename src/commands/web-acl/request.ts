import type { Request } from '../../web-acl/model.ts';

/** The request a person gives, with the least surprising value for what is not said. */
export function requestOf(given: Readonly<Record<string, unknown>>): Request {
  const { headers = {}, ...rest } = given as Partial<Request>;
  return {
    country: 'XX',
    sourceIp: '192.0.2.1',
    method: 'GET',
    path: '/',
    query: '',
    bodySize: 0,
    token: 'none',
    ...rest,
    // The prover knows header names in lower case.
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
    ),
  };
}
