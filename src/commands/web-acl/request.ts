import { UserError } from '../../model/user-error.ts';
import type { Request } from '../../web-acl/model.ts';

/** The request a person gives, with the least surprising value for what is not said. */
export function requestOf(given: Readonly<Record<string, unknown>>): Request {
  const wrong = Object.entries(kinds).find(
    ([name, kind]) => given[name] !== undefined && !kind.is(given[name]),
  );
  if (wrong) throw new UserError(`the request's ${wrong[0]} is not ${wrong[1].what}`);
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

const text = { what: 'text', is: (value: unknown) => typeof value === 'string' };
const country = {
  what: 'a country code of two letters, such as KP',
  is: (value: unknown) => typeof value === 'string' && /^[A-Z]{2}$/.test(value),
};
const object = {
  what: 'an object',
  is: (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value),
};

const kinds = {
  country,
  forwardedCountry: country,
  sourceIp: text,
  method: text,
  path: text,
  query: text,
  body: text,
  ja3Fingerprint: text,
  ja4Fingerprint: text,
  uriFragment: text,
  headers: object,
  assumed: object,
  bodySize: {
    what: 'a number of bytes',
    is: (value: unknown) => Number.isSafeInteger(value) && Number(value) >= 0,
  },
  token: { what: '"none" or "valid"', is: (value: unknown) => value === 'none' || value === 'valid' },
};
