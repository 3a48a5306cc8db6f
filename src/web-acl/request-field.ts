import type { Field } from './acl.ts';
import type { Request } from './model.ts';

/** A field's values: of an argument there may be several, and AWS looks at each of them. */
export function fieldValues(request: Request, field: Field): readonly string[] {
  if (field.kind === 'argument') return argumentsOf(request.query, field.name);
  const value = fieldValue(request, field);
  return value === undefined ? [] : [value];
}

/** A field's first value, or undefined where the request has none. */
export function fieldValue(request: Request, { kind, name }: Field): string | undefined {
  switch (kind) {
    case 'path':
      return request.path;
    case 'query':
      return request.query;
    case 'method':
      return request.method;
    case 'body':
      return request.body ?? '';
    case 'header':
      return header(request, name);
    case 'argument':
      return argumentsOf(request.query, name)[0];
  }
}

function header({ headers }: Request, name: string): string | undefined {
  const found = Object.keys(headers).find((each) => each.toLowerCase() === name);
  return found === undefined ? undefined : headers[found];
}

function argumentsOf(query: string, name: string): readonly string[] {
  const pairs = query
    .split('&')
    .map((pair) => [pair.split('=')[0], pair.split('=').slice(1).join('=')] as const);
  return pairs.filter(([key]) => key?.toLowerCase() === name).map(([, value]) => value);
}
