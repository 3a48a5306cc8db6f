import type { Asked, Beyond, Field, Need, Statement, Text } from '../acl.ts';
import { portion } from '../budget.ts';
import { type Automaton, sizeAutomaton } from '../text/automaton.ts';
import { findText } from '../text/find-text.ts';
import { and, choose, FALSE, type Literal, not, or, TRUE } from './circuit.ts';
import { anotherOf, isAnother, nameOfFirst, present } from './facts.ts';
import { emptyIsNone, handledBody, hasBody, matchBody } from './match-body.ts';
import { usualValues, valuesOf } from './values.ts';
import { atom, departure, fresh, hiddenHeader, oddity, SENT_PLAINLY, type Vocabulary } from './vocabulary.ts';

/**
 * What is absent does not match, AWS documents; in case it is taken for an empty value, a proof holds with that too.
 * Whether an empty query or body is absent is not documented.
 */
export function matchText(vocabulary: Vocabulary, statement: Text): Literal {
  const { circuit } = vocabulary;
  const { field, part, matchesEmpty, fallback } = statement;
  if (field.kind === 'body') return matchBody(vocabulary, statement, (cut) => found(vocabulary, cut));
  const value = withinLimits(vocabulary, statement, asSent(vocabulary, statement));
  const id = idOf(statement);
  if (field.kind === 'query' && part === null && matchesEmpty)
    return unlessEmpty(vocabulary, statement, value);
  if (fallback !== null) return choose(circuit, present(vocabulary, field), value, fallback ? TRUE : FALSE);
  // What holds such a part holds the value too.
  if (!matchesEmpty) return and(circuit, present(vocabulary, field), value);
  const there = unlessEmpty(vocabulary, statement, value);
  return choose(circuit, holds(vocabulary, statement), there, departure(vocabulary, ABSENT, id));
}

/** Not where there is nothing, nor, for AWS may take it for nothing, in what is empty. */
function unlessEmpty(vocabulary: Vocabulary, need: Need, value: Literal): Literal {
  const { circuit } = vocabulary;
  const isNone = need.field.kind === 'query' ? emptyIsNone : emptyHeader;
  const mayBe = or(circuit, sent(vocabulary, need), not(isNone(vocabulary, need.field.kind)));
  return and(circuit, value, and(circuit, holds(vocabulary, need), mayBe));
}

function emptyHeader(vocabulary: Vocabulary): Literal {
  return departure(vocabulary, 'an empty header is a header', 'empty header');
}

const idOf = ({ id, field }: Text): string => `${field.kind} ${field.name} ${id}`;

/**
 * What a statement finds, unless the header is there more than once, or not among the first 8 KB and 200 of all headers:
 * which value a statement looks at then is not documented, so that it may be any, and another for each.
 */
export function asSent(vocabulary: Vocabulary, statement: Text): Literal {
  const { field } = statement;
  const value = found(vocabulary, statement);
  if (field.kind !== 'header') return value;
  const { circuit } = vocabulary;
  const once = `header ${field.name} ${SENT_PLAINLY}`;
  const isOdd = or(
    circuit,
    oddity(vocabulary, once, `repeated ${field.name}`),
    hiddenHeader(vocabulary, field.name),
  );
  const other = found(vocabulary, { ...statement, field: anotherOf(field, statement.id) });
  return choose(circuit, isOdd, other, value);
}

/** Whether what the field holds is what is asked for, as far as it can be known. */
export function found(vocabulary: Vocabulary, { field, automaton, id, beyond }: Text): Literal {
  const exact = textAtom(vocabulary, field, { id, automaton });
  if (beyond === null) return exact;
  const { circuit } = vocabulary;
  const isBeyond = textAtom(vocabulary, field, beyond, 'odd');
  return choose(circuit, isBeyond, answerBeyond(vocabulary, field, beyond, id), exact);
}

function answerBeyond(vocabulary: Vocabulary, field: Field, beyond: Beyond, id: string): Literal {
  const { always, computed, unknown } = beyond;
  if (always !== null) return always ? TRUE : FALSE;
  const anything = fresh(vocabulary, unknown, `${field.kind} ${field.name} ${id}`);
  if (computed === null) return anything;
  const isKnown = textAtom(vocabulary, field, computed.isKnown, 'likely');
  const answer = textAtom(vocabulary, field, computed.answer, 'odd');
  return choose(vocabulary.circuit, isKnown, answer, anything);
}

