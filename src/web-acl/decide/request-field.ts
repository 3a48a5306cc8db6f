import type { Field } from '../acl.ts';
import type { Request } from '../model.ts';

/** What a request shows as text is sent as UTF-8: each byte as a character. */
export function sentAs(text: string): string {
  return ASCII.test(text) ? text : Buffer.from(text).toString('latin1');
}

/** Bytes as the text that is sent as them; of what is no UTF-8 there is no such text, and what this gives is sent as other bytes. */
export function shownAs(bytes: string): string {
  return ASCII.test(bytes) ? bytes : Buffer.from(bytes, 'latin1').toString();
}

const ASCII = /^[\0-\x7f]*$/;

/** A field's value in bytes, or undefined where the request has none. */
export function fieldValue(request: Request, field: Field): string | undefined {
  const value = shownValue(request, field);
  return value === undefined ? undefined : sentAs(value);
}

function shownValue(request: Request, { kind, name }: Field): string | undefined {
  switch (kind) {
    case 'path':
      return request.path;
    case 'query':
      return request.query;
    case 'method':
      return request.method;
    case 'body':
      return request.body ?? (request.bodySize === 0 ? '' : undefined);
    case 'ja3':
      return request.ja3Fingerprint;
    case 'ja4':
      return request.ja4Fingerprint;
    case 'fragment':
      return request.uriFragment;
    case 'header':
      return header(request, name);
  }
}

function header({ headers }: Request, name: string): string | undefined {
  const found = Object.keys(headers).find((each) => each.toLowerCase() === name);
  return found === undefined ? undefined : headers[found];
}
