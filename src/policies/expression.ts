import { globOf, isRegular } from './regular-expression.ts';
import { comparedIn } from './version-range.ts';

/** What a text was meant as in another language than that of policies, which would take it to the letter. */
export interface Expression {
  /** What is said of the text: `reads as a regular expression`. */
  readonly reads: string;
  /** As `expect` has it: a text, a list, `{ not: … }`, versions; undefined where nothing says it. */
  readonly value?: unknown;
}

/** Of a text that may hold whatever it likes: no sign of it is an expression's. */
export const ANY_SIGN = 'any';

/** What the names of roles and secrets hold: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const ARN_SIGNS = ',/=+';

/**
 * What a text is meant as where values are compared; undefined where it is the text itself. `own` are the signs that such
 * values hold as themselves, or `any`: a comma in the codes of a health check, the slashes of a path.
 */
export function expressionIn(text: string, own = ''): Expression | undefined {
  if (own === ANY_SIGN) return undefined;
  const signs = /^arn:aws[a-z-]*:/.test(text) ? own + ARN_SIGNS : own;
  // Nobody writes by hand what is longer, and what reads it closely takes as long as its square.
  for (const [reads, read] of text.length > 500 ? readings.slice(-2) : readings) {
    const found = read(text, (sign) => signs.includes(sign));
    if (found) return { reads, ...found };
  }
  return undefined;
}

type Owns = (sign: string) => boolean;
type Read = (text: string, owns: Owns) => Pick<Expression, 'value'> | undefined;

/** The first that takes a text knows what it is. */
const readings: readonly (readonly [reads: string, read: Read])[] = [
  ['begins or ends with a space', spaced],
  ['reads as a placeholder that is not filled in', placeholder],
  ['reads as a negation', negation],
  ['reads as a comparison', (text, owns) => comparedIn(text, owns('+'))],
  ['reads as a regular expression', regular],
  ['reads as several values', several],
  ['reads as a pattern of SQL', ofSql],
];

/** What a text stands for, expression or not. */
function meantBy(text: string): unknown {
  const found = expressionIn(text);
  return found ? found.value : text;
}

function spaced(text: string): Pick<Expression, 'value'> | undefined {
  return text.trim() === text ? undefined : { value: meantBy(text.trim()) };
}

/** Of templates, shells and CloudFormation's short functions. */
function placeholder(text: string, owns: Owns): Pick<Expression, 'value'> | undefined {
  const functions = /^!(Ref|Sub|GetAtt|ImportValue|FindInMap|Join|Select|If)\b/;
  const ofTerraform = /^(?:var|local|aws_[a-z0-9_]+|(?:module|data)\.\w+)\.[a-z_][\w.[\]"]*$/;
  const isOne = /\$\{|\{\{|^<[^<>]+>$/.test(text) || functions.test(text);
  return isOne || (!owns('.') && ofTerraform.test(text)) ? {} : undefined;
}

function negation(text: string, owns: Owns): Pick<Expression, 'value'> | undefined {
  const [, sign = '', rest = ''] = /^(!=|!~|<>|!|not[ :]+)\s*(.+)$/i.exec(text) ?? [];
  if (rest === '' || (/^not/i.test(sign) && owns(' '))) return undefined;
  if (rest.startsWith('!') || !/[\w*]/.test(rest)) return {};
  const value = meantBy(sign === '!~' ? `/${rest}/` : unwrapped(rest));
  return typeof value === 'string' || Array.isArray(value) ? { value: { not: value } } : {};
}

function regular(text: string, owns: Owns): Pick<Expression, 'value'> | undefined {
  const [, word = '', sign = '', named] =
    /^(?:(regexp?|re|pattern|matches)([:\s])|=~|~(?!\d))\s*(.+)$/i.exec(text) ?? [];
  if (named !== undefined && !(owns(sign || '~') && isTitle(word + sign, named)))
    return { value: globOf(unwrapped(named)) };
  const [, after = '', wild] = /^(?:glob|wildcard)([:\s])\s*(.+)$/i.exec(text) ?? [];
  if (wild !== undefined && !(owns(after) && isTitle('', wild))) return { value: wild };
  return isRegular(text, owns) ? { value: globOf(text) } : undefined;
}

/** `re:Invent` and `Pattern library`, which are words, where `re:^a` and `regex:a` are expressions; `regex:3` is a revision. */
const isTitle = (before: string, rest: string): boolean =>
  !/[*?^$|\\]/.test(rest) && !(/^regexp?:/i.test(before) && /^\D/.test(rest));

/** As `a|b`, `a, b`, `[a, b]`, `a or b`; each part may be an expression of its own, and none is left out. */
function several(text: string, owns: Owns): Pick<Expression, 'value'> | undefined {
  const [, inner = text] = /^(?:in\s*)?[[({](.+)[\])}]$/i.exec(text) ?? [];
  // ARNs apart from each other are several, whatever one may hold.
  const isApart = (sign: string): boolean =>
    !owns(sign.charAt(0)) || (sign === ',' && /,\s*arn:/.test(inner));
  const separator = ['|', ',', ' or '].find((one) => isApart(one) && inner.includes(one));
  if (separator === undefined) return undefined;
  const parts = inner
    .split(separator)
    .map(unwrapped)
    .filter((part) => part !== '');
  const values = [...new Set(parts.flatMap(meantBy))];
  const isTorn = parts.some((part) => /[()[\]{}]/.test(part));
  if (isTorn || values.length === 0 || values.some((value) => typeof value !== 'string')) return {};
  return { value: values.length === 1 ? values[0] : values };
}

/** Without quotes around it. */
const unwrapped = (text: string): string => text.trim().replace(/^(["'`])(.*)\1$/, '$2');

function ofSql(text: string, owns: Owns): Pick<Expression, 'value'> | undefined {
  return !owns('%') && /^%|%$/.test(text) ? { value: text.replace(/[%*]+/g, '*') } : undefined;
}
