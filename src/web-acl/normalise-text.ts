import type { Field, Statement } from './acl.ts';
import { type Automaton, type Comparison, languageAutomaton, sizeAutomaton } from './automaton.ts';
import { ANYTHING, EMPTY, either, type Language, one, text, then } from './language.ts';
import type { Loose } from './model.ts';
import { parseRegex } from './parse-regex.ts';
import { canonical, isObject, objects, only, string } from './shapes.ts';
import { transformed, triggers } from './transformation.ts';

/** Null where the field, the constraint or a transformation cannot be modelled at all. */
export function normaliseByteMatch(value: Loose): Statement | null {
  const wanted = searchString(value['SearchString']);
  const language = wanted === null ? null : positioned(wanted, string(value['PositionalConstraint']));
  if (wanted === null || language === null) return null;
  return textStatement(value, { ...languageAutomaton(language), samples: [wanted] }, `byte ${language.key}`);
}

export function normaliseRegex(value: Loose): Statement | null {
  const language = parseRegex(string(value['RegexString']));
  return language === null
    ? null
    : textStatement(value, languageAutomaton(language), `regex ${language.key}`);
}

export function normaliseSize(value: Loose, operator: Comparison, limit: number): Statement | null {
  return textStatement(value, sizeAutomaton(operator, limit), `size ${operator} ${limit}`);
}

const COMPARISONS: readonly unknown[] = ['EQ', 'NE', 'LE', 'LT', 'GE', 'GT'];

export function comparisonOf(value: unknown): Comparison | null {
  return COMPARISONS.includes(value) ? (value as Comparison) : null;
}

const WORD: readonly (readonly [number, number])[] = [
  [48, 57],
  [65, 90],
  [95, 95],
  [97, 122],
];

function positioned(wanted: string, constraint: string): Language | null {
  const word = text(wanted);
  const boundary = one({ ranges: WORD, negated: true });
  switch (constraint) {
    case 'EXACTLY':
      return word;
    case 'STARTS_WITH':
      return then(word, ANYTHING);
    case 'ENDS_WITH':
      return then(ANYTHING, word);
    case 'CONTAINS':
      return then(ANYTHING, then(word, ANYTHING));
    case 'CONTAINS_WORD':
      return then(
        either([EMPTY, then(ANYTHING, boundary)]),
        then(word, either([EMPTY, then(boundary, ANYTHING)])),
      );
    default:
      return null;
  }
}

/** Bytes, each as a character. A document's strings have been read as bytes before: see `readings`. */
export function searchString(value: unknown): string | null {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('latin1');
  if (isObject(value) && value['type'] === 'Buffer' && Array.isArray(value['data'])) {
    return Buffer.from(value['data'] as number[]).toString('latin1');
  }
  return typeof value === 'string' ? Buffer.from(value).toString('latin1') : null;
}

const FIELDS: Readonly<Record<string, Field['kind']>> = {
  UriPath: 'path',
  QueryString: 'query',
  Method: 'method',
  SingleHeader: 'header',
  SingleQueryArgument: 'argument',
  Body: 'body',
};

export function fieldOf(fieldToMatch: unknown): Field | null {
  const member = only(fieldToMatch);
  const kind = member !== null && Object.hasOwn(FIELDS, member[0]) ? FIELDS[member[0]] : undefined;
  if (member === null || kind === undefined) return null;
  return { kind, name: string(member[1]['Name']).toLowerCase() };
}

function textStatement(value: Loose, automaton: Automaton, constraint: string): Statement | null {
  const field = fieldOf(value['FieldToMatch']);
  const steps = [...objects(value['TextTransformations'])]
    .sort((a, b) => Number(a['Priority']) - Number(b['Priority']))
    .map(({ Type }) => string(Type))
    .filter((name) => name !== 'NONE');
  const read = field === null ? null : through(steps, automaton);
  if (field === null || read === null) return null;
  const at = canonical([field, steps]);
  const beyond =
    read.beyond === null
      ? null
      : {
          id: `beyond ${at}`,
          automaton: read.beyond,
          unknown: `the effect of ${steps.join(', ')} is not modelled`,
        };
  return { kind: 'text', id: `${constraint} ${at}`, field, automaton: read.automaton, beyond };
}

interface Read {
  readonly automaton: Automaton;
  /** Accepts the values for which `automaton` may be wrong. */
  readonly beyond: Automaton | null;
}

/**
 * Transformations that are modelled make one machine. With others among them it is right for the values that hold
 * nothing those react to once the modelled ones are done: none of the modelled ones hides such a string.
 */
function through(steps: readonly string[], automaton: Automaton): Read | null {
  const strange = steps.flatMap((name) => (Object.hasOwn(triggers, name) ? (triggers[name] ?? []) : []));
  const known = steps.filter((name) => !Object.hasOwn(triggers, name));
  const lift = (inner: Automaton) =>
    [...known].reverse().reduce<Automaton | null>((read, name) => read && transformed(name, read), inner);
  const lifted = lift(automaton);
  if (lifted === null) return null;
  const exact = { ...lifted, samples: automaton.samples ?? [] };
  if (strange.length === 0) return { automaton: exact, beyond: null };
  const holding = either(strange.map((trigger) => then(ANYTHING, then(text(trigger), ANYTHING))));
  return { automaton: exact, beyond: lift(languageAutomaton(holding)) };
}
