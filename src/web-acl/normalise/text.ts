import type { Beyond, Statement, Text } from '../acl.ts';
import type { Budget } from '../budget.ts';
import type { Loose } from '../model.ts';
import { type Automaton, type Comparison, reads, sizeAutomaton } from '../text/automaton.ts';
import { CONSTRAINTS, literalAutomaton } from '../text/literal.ts';
import { isEither, isOneOnly, paired } from '../text/pair.ts';
import { parseRegex } from '../text/parse-regex.ts';
import { type Parts, samplesOf, somePart } from '../text/parts.ts';
import { either, one, overBytes, type Regex, sequence, text, toTheEnd, WORD } from '../text/regex.ts';
import { regexAutomaton } from '../text/regex-automaton.ts';
import { partsOf } from '../text/split-parts.ts';
import { type Computed, opaqueAutomaton, type Read, throughAll } from '../text/through.ts';
import { torn } from '../text/torn.ts';
import { type Component, componentOf, partIn, partsId } from './component.ts';
import { preParse, type Split } from './pre-parse.ts';
import type { Reading } from './readings.ts';
import { isObject, objects, string } from './shapes.ts';

/** How search strings are meant, and what reading them may cost. */
type Context = { readonly reading: Reading; readonly budget: Budget };

/** Null where the field, the constraint or a transformation cannot be modelled at all. */
export function normaliseByteMatch(value: Loose, { reading, budget }: Context): Statement | null {
  const wanted = searchString(value['SearchString'], reading);
  const constraint = string(value['PositionalConstraint']);
  const automaton = wanted === null ? null : positioned(wanted, constraint, budget);
  return automaton === null
    ? null
    : textStatement(value, budget, automaton, `byte ${constraint} ${JSON.stringify(wanted)}`);
}

export function normaliseRegex(value: Loose, { budget }: Context): Statement | null {
  const source = string(value['RegexString']);
  const regex = parseRegex(source);
  const automaton = regex === null ? null : regexAutomaton(regex, budget);
  if (regex === null || automaton === null) return null;
  const doubt = doubtOf(regex, automaton, budget);
  return textStatement(value, budget, automaton, `regex ${JSON.stringify(source)}`, doubt);
}

/** Accepts the values for which it matters what AWS does not document: whether a character is a byte, `$` the very end. */
function doubtOf(regex: Regex, automaton: Automaton, budget: Budget): Automaton | null {
  const others = [overBytes(regex), toTheEnd(regex)].map((other) => other && regexAutomaton(other, budget));
  return others
    .filter((other) => other !== null)
    .map((other) => paired(automaton, other, isOneOnly))
    .reduce<Automaton | null>((doubt, more) => (doubt === null ? more : paired(doubt, more, isEither)), null);
}

export function normaliseSize(
  value: Loose,
  operator: Comparison,
  limit: number,
  { budget }: Context,
): Statement | null {
  return textStatement(value, budget, sizeAutomaton(operator, limit), `size ${operator} ${limit}`);
}

const COMPARISONS: readonly unknown[] = ['EQ', 'NE', 'LE', 'LT', 'GE', 'GT'];

export function comparisonOf(value: unknown): Comparison | null {
  return COMPARISONS.includes(value) ? (value as Comparison) : null;
}

function positioned(wanted: string, constraint: string, budget: Budget): Automaton | null {
  if (constraint === 'CONTAINS_WORD') return regexAutomaton(aloneIn(text(wanted)), budget);
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
  if (isObject(value)) {
    const bytes = bytesIn(value);
    return bytes && Buffer.from(bytes).toString('latin1');
  }
  if (typeof value !== 'string') return null;
  return Buffer.from(value, reading === 'base64' ? 'base64' : 'utf8').toString('latin1');
}

/** What JSON makes of a buffer, `{"type": "Buffer", "data": […]}`, or of an array of bytes, `{"0": …}`. */
function bytesIn(value: Loose): readonly number[] | null {
  const { type, data } = value;
  const bytes: readonly unknown[] = type === 'Buffer' && Array.isArray(data) ? data : Object.values(value);
  const isList = bytes === data || Object.keys(value).every((key, at) => key === String(at));
  const areBytes = bytes.every((each) => Number.isInteger(each) && Number(each) >= 0 && Number(each) < 256);
  return isList && areBytes && bytes.length > 0 ? (bytes as readonly number[]) : null;
}

