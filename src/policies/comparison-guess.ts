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

const signs: Readonly<Record<string, 'atLeast' | 'atMost' | 'not'>> = {
  '>=': 'atLeast',
  '>': 'atLeast',
  '<=': 'atMost',
  '<': 'atMost',
  '!=': 'not',
  '!': 'not',
  'at least': 'atLeast',
  'at most': 'atMost',
};

/** How a number with a sign, as `>=7`, `7+` or `1-35`, is written; undefined where it has none. */
export function withoutSign(wanted: string, kind: ValueType['kind']): string | undefined {
  if (kind !== 'integer' && kind !== 'number') return undefined;
  const [, low, high] = /^([0-9.]+)\s*(?:-|\.\.\.?|to)\s*([0-9.]+)$/.exec(wanted.trim()) ?? [];
  if (low !== undefined && Number(low) <= Number(high)) return `{ "atLeast": ${low}, "atMost": ${high} }`;
  const [, before = '', value = '', after] =
    /^(>=|<=|!=|>|<|!|at least|at most)?\s*([0-9.]+)\s*(\+|or more)?$/.exec(wanted.trim()) ?? [];
  const by = after === undefined ? signs[before] : 'atLeast';
  if (by === undefined || value === '' || Number.isNaN(Number(value))) return undefined;
  // More than 7 whole ones are 8 at least.
  const beyond =
    kind === 'integer' && Number.isInteger(Number(value)) ? ({ '>': 1, '<': -1 }[before] ?? 0) : 0;
  return `{ "${by}": ${Number(value) + beyond} }`;
}
