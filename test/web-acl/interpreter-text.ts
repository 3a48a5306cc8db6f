import { argumentsOf, headerOf } from './interpreter-field.ts';

// biome-ignore lint/suspicious/noExplicitAny: the interpreter reads AWS's JSON as it comes
type Json = any;

/** Byte match, regex match and size constraint on the fields the interpreter knows. */
export function textMatches(
  request: Json,
  kind: string,
  statement: Json,
  oracle: (fact: string) => boolean,
): boolean {
  const { FieldToMatch: field } = statement;
  if (kind === 'SizeConstraintStatement' && field.Body) return bodySizeMatches(request, statement, oracle);
  const values = valuesOf(request, field);
  const test = (text: string) => compares(kind, statement, transform(text, statement, oracle));
  if (values.length === 0) return test('') && oracle(`undocumented: absent ${JSON.stringify(statement)}`);
  return values.some(test);
}

/** An argument may be there several times, and AWS looks at each of its values. */
function valuesOf(request: Json, field: Json): readonly string[] {
  if (field.SingleQueryArgument) return argumentsOf(request.query, field.SingleQueryArgument.Name);
  const value = fieldOf(request, field);
  return value === undefined ? [] : [value];
}

function fieldOf(request: Json, field: Json): string | undefined {
  if (field.UriPath) return request.path;
  if (field.QueryString) return request.query;
  if (field.Method) return request.method;
  if (field.SingleHeader) return headerOf(request, field.SingleHeader.Name);
  throw new Error(`no field ${JSON.stringify(field)}`);
}

function transform(text: string, statement: Json, oracle: (fact: string) => boolean): string {
  const types = [...statement.TextTransformations].sort((a, b) => a.Priority - b.Priority);
  return types.reduce((value, { Type }) => apply(value, Type, oracle), text);
}

function apply(value: string, type: string, oracle: (fact: string) => boolean): string {
  switch (type) {
    case 'NONE':
      return value;
    case 'LOWERCASE':
      return value.toLowerCase();
    case 'URL_DECODE':
      return value
        .replaceAll('+', ' ')
        .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
    case 'COMPRESS_WHITE_SPACE':
      return value.replace(/[\t\n\v\f\r \u00a0]+/g, ' ');
    case 'NORMALIZE_PATH':
      return /\/\/|\/\./.test(value) ? mangled(value, oracle) : value;
    case 'HTML_ENTITY_DECODE':
      return value.includes('&') ? mangled(value, oracle) : value;
    default:
      throw new Error(`no transformation ${type}`);
  }
}

/** Some outcome of a transformation the interpreter does not do either. */
function mangled(value: string, oracle: (fact: string) => boolean): string {
  return oracle(`mangled ${value}`) ? value.replace(/[&.]/g, '').replace(/\/+/g, '/') : value;
}

function compares(kind: string, statement: Json, value: string): boolean {
  if (kind === 'RegexMatchStatement') {
    const isFolded = statement.RegexString.startsWith('(?i)');
    return new RegExp(statement.RegexString.replace('(?i)', ''), isFolded ? 'i' : '').test(value);
  }
  if (kind === 'SizeConstraintStatement') return sizeMatches(value.length, statement);
  const wanted = statement.SearchString;
  switch (statement.PositionalConstraint) {
    case 'EXACTLY':
      return value === wanted;
    case 'STARTS_WITH':
      return value.startsWith(wanted);
    case 'ENDS_WITH':
      return value.endsWith(wanted);
    case 'CONTAINS':
      return value.includes(wanted);
    default:
      return new RegExp(
        `(?<![A-Za-z0-9_])${wanted.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')}(?![A-Za-z0-9_])`,
      ).test(value);
  }
}

function sizeMatches(length: number, { ComparisonOperator: operator, Size }: Json): boolean {
  const sign = Math.sign(length - Size);
  const signs: Record<string, number[]> = {
    EQ: [0],
    NE: [-1, 1],
    LT: [-1],
    LE: [-1, 0],
    GT: [1],
    GE: [0, 1],
  };
  return signs[operator]?.includes(sign) ?? false;
}

/** Bodies over 8 KB compare as they are, or as AWS's oversize handling says. */
function bodySizeMatches(request: Json, statement: Json, oracle: (fact: string) => boolean): boolean {
  const plain = sizeMatches(request.bodySize, statement);
  const handling = statement.FieldToMatch.Body.OversizeHandling ?? 'CONTINUE';
  if (request.bodySize <= 8192 || oracle('bodies compare as they are')) return plain;
  if (handling === 'CONTINUE') return sizeMatches(Math.min(request.bodySize, 8192), statement);
  return handling === 'MATCH';
}
