import type { Field } from './acl.ts';
import { type Automaton, languageAutomaton } from './automaton.ts';
import { FALSE, type Literal, TRUE } from './circuit.ts';
import { type Demand, findText } from './find-text.ts';
import { type Characters, type Language, one, repeat, text, then } from './language.ts';
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

const path = then(text('/'), repeat(except('?#')));
/** RFC 9110, 5.6.2. */
const token = one({
  ranges: [...ranges("!#$%&'*+-.^_`|~"), [48, 57], [65, 90], [97, 122]],
  negated: false,
});

const languages: Readonly<Record<Field['kind'], Language>> = {
  path,
  query: repeat(except('#')),
  method: then(token, repeat(token)),
  header: repeat(except('\r\n\0')),
  argument: repeat(except('&#')),
  body: repeat(except('')),
};

const machines: Readonly<Record<Field['kind'], Automaton>> = {
  path: languageAutomaton(languages.path),
  query: languageAutomaton(languages.query),
  method: languageAutomaton(languages.method),
  header: languageAutomaton(languages.header),
  argument: languageAutomaton(languages.argument),
  body: languageAutomaton(languages.body),
};

function except(characters: string): Language {
  return one({ ranges: ranges(characters), negated: true });
}

function ranges(characters: string): Characters['ranges'] {
  return [...characters].map((character) => [character.charCodeAt(0), character.charCodeAt(0)] as const);
}
