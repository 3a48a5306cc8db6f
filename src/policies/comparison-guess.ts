import { orElse } from '../documents/wording.ts';
import type { ValueType } from '../model/property.ts';

/** What other languages call comparisons. */
const nicknames: Readonly<Record<string, readonly string[]>> = {
  min: ['atLeast', 'atLeastVersion'],
  minimum: ['atLeast', 'atLeastVersion'],
  '>=': ['atLeast', 'atLeastVersion'],
  '>': ['atLeast', 'atLeastVersion'],
  '<=': ['atMost'],
  '<': ['atMost'],
  '=': ['exactly'],
  '==': ['exactly'],
  '!=': ['not'],
  gte: ['atLeast', 'atLeastVersion'],
  minVersion: ['atLeastVersion'],
  max: ['atMost'],
  maximum: ['atMost'],
  lte: ['atMost'],
  in: ['oneOf'],
  enum: ['oneOf'],
  anyOf: ['oneOf'],
  equals: ['exactly'],
  eq: ['exactly'],
  is: ['exactly'],
  ne: ['not'],
  notEquals: ['not'],
  contains: ['includes'],
  all: ['every'],
  some: ['any'],
};

/** `; did you mean "atLeast"?`, of those that fit, else `; there are: …`. */
export function comparisonCalled(wrong: string, fit: readonly string[], kind: ValueType['kind']): string {
  if (
    kind === 'text' &&
    /^(starts?With|ends?With|prefix|suffix|regex|regexp|matches|like|pattern|glob)$/i.test(wrong)
  )
    return '; in a text * and ? are wild: "aurora*"';
  if (kind === 'text' && /^(exists?|present|isSet|notEmpty)$/i.test(wrong)) return '; "*" is any text';
  const own = Object.hasOwn(nicknames, wrong) ? nicknames[wrong] : undefined;
  const meant = own?.find((one) => fit.includes(one));
  return meant === undefined ? orElse(wrong, fit) : `; did you mean "${meant}"?`;
}

const signs: Readonly<Record<string, { readonly number: string; readonly text?: string }>> = {
  '>=': { number: 'atLeast', text: 'atLeastVersion' },
  '>': { number: 'atLeast', text: 'atLeastVersion' },
  '<=': { number: 'atMost' },
  '<': { number: 'atMost' },
  '!=': { number: 'not', text: 'not' },
};

/** How a value with a sign before it, as `>=16.4`, is written; undefined where it has none. */
export function withoutSign(wanted: string, kind: ValueType['kind']): string | undefined {
  const [, sign = '', value = ''] = /^(>=|<=|!=|>|<)\s*([0-9A-Za-z][\w.-]*)$/.exec(wanted) ?? [];
  const by = signs[sign];
  if (by === undefined) return undefined;
  if (kind === 'text') return by.text && `{ "${by.text}": "${value}" }`;
  if (Number.isNaN(Number(value))) return undefined;
  // More than 7 whole ones are 8 at least.
  const beyond = kind === 'integer' && Number.isInteger(Number(value)) ? ({ '>': 1, '<': -1 }[sign] ?? 0) : 0;
  return `{ "${by.number}": ${beyond === 0 ? value : Number(value) + beyond} }`;
}