/** What a statement on the cookies answers where there is more of them than AWS inspects. */
function withinLimits(vocabulary: Vocabulary, statement: Text, value: Literal): Literal {
  const { oversize } = statement;
  if (oversize === null) return value;
  return choose(
    vocabulary.circuit,
    manyCookies(vocabulary),
    handled(vocabulary, oversize, idOf(statement)),
    value,
  );
}

/** That there are more cookies than AWS inspects. */
export function manyCookies(vocabulary: Vocabulary): Literal {
  const tooMuch = atom(vocabulary, 'oversize cookies', { kind: 'oversize', of: 'cookies' });
  return and(vocabulary.circuit, tooMuch, present(vocabulary, { kind: 'header', name: 'cookie' }));
}

/** What is known of a statement that cannot see all it looks at. */
export function handled(vocabulary: Vocabulary, oversize: string, id: string): Literal {
  if (oversize === 'MATCH') return TRUE;
  if (oversize === 'NO_MATCH') return FALSE;
  return fresh(vocabulary, 'what lies beyond what AWS inspects is not known', `oversize ${id}`);
}

/** Whether the request holds what a statement or a rate rule's key looks at. */
export function holds(vocabulary: Vocabulary, { field, part }: Need): Literal {
  const there = present(vocabulary, field);
  return part === null ? there : and(vocabulary.circuit, there, textAtom(vocabulary, field, part));
}

/** Whether a request has anything there that is not empty. */
function sent(vocabulary: Vocabulary, need: Need): Literal {
  const { field } = need;
  if (field.kind === 'body') return hasBody(vocabulary);
  const { circuit } = vocabulary;
  const isEmpty = textAtom(vocabulary, field, { id: 'empty', automaton: sizeAutomaton('EQ', 0) });
  return and(circuit, holds(vocabulary, need), not(isEmpty));
}

export const ABSENT = 'a statement does not match where what it looks at is absent';

export function matchUnknown(
  vocabulary: Vocabulary,
  { unknown, id, field, oversize = null }: Extract<Statement, { readonly kind: 'unknown' }>,
): Literal {
  const { circuit } = vocabulary;
  const may = fresh(vocabulary, unknown, id);
  if (field === undefined) return may;
  const value = and(
    circuit,
    may,
    or(circuit, sent(vocabulary, { field, part: null }), departure(vocabulary, ABSENT, id)),
  );
  return field.kind === 'body' ? handledBody(vocabulary, { oversize }, value, () => value) : value;
}

/** The input for a question about a field, or a constant where every value gives the same answer. */
export function textAtom(
  vocabulary: Vocabulary,
  field: Field,
  { id, automaton }: Asked,
  how: 'plain' | 'odd' | 'likely' = 'plain',
): Literal {
  const key = `text ${field.kind} ${field.name} ${id}`;
  const known = vocabulary.keys.get(key);
  if (known !== undefined) return known;
  const first = vocabulary.keys.get(`text ${field.kind} ${nameOfFirst(field)} ${id}`);
  const isTold = isAnother(field) && first !== undefined;
  const constant = isTold ? constantIn(first) : constantOf(vocabulary, field, automaton);
  if (constant === null) {
    const meaning = { isOdd: how !== 'plain', isLikely: how === 'likely' };
    return atom(vocabulary, key, { kind: 'text', field, automaton, ...meaning });
  }
  vocabulary.keys.set(key, constant);
  return constant;
}

const constantIn = (literal: Literal): Literal | null =>
  literal === TRUE || literal === FALSE ? literal : null;

/** Enough for most: what is not known to be always so is decided with all else. */
const MOST_STEPS = 80_000;

/** The answer to all values there can be, or null. */
export function constantOf({ simplifying }: Vocabulary, field: Field, automaton: Automaton): Literal | null {
  const can = (wanted: boolean) =>
    findText([valuesOf(field), { automaton, wanted }], usualValues(field), portion(simplifying, MOST_STEPS))
      .kind !== 'none';
  if (!can(true)) return FALSE;
  return can(false) ? null : TRUE;
}
