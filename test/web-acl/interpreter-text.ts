import { beyond, valuesOf } from './interpreter-field.ts';
import { transformed } from './interpreter-transform.ts';

// biome-ignore lint/suspicious/noExplicitAny: the interpreter reads AWS's JSON as it comes
type Json = any;
type Oracle = (fact: string) => boolean;

/** Byte match, regex match and size constraint on the fields the interpreter knows. */
export function textMatches(
  request: Json,
  kind: string,
  statement: Json,
  oracle: (fact: string) => boolean,
): boolean {
  const { FieldToMatch: field } = statement;
  if (kind === 'SizeConstraintStatement' && field.Body) return bodySizeMatches(request, statement, oracle);
  if (field.Body)
    return handled(request, field.Body, oracle) ?? bodyMatches(request, kind, statement, oracle);
  const answer = beyond(request, statement, oracle);
  if (answer !== null) return answer;
  const values = valuesOf(request, statement, oracle);
  const test = (text: string) => compares(kind, statement, transform(text, statement, oracle));
  if (values.length === 0) return test('') && oracle(`undocumented: absent ${JSON.stringify(statement)}`);
  return values.some(test);
}

function bodyMatches(request: Json, kind: string, statement: Json, oracle: Oracle): boolean {
  const { body = '', bodySize } = request;
  // What is not given may hold anything; an empty body may be none.
  if (bodySize !== body.length) return oracle(`body ${JSON.stringify(statement)}`);
  const read = body.slice(0, limitOf(request, oracle));
  const found = compares(kind, statement, transform(read, statement, oracle));
  return found && (body !== '' || oracle('an empty body is a body'));
}

/** What a statement says of a body that is too long, or null where it looks at the beginning, or at all. */
export function handled(request: Json, { OversizeHandling: handling }: Json, oracle: Oracle): boolean | null {
  if (request.bodySize <= limitOf(request, oracle)) return null;
  return handling === 'MATCH' ? true : handling === 'NO_MATCH' ? false : null;
}

/** Of a body a load balancer shows 8 KB; the web ACL may tell of more for others, or stand before one unbidden. */
function limitOf({ bodyLimit }: Json, oracle: Oracle): number {
  if (bodyLimit !== undefined && oracle('stands before another')) return bodyLimit;
  return oracle('undocumented: stands before what has another limit') ? 16_384 : 8192;
}

function transform(text: string, statement: Json, oracle: (fact: string) => boolean): string {
  const types = [...statement.TextTransformations].sort((a, b) => a.Priority - b.Priority);
  return types.reduce((value, { Type }) => transformed(value, Type, oracle), text);
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

function bodySizeMatches(request: Json, statement: Json, oracle: Oracle): boolean {
  const { bodySize } = request;
  const answer = handled(request, statement.FieldToMatch.Body, oracle);
  if (answer !== null) return answer;
  const most = oracle('bodies compare as they are') ? bodySize : limitOf(request, oracle);
  const found = sizeMatches(Math.min(bodySize, most), statement);
  return found && (bodySize > 0 || oracle('an empty body is a body'));
}
