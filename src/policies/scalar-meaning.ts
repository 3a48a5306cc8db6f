import { asText } from '../documents/json-object.ts';
import { atValue, type Path, type Slip } from '../documents/slip.ts';
import { booleanSaid, orElse, shown } from '../documents/wording.ts';
import type { ValueType } from '../model/property.ts';
import { matchesGlob } from '../text/glob.ts';
import { withoutSign } from './comparison-guess.ts';
import { slipOfChoice, slipOfExpression } from './expression-slip.ts';
import type { Named } from './hollow.ts';
import { choiceCalled } from './synonyms.ts';
import { valueHint } from './value-hint.ts';

/** What is wrong with a single value of a property. */
export function slipsOfScalar(property: Named, wanted: unknown, path: Path): readonly Slip[] {
  const { type, name } = property;
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
        () => `"${name}" must be ${words(type)}, not ${shown(wanted)}${valueHint(property, wanted)}`,
      ),
    ];
  if (typeof wanted !== 'string') return [];
  if (values) return slipsOfWord(name, values, wanted, path);
  const expression = isToTheLetter(path) ? undefined : slipOfExpression(property, wanted, path);
  return expression ? [expression] : slipsOfBeginning(property, wanted, path);
}

/** What begins otherwise than all such values do is none of them, and under `not` would hold of all. */
function slipsOfBeginning({ type, name }: Named, wanted: string, path: Path): readonly Slip[] {
  const begins = type.kind === 'text' ? type.begins : undefined;
  const [plain = ''] = wanted.split(/[*?]/);
  if (begins === undefined || plain.startsWith(begins) || (plain !== wanted && begins.startsWith(plain)))
    return [];
  // A part of a name is left out more often than a whole one is meant.
  const remedy = begins.endsWith('.') ? `; write ${shown(`${begins}${wanted}`)}` : '';
  return [atValue(path, `"${name}" always begins with "${begins}", and ${shown(wanted)} does not${remedy}`)];
}

function slipsOfWord(name: string, values: readonly string[], wanted: string, path: Path): readonly Slip[] {
  if (values.includes(wanted)) return [];
  if (!isToTheLetter(path) && values.some((value) => matchesGlob(value, wanted))) return [];
  const expression = slipOfChoice(wanted, path, values);
  if (expression) return [expression];
  return [atValue(path, () => `"${name}" is never ${shown(wanted)}${choiceMeant(wanted, values)}`)];
}

function choiceMeant(wanted: string, values: readonly string[]): string {
  const said = booleanSaid(wanted);
  const meant = values.find((value) => value === String(said)) ?? choiceCalled(wanted, values);
  return meant === undefined ? orElse(wanted, values) : `; did you mean "${meant}"?`;
}

/** Under `exactly` no sign is one of an expression: `components/it/expect/Name/exactly`. */
const isToTheLetter = (path: Path): boolean => path.slice(4).includes('exactly');

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
