import type { Field } from '../acl.ts';
import type { Request } from '../model.ts';

/** A field's value, or undefined where the request has none. */
export function fieldValue(request: Request, { kind, name }: Field): string | undefined {
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
