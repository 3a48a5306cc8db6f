import type { Headers, Text } from './acl.ts';
import { and, any, FALSE, type Literal, not, or, TRUE } from './circuit.ts';
import { present } from './facts.ts';
import { ABSENT, constantOf, found, withinLimits } from './match-text.ts';
import { type Automaton, reads } from './text/automaton.ts';
import { isDifference, paired } from './text/pair.ts';
import { opaqueAutomaton } from './text/through.ts';
import { usualValues, valuesOf } from './values.ts';
import { atom, departure, fresh, type Vocabulary } from './vocabulary.ts';

/** Whether some header matches: one that the web ACL names, or any other. */
export function matchHeaders(vocabulary: Vocabulary, statement: Headers): Literal {
  const { circuit } = vocabulary;
  const named = [...vocabulary.named].filter((name) => looksAt(statement, name));
  const each = named.map((name) => matchNamed(vocabulary, statement, name));
  const value = any(circuit, [
    ...each,
    matchOthers(vocabulary, statement),
    withoutAny(vocabulary, statement, named),
  ]);
  return withinLimits(vocabulary, statement.text, value);
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

function looksAt({ names }: Headers, name: string): boolean {
  return names.which === 'all' || names.of.includes(name) === (names.which === 'only');
}

function matchNamed(vocabulary: Vocabulary, { scope, text }: Headers, name: string): Literal {
  const { circuit } = vocabulary;
  const field = { kind: 'header', name } as const;
  const value = scope === 'KEY' ? FALSE : found(vocabulary, { ...text, field });
  const key = scope === 'VALUE' ? FALSE : matchKey(vocabulary, text, name);
  return and(circuit, present(vocabulary, field), or(circuit, value, key));
}

/** A client writes the names of its headers in upper or lower case. */
function matchKey(vocabulary: Vocabulary, { automaton, beyond, id }: Text, name: string): Literal {
  const answers = [name, name.toUpperCase()].map((each) =>
    beyond !== null && reads(beyond.automaton, each) ? undefined : reads(automaton, each),
  );
  if (answers[0] !== undefined && answers[0] === answers[1]) return answers[0] ? TRUE : FALSE;
  return fresh(
    vocabulary,
    `how a statement reads the name of header ${name} is not known`,
    `key ${name} ${id}`,
  );
}

function withoutKnown(beyond: Automaton, isKnown: Automaton): Automaton {
  const isOpen = (value: string) => reads(beyond, value) && !reads(isKnown, value);
  return opaqueAutomaton(isOpen, isKnown.samples ?? []);
}

/** Of headers that nothing names there may be any number. */
function matchOthers(vocabulary: Vocabulary, { names, scope, text }: Headers): Literal {
  if (names.which === 'only') return FALSE;
  const { automaton, beyond, id } = text;
  const other = (automatonOf: Automaton, key: string) => {
    const field = { kind: 'header', name: '' } as const;
    if (constantOf(valuesOf(field), automatonOf, usualValues(field)) === FALSE) return FALSE;
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
