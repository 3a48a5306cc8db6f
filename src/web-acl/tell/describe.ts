import { addressAt } from '../decide/observe.ts';
import type { Request } from '../model.ts';
import { short } from './change.ts';
import { instead } from './hidden.ts';

/** `GET /health from KP`, with whatever else about a shown request may matter; of headers the names. */
export function describe(request: Request): string {
  const { forwardedCountry, forwardedCountries = {}, headers } = request;
  const names = Object.keys(headers).map((name) => {
    const isForwarded = forwardedCountry !== undefined && addressAt(request, name, 'FIRST') !== null;
    return isForwarded ? `${name} from ${forwardedCountries[name] ?? forwardedCountry}` : `header ${name}`;
  });
  return lineOf(request, request.country, names);
}

/** The same with addresses, and headers as far as they are shown. */
export function requestLine(request: Request): string {
  const { country, sourceIp, headers, forwardedCountry, forwardedCountries = {} } = request;
  const sent = Object.entries(headers).map(([name, value]) => {
    const isForwarded = forwardedCountry !== undefined && addressAt(request, name, 'FIRST') !== null;
    const from = isForwarded ? ` (${forwardedCountries[name] ?? forwardedCountry})` : '';
    return `header ${name}: ${shownOr(value)}${from}`;
  });
  return lineOf(request, `${country} (${sourceIp})`, sent);
}

function lineOf(request: Request, from: string, headers: readonly string[]): string {
  const {
    method,
    path,
    query,
    body,
    bodySize,
    token,
    exceeded = [],
    ja3Fingerprint,
    ja4Fingerprint,
  } = request;
  const target = query === '' ? path : `${path}?${shownOr(query)}`;
  const withs = [
    ...headers,
    ...(body !== undefined ? ['a body'] : []),
    ...(body === undefined && bodySize > 0 ? [`a body of ${bodySize} bytes`] : []),
    ...(ja3Fingerprint === undefined ? [] : [`JA3 ${ja3Fingerprint}`]),
    ...(ja4Fingerprint === undefined ? [] : [`JA4 ${ja4Fingerprint}`]),
    ...(token === 'valid' ? ['a valid token'] : []),
    ...exceeded.map((rule) => `more than the limit of rule \`${rule}\``),
  ];
  const line = `${method} ${short(target)} from ${from}`;
  return withs.length === 0 ? line : `${line} with ${withs.join(', ')}`;
}

function shownOr(value: string): string {
  const words = instead(value);
  return words === null ? short(value) : `(${words})`;
}
