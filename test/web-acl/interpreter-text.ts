import { valuesOf } from './interpreter-field.ts';
import { transformed } from './interpreter-transform.ts';

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
  if (field.Body) {
    const { body = '', bodySize } = request;
    // What is too long to inspect, or not given, may hold anything; an empty body may be none.
    if (bodySize > 8192 || bodySize !== body.length) return oracle(`body ${JSON.stringify(statement)}`);
    const found = compares(kind, statement, transform(body, statement, oracle));
    return found && (body !== '' || oracle('an empty body is a body'));
  }
  const values = valuesOf(request, statement, oracle);
  const test = (text: string) => compares(kind, statement, transform(text, statement, oracle));
  if (values.length === 0) return test('') && oracle(`undocumented: absent ${JSON.stringify(statement)}`);
  return values.some(test);
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

/** Bodies over 8 KB compare as they are, or as AWS's oversize handling says. */
function bodySizeMatches(request: Json, statement: Json, oracle: (fact: string) => boolean): boolean {
  const plain = sizeMatches(request.bodySize, statement);
  const handling = statement.FieldToMatch.Body.OversizeHandling ?? 'CONTINUE';
  if (request.bodySize <= 8192 || oracle('bodies compare as they are')) return plain;
  if (handling === 'CONTINUE') return sizeMatches(Math.min(request.bodySize, 8192), statement);
  return handling === 'MATCH';
}
