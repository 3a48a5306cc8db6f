import { isIP } from 'node:net';
import { orElse } from '../../documents/wording.ts';
import { UserError } from '../../model/user-error.ts';
import { isCountryCode, noCountry } from '../../web-acl/country-codes.ts';
import type { Request } from '../../web-acl/model.ts';

/** The request a person gives, with the least surprising value for what is not said. */
export function requestOf(given: Readonly<Record<string, unknown>>): Request {
  const strange = Object.keys(given).find((name) => !Object.hasOwn(kinds, name));
  if (strange !== undefined)
    throw new UserError(`a request has no "${strange}"${orElse(strange, Object.keys(kinds), 'it may have')}`);
  const wrong = Object.entries(kinds).find(
    ([name, kind]) => given[name] !== undefined && !kind.is(given[name]),
  );
  if (wrong) throw new UserError(`the request's ${wrong[0]} is not ${whatOf(wrong[1], given[wrong[0]])}`);
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

interface Kind {
  readonly what: string;
  is(value: unknown): boolean;
}

const whatOf = (kind: Kind, value: unknown): string =>
  kind === country && typeof value === 'string' ? `${kind.what}: ${noCountry(value)}` : kind.what;

const text: Kind = { what: 'text', is: (value) => typeof value === 'string' };
const country: Kind = {
  what: 'a country code of two letters, such as KP',
  is: (value) => typeof value === 'string' && isCountryCode(value),
};
const address: Kind = {
  what: 'an address, such as 192.0.2.1',
  is: (value) => typeof value === 'string' && isIP(value) !== 0,
};
const count = (what: string): Kind => ({
  what,
  is: (value) => Number.isSafeInteger(value) && Number(value) >= 0,
});
const object: Kind = {
  what: 'an object',
  is: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
};

const texts: Kind = {
  what: 'a list of rule names',
  is: (value) => Array.isArray(value) && value.every((each) => typeof each === 'string'),
};

const kinds: Readonly<Record<keyof Request, Kind>> = {
  country,
  sourceIp: address,
  method: text,
  path: text,
  query: text,
  headers: object,
  body: text,
  bodySize: count('a number of bytes'),
  token: { what: '"none" or "valid"', is: (value) => value === 'none' || value === 'valid' },
  ja3Fingerprint: text,
  ja4Fingerprint: text,
  uriFragment: text,
  forwardedCountry: country,
  forwardedCountries: object,
  region: text,
  asn: count('the number of a network'),
  exceeded: texts,
  assumed: object,
};
