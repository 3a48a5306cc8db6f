import type { Field, Statement } from './acl.ts';
import type { Loose } from './model.ts';
import type { Reading } from './readings.ts';
import { isObject, objects, only, string } from './shapes.ts';
import { type Automaton, type Comparison, sizeAutomaton } from './text/automaton.ts';
import { findText } from './text/find-text.ts';
import { CONSTRAINTS, literalAutomaton } from './text/literal.ts';
import { isEither, isOneOnly, paired } from './text/pair.ts';
import { parseRegex } from './text/parse-regex.ts';
import { either, one, overBytes, type Regex, sequence, text, toTheEnd, WORD } from './text/regex.ts';
import { regexAutomaton } from './text/regex-automaton.ts';
import { leavesOut, transformed, triggers } from './text/transformation.ts';

/** Null where the field, the constraint or a transformation cannot be modelled at all. */
export function normaliseByteMatch(value: Loose, reading: Reading): Statement | null {
  const wanted = searchString(value['SearchString'], reading);
  const constraint = string(value['PositionalConstraint']);
  const automaton = wanted === null ? null : positioned(wanted, constraint);
  return automaton === null
    ? null
    : textStatement(value, automaton, `byte ${constraint} ${JSON.stringify(wanted)}`);
}

export function normaliseRegex(value: Loose): Statement | null {
  const source = string(value['RegexString']);
  const regex = parseRegex(source);
  const automaton = regex === null ? null : regexAutomaton(regex);
  if (regex === null || automaton === null) return null;
  return textStatement(value, automaton, `regex ${JSON.stringify(source)}`, doubtOf(regex, automaton));
}

/** Accepts the values for which it matters what AWS does not document: whether a character is a byte, `$` the very end. */
function doubtOf(regex: Regex, automaton: Automaton): Automaton | null {
  const others = [overBytes(regex), toTheEnd(regex)].map((other) => other && regexAutomaton(other));
  return others
    .filter((other) => other !== null)
    .map((other) => paired(automaton, other, isOneOnly))
    .reduce<Automaton | null>((doubt, more) => (doubt === null ? more : paired(doubt, more, isEither)), null);
}

export function normaliseSize(value: Loose, operator: Comparison, limit: number): Statement | null {
  return textStatement(value, sizeAutomaton(operator, limit), `size ${operator} ${limit}`);
}

const COMPARISONS: readonly unknown[] = ['EQ', 'NE', 'LE', 'LT', 'GE', 'GT'];

export function comparisonOf(value: unknown): Comparison | null {
  return COMPARISONS.includes(value) ? (value as Comparison) : null;
}

function positioned(wanted: string, constraint: string): Automaton | null {
  if (constraint === 'CONTAINS_WORD') return regexAutomaton(aloneIn(text(wanted)));
  const known = CONSTRAINTS.find((each) => each === constraint);
  return known === undefined ? null : literalAutomaton(wanted, known);
}

/** With no letter, digit or underscore at its sides. */
function aloneIn(word: Regex): Regex {
  const other = one({ ranges: WORD, negated: true });
  const start: Regex = { kind: 'assert', what: 'start' };
  const end: Regex = { kind: 'assert', what: 'end' };
  return sequence(either([start, other]), word, either([end, other]));
}

/** Bytes, each as a character. */
function searchString(value: unknown, reading: Reading): string | null {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('latin1');
  if (isObject(value) && value['type'] === 'Buffer' && Array.isArray(value['data'])) {
    return Buffer.from(value['data'] as number[]).toString('latin1');
  }
  if (typeof value !== 'string') return null;
  return Buffer.from(value, reading === 'base64' ? 'base64' : 'utf8').toString('latin1');
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

function textStatement(
  value: Loose,
  automaton: Automaton,
  constraint: string,
  doubt: Automaton | null = null,
): Statement | null {
  const field = fieldOf(value['FieldToMatch']);
  const steps = [...objects(value['TextTransformations'])]
    .sort((a, b) => Number(a['Priority']) - Number(b['Priority']))
    .map(({ Type }) => string(Type))
    .filter((name) => name !== 'NONE');
  const read = field === null ? null : through(steps, automaton, doubt);
  if (field === null || read === null) return null;
  const at = [field.kind, JSON.stringify(field.name), oversizeOf(value), ...steps].join(' ');
  const beyond =
    read.beyond === null
      ? null
      : {
          id: doubt === null ? `beyond ${at}` : `beyond ${constraint} ${at}`,
          automaton: read.beyond,
          always: doubt === null ? alwaysAfter(steps, automaton) : null,
          unknown:
            doubt === null
              ? `the effect of ${steps.join(', ')} is not modelled`
              : 'how an expression reads characters of several bytes, or a last line feed, is not documented',
        };
  return { kind: 'text', id: `${constraint} ${at}`, field, automaton: read.automaton, beyond };
}

/** The answer that every value gets which the transformations may give, or null where there are two. */
function alwaysAfter(steps: readonly string[], automaton: Automaton): boolean | null {
  const absent = regexAutomaton(either(leavesOut(steps)));
  if (absent === null) return null;
  const can = (wanted: boolean) =>
    findText(
      [
        { automaton: absent, wanted: false },
        { automaton, wanted },
      ],
      [],
    ).kind !== 'none';
  if (!can(true)) return false;
  return can(false) ? null : true;
}

/** What is asked of a body that is too long to inspect. */
function oversizeOf({ FieldToMatch: field }: Loose): string {
  const body = isObject(field) ? field['Body'] : undefined;
  return isObject(body) ? string(body['OversizeHandling']) : '';
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
function through(steps: readonly string[], automaton: Automaton, doubt: Automaton | null): Read | null {
  const strange = steps.flatMap((name) => (Object.hasOwn(triggers, name) ? (triggers[name] ?? []) : []));
  const known = steps.filter((name) => !Object.hasOwn(triggers, name));
  const lift = (inner: Automaton) =>
    [...known].reverse().reduce<Automaton | null>((read, name) => read && transformed(name, read), inner);
  const lifted = lift(automaton);
  if (lifted === null) return null;
  const holding = strange.length === 0 ? null : regexAutomaton(either(strange.map(text)));
  const beyond = holding && doubt ? paired(holding, doubt, isEither) : (holding ?? doubt);
  return { automaton: lifted, beyond: beyond && lift(beyond) };
}
