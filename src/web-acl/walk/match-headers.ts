import type { Asked, Headers, Text } from '../acl.ts';
import { type Automaton, constantly, reads } from '../text/automaton.ts';
import { isDifference, paired } from '../text/pair.ts';
import type { Names } from '../text/parts.ts';
import { opaqueAutomaton } from '../text/through.ts';
import { and, any, choose, FALSE, type Literal, not, or, TRUE } from './circuit.ts';
import { present } from './facts.ts';
import { ABSENT, asSent, constantOf, handled, textAtom } from './match-text.ts';
import { atom, departure, fresh, oddity, type Vocabulary } from './vocabulary.ts';

/** Whether some header matches: one that the web ACL names, or any other. */
export function matchHeaders(vocabulary: Vocabulary, statement: Headers): Literal {
  const { circuit } = vocabulary;
  const named = [...vocabulary.named].filter((name) => looksAt(statement.names, name));
  const each = named.map((name) => matchNamed(vocabulary, statement, name));
  const value = any(circuit, [
    ...each,
    matchOthers(vocabulary, statement),
    withoutAny(vocabulary, statement, named),
  ]);
  const { names, text } = statement;
  const id = `headers ${JSON.stringify(names)} ${text.id}`;
  const answer = handled(vocabulary, oversizeOf(names, text.oversize), id);
  return choose(circuit, manyHeaders(vocabulary), answer, value);
}

/** That there are more headers than AWS inspects. */
export function manyHeaders(vocabulary: Vocabulary): Literal {
  return atom(vocabulary, 'oversize headers', { kind: 'oversize', of: 'headers' });
}

/** Whether it takes others than the headers that a statement names is not documented. */
function oversizeOf({ which }: Names, oversize: string | null): string {
  return which === 'only' ? 'CONTINUE' : (oversize ?? 'CONTINUE');
}

/** In case a statement that finds no header takes that for an empty value. */
function withoutAny(
  vocabulary: Vocabulary,
  { scope, names, text }: Headers,
  named: readonly string[],
): Literal {
  if (!text.matchesEmpty) return FALSE;
  const there = named.map((name) => present(vocabulary, { kind: 'header', name }));
  const id = `${scope} ${JSON.stringify(names)} ${text.id}`;
  return and(vocabulary.circuit, not(any(vocabulary.circuit, there)), departure(vocabulary, ABSENT, id));
}

/** That the request has a header of these names. */
export function anyHeader(vocabulary: Vocabulary, names: Names): Literal {
  const named = [...vocabulary.named].filter((name) => looksAt(names, name));
  const there = named.map((name) => present(vocabulary, { kind: 'header', name }));
  const meaning = { kind: 'other', scope: 'VALUE', automaton: constantly(true) } as const;
  const other = names.which === 'only' ? FALSE : atom(vocabulary, 'other at all', meaning);
  return any(vocabulary.circuit, [...there, other]);
}

/** That a header of these names has such a value. */
export function fullHeader(vocabulary: Vocabulary, names: Names, full: Asked): Literal {
  const { circuit } = vocabulary;
  const named = [...vocabulary.named].filter((name) => looksAt(names, name));
  const each = named.map((name) => {
    const field = { kind: 'header', name } as const;
    return and(circuit, present(vocabulary, field), textAtom(vocabulary, field, full));
  });
  const meaning = { kind: 'other', scope: 'VALUE', automaton: full.automaton } as const;
  const other = names.which === 'only' ? FALSE : atom(vocabulary, `other ${full.id}`, meaning);
  return any(circuit, [...each, other]);
}

function looksAt(names: Names, name: string): boolean {
  return names.which === 'all' || names.of.includes(name) === (names.which === 'only');
}

function matchNamed(vocabulary: Vocabulary, { scope, text }: Headers, name: string): Literal {
  const { circuit } = vocabulary;
  const field = { kind: 'header', name } as const;
  const value = scope === 'KEY' ? FALSE : asSent(vocabulary, { ...text, field });
  const key = scope === 'VALUE' ? FALSE : matchKey(vocabulary, text, name);
  return and(circuit, present(vocabulary, field), or(circuit, value, key));
}

/** Names are shown, and sent over HTTP/2, in lower case; a proof holds with other letters too. */
function matchKey(vocabulary: Vocabulary, text: Text, name: string): Literal {
  const [lower, upper] = [name, name.toUpperCase()].map((each) => answerTo(text, each));
  const id = `key ${name} ${text.id}`;
  const anything = () =>
    fresh(vocabulary, `how a statement reads the name of header ${name} is not known`, id);
  if (lower === undefined) return anything();
  const answer = lower ? TRUE : FALSE;
  if (lower === upper) return answer;
  const isOther = oddity(vocabulary, 'names of headers are in lower case', `case of ${name}`);
  return choose(vocabulary.circuit, isOther, anything(), answer);
}

function answerTo({ automaton, beyond }: Text, name: string): boolean | undefined {
  if (beyond === null || !reads(beyond.automaton, name)) return reads(automaton, name);
  const { computed } = beyond;
  if (computed === null || !reads(computed.isKnown.automaton, name)) return undefined;
  return reads(computed.answer.automaton, name);
}

function withoutKnown(beyond: Automaton, isKnown: Automaton): Automaton {
  const isOpen = (value: string) => reads(beyond, value) && !reads(isKnown, value);
  const weight = (beyond.weight ?? 1) + (isKnown.weight ?? 1);
  return opaqueAutomaton(isOpen, isKnown.samples ?? [], weight);
}

/** Of headers that nothing names there may be any number. */
function matchOthers(vocabulary: Vocabulary, { names, scope, text }: Headers): Literal {
  if (names.which === 'only') return FALSE;
  const { automaton, beyond, id } = text;
  const other = (automatonOf: Automaton, key: string) => {
    const field = { kind: 'header', name: '' } as const;
    if (constantOf(vocabulary, field, automatonOf) === FALSE) return FALSE;
    return atom(vocabulary, `other ${scope} ${key}`, { kind: 'other', scope, automaton: automatonOf });
  };
  if (beyond === null) return other(automaton, id);
  const { circuit } = vocabulary;
  const { computed } = beyond;
  const exact = other(paired(automaton, beyond.automaton, isDifference), `exact ${id}`);
  const answered = computed === null ? FALSE : other(computed.answer.automaton, computed.answer.id);
  const unanswered =
    computed === null
      ? other(beyond.automaton, beyond.id)
      : other(withoutKnown(beyond.automaton, computed.isKnown.automaton), `open ${id}`);
  const anything = fresh(vocabulary, beyond.unknown, `other ${scope} ${id}`);
  return any(circuit, [exact, answered, and(circuit, unanswered, anything)]);
}