function textStatement(
  value: Loose,
  budget: Budget,
  automaton: Automaton,
  constraint: string,
  doubt: Automaton | null = null,
): Statement | null {
  const component = componentOf(value);
  const steps = [...objects(value['TextTransformations'])]
    .sort((a, b) => Number(a['Priority']) - Number(b['Priority']))
    .map(({ Type }) => string(Type))
    .filter((name) => name !== 'NONE');
  const isPath = component?.kind === 'field' && component.field.kind === 'path';
  const read = component === null ? null : throughAll(steps, automaton, doubt, isPath, budget);
  if (component === null || read === null) return null;
  const question = { constraint, steps, isDoubtful: doubt !== null, budget };
  if (component.kind === 'field') return textOf(component, read, question);
  const { names, scope } = component;
  const header = {
    kind: 'field',
    field: { kind: 'header', name: '' },
    parts: null,
    before: [],
    fallback: null,
    oversize: component.oversize,
  } as const;
  return { kind: 'headers', names, scope, text: textOf(header, read, question) };
}

interface Question {
  readonly constraint: string;
  readonly steps: readonly string[];
  readonly isDoubtful: boolean;
  readonly budget: Budget;
}

function textOf(
  { field, parts, before, oversize, fallback }: Extract<Component, { kind: 'field' }>,
  read: Read,
  question: Question,
): Text {
  const of = parts === null ? '' : [partsId(parts), ...before].join(' ');
  const at = [oversize ?? fallback ?? '', of, ...question.steps].join(' ');
  const id = `${question.constraint} ${at}`;
  return {
    kind: 'text',
    id,
    field,
    part: parts && partIn(parts, before),
    ...(parts?.names.which === 'only' && { names: parts.names.of }),
    matchesEmpty: matchesEmpty(read),
    oversize,
    fallback,
    ...(parts === null
      ? { automaton: read.automaton, beyond: beyondOf(read, question, at) }
      : preParse(before, splitBy(parts, read, id, question.budget))),
  };
}

function matchesEmpty({ automaton, beyond }: Read): boolean {
  return reads(automaton, '') || (beyond !== null && reads(beyond, ''));
}

const DOUBT = 'how an expression reads characters of several bytes, or a last line feed, is not documented';

function beyondOf({ beyond, always, computed }: Read, question: Question, at: string): Beyond | null {
  if (beyond === null) return null;
  const { constraint, steps, isDoubtful } = question;
  return {
    id: isDoubtful ? `beyond ${constraint} ${at}` : `beyond ${at}`,
    automaton: beyond,
    always,
    computed: computed && asked(`${constraint} ${at}`, computed),
    unknown: isDoubtful ? DOUBT : `the effect of ${steps.join(', ')} is not modelled`,
  };
}

function splitBy(parts: Parts, read: Read, id: string, budget: Budget): Split {
  return {
    automaton: somePart(parts, read.automaton, 'sure', budget),
    beyond: beyondOfParts(parts, read, id, budget),
  };
}

/** What is so for one argument or cookie makes the whole uncertain. */
function beyondOfParts(
  parts: Parts,
  { automaton, beyond, computed }: Read,
  id: string,
  budget: Budget,
): Beyond {
  const unnamed = somePart(parts, automaton, 'doubt', budget);
  const twice = torn(parts, automaton, budget);
  const doubtful = twice === null ? unnamed : paired(unnamed, twice, isEither);
  const unknown =
    beyond === null
      ? `how AWS WAF reads ${parts.separator === '&' ? 'an argument' : 'a cookie'} without \`=\`, or sent twice, is not documented`
      : 'the effect of its transformations on some values is not modelled';
  return {
    id: `beyond ${id}`,
    automaton:
      beyond === null ? doubtful : paired(doubtful, somePart(parts, beyond, 'maybe', budget), isEither),
    always: null,
    computed: computed && asked(id, computedOfParts(parts, computed)),
    unknown,
  };
}

function asked(id: string, { answer, samples, weight }: Computed): Beyond['computed'] {
  return {
    isKnown: {
      id: `known ${id}`,
      automaton: opaqueAutomaton((value) => answer(value) !== undefined, samples, weight),
    },
    answer: {
      id: `computed ${id}`,
      automaton: opaqueAutomaton((value) => answer(value) === true, samples, weight),
    },
  };
}

/** Of several parts one is enough; one that may be read in two ways, or is not known, leaves the whole open. */
function computedOfParts(parts: Parts, { answer, samples, weight }: Computed): Computed {
  const isTorn = parts.names.which === 'only' && parts.scope !== 'KEY';
  return {
    samples: samplesOf(parts, samples),
    weight: weight + 3,
    answer(value) {
      const found = partsOf(parts, value).flatMap(({ isSure, read }) =>
        read.map(answer).map((each) => (isSure || each === false ? each : undefined)),
      );
      if (isTorn && found.some((each) => each !== found[0])) return undefined;
      if (found.includes(true)) return true;
      return found.includes(undefined) ? undefined : false;
    },
  };
}
