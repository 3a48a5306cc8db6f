import { isObject } from '../documents/json-object.ts';

/**
 * What a text with signs of comparison asks of versions, as `expect` has it; undefined where it has none, and without a
 * value where no versions are compared. `ownsPlus` is whether such values end in a plus of their own.
 */
export function comparedIn(text: string, ownsPlus: boolean): { readonly value?: unknown } | undefined {
  const [, equal] = /^={1,2}(?!~)\s*(.+)$/.exec(text) ?? [];
  if (equal !== undefined) return { value: equal };
  const [, least] = open.exec(text) ?? [];
  if (least !== undefined && !(ownsPlus && text.endsWith('+'))) return { value: { atLeastVersion: least } };
  const within = interval.exec(text);
  if (within) return { value: inInterval(within) };
  if (!/^([<>]|=[<>]|~>|[~^]\s*v?\d)/.test(text)) return undefined;
  const bounds = text
    .split(/\s*(?:,|&&|\band\b)\s*|\s+(?=[<>=~^])/)
    .filter((part) => part !== '')
    .map(boundOf);
  const value = joined(bounds);
  // A text that begins so may be a regular expression.
  return value === undefined && /^[~^]/.test(text) ? undefined : { value };
}

const number = '\\d+(?:[.]\\w+)*';
const open = new RegExp(`^v?(${number})\\s*(?:\\+|(?:or|and) (?:later|newer|higher|above|more|up))$`, 'i');
const bounded = new RegExp(`^(>=|=>|<=|=<|>|<|~>|~|\\^)\\s*v?(${number})$`);

/** `[16,18)`, of which one end is open. */
const interval = new RegExp(
  `^(?:\\[(${number})\\s*,\\s*(${number})?\\)|[(\\[]\\s*,\\s*(${number})([)\\]]))$`,
);

function inInterval([, first, before, last, end]: RegExpExecArray): unknown {
  if (first !== undefined)
    return { atLeastVersion: first, ...(before !== undefined && { not: { atLeastVersion: before } }) };
  return { not: { atLeastVersion: end === ']' ? next(last ?? '') : last } };
}

type Bound = Readonly<Record<string, unknown>> | string | undefined;

function boundOf(part: string): Bound {
  const [, sign = '', version = ''] = bounded.exec(part) ?? [];
  const read = signs[sign];
  return read?.(version);
}

const signs: Readonly<Record<string, (version: string) => Bound>> = {
  '>=': (version) => ({ atLeastVersion: version }),
  '=>': (version) => ({ atLeastVersion: version }),
  '>': (version) => ({ atLeastVersion: version, not: version }),
  '<': (version) => ({ not: { atLeastVersion: version } }),
  '<=': (version) => ({ not: { atLeastVersion: next(version) } }),
  '=<': (version) => ({ not: { atLeastVersion: next(version) } }),
  // Of npm and Terraform: https://github.com/npm/node-semver#advanced-range-syntax
  '~': (version) => between(version, version.split('.').slice(0, 2).join('.')),
  '^': (version) => between(version, version.split('.').slice(0, 1).join('.')),
  '~>': (version) => between(version, version.split('.').slice(0, -1).join('.') || version),
};

/** From a version on, and before what comes after all that begin as the last does. */
const between = (first: string, last: string) => ({
  atLeastVersion: first,
  not: { atLeastVersion: next(last) },
});

/**
 * What a version was meant as in the way of its property: `v16`, `16.x`, `15-17`. Undefined where it is one. `ownsX` is
 * whether there are such as `6.x`.
 */
export function versionIn(text: string, ownsX: boolean): { readonly value: unknown } | undefined {
  const [, line] = /^v?(\d+(?:\.\d+)*?)(?:\.[xX])+$/.exec(text) ?? [];
  if (line !== undefined) return ownsX && /^\d+\.x$/.test(text) ? undefined : { value: between(line, line) };
  const [, bare] = new RegExp(`^v(${number})$`, 'i').exec(text) ?? [];
  if (bare !== undefined) return { value: bare };
  const [, first, last] =
    new RegExp(`^v?(${number})\\s*(?:-|\\.\\.\\.?|to)\\s*v?(${number})$`).exec(text) ?? [];
  return first === undefined || last === undefined ? undefined : { value: between(first, last) };
}

/** The line of versions that a range or a pattern is whole of: `16` of what is at least 16 and not 17, and of `16.*`. */
export function lineOf(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/^(\d+(?:\.\d+)*)\.?\*$/, '$1');
  if (!isObject(value)) return value;
  const { atLeastVersion, not, ...rest } = value;
  const isLine =
    typeof atLeastVersion === 'string' &&
    isObject(not) &&
    not['atLeastVersion'] === next(atLeastVersion) &&
    Object.keys(rest).length === 0;
  return isLine ? atLeastVersion : value;
}

/** Past all that begin so: after 16.4 comes 16.5. */
const next = (version: string): string => version.replace(/\d+$/, (last) => String(Number(last) + 1));

/** Undefined where one cannot be told, or two say of the same what cannot stand together. */
function joined(bounds: readonly Bound[]): unknown {
  if (bounds.length === 1) return bounds[0];
  const keys = bounds.flatMap((bound) => (typeof bound === 'object' ? Object.keys(bound) : ['', '']));
  return new Set(keys).size === keys.length ? Object.assign({}, ...bounds) : undefined;
}
