import type { Asked, Need, Statement } from '../acl.ts';
import type { Names } from '../text/parts.ts';
import { all, and, choose, FALSE, type Literal, or, TRUE } from './circuit.ts';
import { present } from './facts.ts';
import { handledBody, hasBody } from './match-body.ts';
import { anyHeader, fullHeader, manyHeaders } from './match-headers.ts';
import { handled, holds, manyCookies, textAtom } from './match-text.ts';
import { atom, departure, fresh, type Vocabulary } from './vocabulary.ts';

type Secret = Extract<Statement, { readonly kind: 'opaque' }>;

/** An attack that only AWS recognises; in what is not there it recognises none. */
export function matchSecret(vocabulary: Vocabulary, statement: Secret): Literal {
  const { id, rule, need } = statement;
  const secret = atom(vocabulary, id, { kind: 'opaque', rules: vocabulary.secrets.get(id) ?? [rule] });
  if (need === null) return secret;
  return 'which' in need
    ? inHeaders(vocabulary, statement, need, secret)
    : inField(vocabulary, statement, need, secret);
}

function inHeaders(
  vocabulary: Vocabulary,
  { id, full, oversize }: Secret,
  names: Names,
  secret: Literal,
): Literal {
  const { circuit } = vocabulary;
  const there = anyHeader(vocabulary, names);
  const isFull = full === null ? there : fullHeader(vocabulary, names, full);
  const value = all(circuit, [secret, there, unlessOdd(vocabulary, isFull, id)]);
  const beginning = and(circuit, secret, unlessOdd(vocabulary, isFull, id));
  const beyond = beyondLimit(vocabulary, oversize, id, beginning);
  const why = 'whether headers that a statement does not name are too many for it is not documented';
  const many =
    names.which === 'only' ? choose(circuit, fresh(vocabulary, why, why), beyond, beginning) : beyond;
  return choose(circuit, manyHeaders(vocabulary), many, value);
}

function inField(
  vocabulary: Vocabulary,
  { id, full, oversize, fallback }: Secret,
  need: Need,
  secret: Literal,
): Literal {
  const { circuit } = vocabulary;
  const isFull = holdsFull(vocabulary, need, full);
  const value = all(circuit, [secret, holds(vocabulary, need), unlessOdd(vocabulary, isFull, id)]);
  if (fallback !== null)
    return choose(circuit, present(vocabulary, need.field), value, fallback ? TRUE : FALSE);
  if (oversize === null) return value;
  if (need.field.kind === 'body') return handledBody(vocabulary, { oversize }, value, () => value);
  const beginning = and(circuit, secret, unlessOdd(vocabulary, isFull, id));
  return choose(circuit, manyCookies(vocabulary), beyondLimit(vocabulary, oversize, id, beginning), value);
}

/** What lies beyond what AWS inspects is no part of the secret. */
function beyondLimit(
  vocabulary: Vocabulary,
  oversize: string | null,
  id: string,
  beginning: Literal,
): Literal {
  const handling = oversize ?? 'CONTINUE';
  return handling === 'CONTINUE' ? beginning : handled(vocabulary, handling, id);
}

/**
 * No witness has an attack in what is empty. That AWS may or may not take it for none must not become a choice here:
 * what is let through as an attack in one case, and for being none in the other, would seem to be let through.
 */
function unlessOdd(vocabulary: Vocabulary, isFull: Literal, id: string): Literal {
  const plainly = 'no attack is found in what is empty';
  return or(vocabulary.circuit, isFull, departure(vocabulary, plainly, `full ${id}`));
}

/** Whether a statement surely has something to look at that is not empty. */
function holdsFull(vocabulary: Vocabulary, { field }: Need, full: Asked | null): Literal {
  if (field.kind === 'body') return hasBody(vocabulary);
  const there = present(vocabulary, field);
  return full === null ? there : and(vocabulary.circuit, there, textAtom(vocabulary, field, full));
}
