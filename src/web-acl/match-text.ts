import type { Field } from './acl.ts';
import { FALSE, type Literal, TRUE } from './circuit.ts';
import type { Automaton } from './text/automaton.ts';
import { type Demand, findText } from './text/find-text.ts';
import { either, except, one, type Regex, rangesOf, repeat, sequence, text } from './text/regex.ts';
import { regexAutomaton } from './text/regex-automaton.ts';
import { atom, type Vocabulary } from './vocabulary.ts';

export interface TextAtom {
  readonly id: string;
  readonly automaton: Automaton;
}

/** The input for a question about a field, or a constant where every value gives the same answer. */
export function textAtom(vocabulary: Vocabulary, field: Field, { id, automaton }: TextAtom): Literal {
  const known = vocabulary.keys.get(id);
  if (known !== undefined) return known;
  const constant = constantOf(field, automaton);
  if (constant === null) return atom(vocabulary, id, { kind: 'text', field, automaton });
  vocabulary.keys.set(id, constant);
  return constant;
}

function constantOf(field: Field, automaton: Automaton): Literal | null {
  const values = valuesOf(field);
  const can = (wanted: boolean) =>
    findText([values, { automaton, wanted }], usualValues(field), { steps: 30_000 }).kind !== 'none';
  if (!can(true)) return FALSE;
  return can(false) ? null : TRUE;
}

/** The values a field can have at all. */
export function valuesOf({ kind }: Field): Demand {
  return { automaton: machines[kind], wanted: true };
}

/** The values to prefer in a witness. */
export function usualValues({ kind }: Field): readonly string[] {
  return usual[kind];
}

const usual: Readonly<Record<Field['kind'], readonly string[]>> = {
  path: ['/'],
  query: [''],
  method: ['GET', 'POST', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'],
  header: ['x'],
  argument: ['x', ''],
  body: [''],
};

/** RFC 9110, 5.6.2. */
const token = one({
  ranges: [...rangesOf("!#$%&'*+-.^_`|~"), [48, 57], [65, 90], [97, 122]],
  negated: false,
});

/** What no request line carries: HTTP takes it for malformed. */
const CONTROLS = String.fromCharCode(...Array(32).keys(), 127);

/** White space at the sides of a header is not part of its value. */
const trimmed = either([
  sequence(),
  except('\r\n\0\t '),
  sequence(except('\r\n\0\t '), repeat(except('\r\n\0')), except('\r\n\0\t ')),
]);

const languages: Readonly<Record<Field['kind'], Regex>> = {
  path: sequence(text('/'), repeat(except(`${CONTROLS}?#`))),
  query: repeat(except(`${CONTROLS}#`)),
  method: repeat(token, 1),
  header: trimmed,
  argument: repeat(except(`${CONTROLS}&#`)),
  body: repeat(except('')),
};

/** All of a value, and nothing else. */
function wholly(language: Regex): Automaton {
  const start: Regex = { kind: 'assert', what: 'start' };
  const end: Regex = { kind: 'assert', what: 'end' };
  const automaton = regexAutomaton(sequence(start, language, end));
  if (automaton === null) throw new Error('the values of a field are modelled');
  return automaton;
}

const machines: Readonly<Record<Field['kind'], Automaton>> = {
  path: wholly(languages.path),
  query: wholly(languages.query),
  method: wholly(languages.method),
  header: wholly(languages.header),
  argument: wholly(languages.argument),
  body: wholly(languages.body),
};
