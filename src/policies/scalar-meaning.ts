import { asText } from '../documents/json-object.ts';
import { atValue, type Path, type Slip } from '../documents/slip.ts';
import { orElse, shown } from '../documents/wording.ts';
import type { ValueType } from '../model/property.ts';
import { withoutSign } from './comparison-guess.ts';
import { choiceCalled } from './synonyms.ts';
import { valueHint } from './value-hint.ts';

/** What is wrong with a single value of a property. */
export function slipsOfScalar(
  { type, name }: { readonly type: ValueType; readonly name: string },
  wanted: unknown,
  path: Path,
): readonly Slip[] {
  const signed = typeof wanted === 'string' ? withoutSign(wanted, type.kind) : undefined;
  if (signed !== undefined)
    return [atValue(path, `"${name}" takes no sign as in ${shown(wanted)}; write ${signed}`)];
  const values = type.kind === 'text' ? type.values : undefined;
  // What AWS writes as text may be written as what it is.
  if (typeof wanted === 'boolean' && values?.includes(String(wanted))) return [];
  if (!isOfType(type, wanted))
    return [
      atValue(
        path,
        () => `"${name}" must be ${words(type)}, not ${shown(wanted)}${valueHint(type, name, wanted)}`,
      ),
    ];
  if (!values || typeof wanted !== 'string' || /[*?]/.test(wanted) || values.includes(wanted)) return [];
  return [atValue(path, () => `"${name}" is never ${shown(wanted)}${choiceMeant(wanted, values)}`)];
}

function choiceMeant(wanted: string, values: readonly string[]): string {
  const meant = choiceCalled(wanted, values);
  return meant === undefined ? orElse(wanted, values) : `; did you mean "${meant}"?`;
}

function isOfType(type: ValueType, wanted: unknown): boolean {
  const { kind } = type;
  if (type.kind === 'integer')
    return Number.isInteger(type.quoted && /^\d+$/.test(asText(wanted)) ? Number(wanted) : wanted);
  if (kind === 'number' || kind === 'boolean') return typeof wanted === kind;
  return typeof wanted === 'string';
}

const kinds: Readonly<Record<ValueType['kind'], string>> = {
  text: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  time: 'a time in quotes',
  any: 'anything',
  list: 'a list',
  map: 'an object',
  object: 'an object',
  named: 'an object',
};

/** What a value must be: `a whole number`. */
export const words = ({ kind }: ValueType): string => kinds[kind];
export const plural = (type: ValueType): string => words(type).replace(/^an? /, '');
