import { asText, isObject } from '../documents/json-object.ts';
import { atValue, type Path, type Slip } from '../documents/slip.ts';
import { nearest, shown } from '../documents/wording.ts';
import type { Property } from '../model/property.ts';
import { matchesGlob } from '../text/glob.ts';
import { absenceIn } from './absence-words.ts';
import { ANY_SIGN, type Expression, expressionIn } from './expression.ts';
import { choiceCalled } from './synonyms.ts';
import { lineOf, versionIn } from './version-range.ts';
import { isTooLong, jsonWritten } from './written.ts';

/** What is wrong with a text of `expect` that another language would read otherwise: it would match nothing, or what it should not. */
export function slipOfExpression({ name, type, mayBeNone }: Property & Named, text: string, path: Path) {
  const own = type.kind === 'text' ? type.signs : '';
  const place = {
    mayBeNone: mayBeNone === true,
    isNamed: /(Id|Arn|ARN|Name|Identifier)$/.test(name),
    isNegated: isInNot(path),
  };
  const absent = own === ANY_SIGN ? undefined : absenceIn(text, place);
  const found = absent ?? versionOf(name, text, own) ?? expressionIn(text, own);
  if (!found) return undefined;
  // The first numbers of an engine's version are any that follow.
  const value = name === 'EngineVersion' ? lineOf(found.value) : found.value;
  return atValue(path, sentence(text, { reads: found.reads, value }, path));
}

interface Named {
  readonly name: string;
}

function versionOf(name: string, text: string, own = ''): Expression | undefined {
  const [, number] =
    name === 'EngineVersion' ? (/^[a-z][a-z ]*(?:[ -]v?(\d+(?:\.\d+)*))?$/i.exec(text) ?? []) : [];
  if (number !== undefined) return { reads: 'says more than the version', value: number };
  if (name === 'EngineVersion' && /^[a-z ]+$/i.test(text)) return { reads: 'is no version' };
  const isVersion = name.endsWith('Version') && !own.includes('v');
  const found = isVersion ? versionIn(text, own.includes('x')) : undefined;
  return (
    found && {
      reads: /^v/i.test(text) ? 'begins with a v, as no version does' : 'reads as a range of versions',
      ...found,
    }
  );
}

/** The same of a text that is one of a few: what was meant is put in their words, or else undefined. */
export function slipOfChoice(text: string, path: Path, choices: readonly string[]): Slip | undefined {
  const found = expressionIn(text);
  const value = found && among(found.value, choices);
  return value === undefined
    ? undefined
    : atValue(path, sentence(text, { ...found, value } as Expression, path));
}

const sentence = (text: string, found: Expression, path: Path): string =>
  `${shown(text)} ${found.reads}${remedyOf(found, path)}`;

function remedyOf({ reads, value }: Expression, path: Path): string {
  const isNegated = isObject(value) && 'not' in value && Object.keys(value).length === 1;
  // What `not` leaves out needs no sign of its own.
  const meant = isNegated && isInNot(path) ? value['not'] : value;
  if (meant === undefined || isTooLong(meant))
    return Object.hasOwn(otherwise, reads) ? `; ${otherwise[reads]}` : '';
  const isElement = typeof path.at(-1) === 'number';
  if (isElement && isNegated && !isInNot(path)) return '; what it must not be stands in { "not": … }';
  return isElement && Array.isArray(meant)
    ? `; write ${meant.map(jsonWritten).join(', ')}`
    : `; write ${jsonWritten(meant)}`;
}

const isInNot = (path: Path): boolean => path.findLast((key) => typeof key !== 'number') === 'not';

/** Where no value says it. */
const otherwise: Readonly<Record<string, string>> = {
  'reads as a comparison': 'versions compare by { "atLeastVersion": … }, numbers by { "atLeast": … }',
  'reads as a negation': 'what it must not be stands in { "not": … }',
  'reads as a regular expression': 'only * and ? are wild',
  'reads as several values': 'a list is one of its values',
  'stands for what is not set': 'it always is',
  'stands for whatever is set': 'null is that it is not',
};

/** What was meant, each text of it one of the choices, or a pattern of some; undefined where one is neither. */
export function among(value: unknown, choices: readonly string[]): unknown {
  if (typeof value === 'string') return oneAmong(value, choices);
  if (Array.isArray(value)) {
    const all = value.map((one) => oneAmong(asText(one), choices));
    return all.includes(undefined) ? undefined : [...new Set(all)];
  }
  if (!isObject(value) || Object.keys(value).join() !== 'not') return undefined;
  const not = among(value['not'], choices);
  return not === undefined ? undefined : { not };
}

function oneAmong(text: string, choices: readonly string[]): string | undefined {
  if (choices.some((choice) => matchesGlob(choice, text))) return text;
  return /[*?]/.test(text) ? undefined : (choiceCalled(text, choices) ?? nearest(text, choices));
}
