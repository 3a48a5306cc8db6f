import type { Statement, Text } from '../acl.ts';
import { compare } from '../text/automaton.ts';
import { and, any, choose, FALSE, type Literal, not, or, TRUE } from './circuit.ts';
import { choice, chosen, fresh, type Vocabulary } from './vocabulary.ts';

type BodySize = Extract<Statement, { readonly kind: 'body-size' }>;

/** What is found in a body, unless there is none, or too much for AWS to inspect. */
export function matchBody(vocabulary: Vocabulary, statement: Text, value: Literal): Literal {
  const { circuit } = vocabulary;
  const why = 'how an oversized body matches is not documented';
  const isTooMuch = any(
    circuit,
    worlds(vocabulary).map(({ limit, holds }) => and(circuit, holds, larger(vocabulary, limit))),
  );
  const inspected = choose(
    circuit,
    isTooMuch,
    fresh(vocabulary, why, `oversized body ${statement.id}`),
    value,
  );
  if (!statement.matchesEmpty) return inspected;
  return and(circuit, inspected, or(circuit, hasBody(vocabulary), not(emptyIsNone(vocabulary, 'body'))));
}

/** That AWS takes an empty body or query for none, where a statement does not match. */
export function emptyIsNone(vocabulary: Vocabulary, kind: string): Literal {
  const why = `how an empty ${kind} matches or compares is not documented`;
  return fresh(vocabulary, why, `empty ${kind}`);
}

export function hasBody(vocabulary: Vocabulary): Literal {
  return larger(vocabulary, 0);
}

function bodySize(vocabulary: Vocabulary): readonly Literal[] {
  return choice(vocabulary, 'body-size', vocabulary.bodySizes.length);
}

function larger(vocabulary: Vocabulary, limit: number): Literal {
  const { bodySizes } = vocabulary;
  if (bodySizes.every((size) => size <= limit)) return FALSE;
  return chosen(vocabulary, bodySize(vocabulary), (index) => (bodySizes[index] ?? 0) > limit);
}

interface World {
  readonly holds: Literal;
  readonly limit: number;
}

/** How much of a body a web ACL may have AWS inspect, in bytes; a size may also be compared whole. */
const LIMITS = [8192, 16_384, 32_768, 49_152, 65_536, Number.POSITIVE_INFINITY] as const;

/** One limit holds for all statements, but a web ACL does not show which. */
function worlds(vocabulary: Vocabulary): readonly World[] {
  const { circuit } = vocabulary;
  const why = `how a body of over ${LIMITS[0]} bytes compares depends on what the web ACL inspects`;
  let open: Literal = TRUE;
  return LIMITS.map((limit) => {
    const isIt = Number.isFinite(limit) ? fresh(vocabulary, why, `inspected ${limit}`) : TRUE;
    const holds = and(circuit, open, isIt);
    open = and(circuit, open, not(isIt));
    return { limit, holds };
  });
}

export function matchBodySize(vocabulary: Vocabulary, statement: BodySize): Literal {
  const { circuit, bodySizes } = vocabulary;
  const sizes = bodySize(vocabulary);
  const { operator, size } = statement;
  const isPlain = (index: number) => {
    const actual = bodySizes[index] ?? 0;
    return actual > 0 && actual <= LIMITS[0] && compare(actual, operator, size);
  };
  const empty = compare(0, operator, size) ? not(emptyIsNone(vocabulary, 'body')) : FALSE;
  const large = worlds(vocabulary).map(({ limit, holds }) => {
    const is = (index: number) => answersLarge(bodySizes[index] ?? 0, limit, statement);
    return and(circuit, holds, chosen(vocabulary, sizes, is));
  });
  return any(circuit, [
    chosen(vocabulary, sizes, isPlain),
    and(
      circuit,
      chosen(vocabulary, sizes, (index) => bodySizes[index] === 0),
      empty,
    ),
    ...large,
  ]);
}

function answersLarge(actual: number, limit: number, { operator, size, oversize }: BodySize): boolean {
  if (actual <= LIMITS[0]) return false;
  if (actual <= limit) return compare(actual, operator, size);
  if (oversize === 'CONTINUE') return compare(limit, operator, size);
  return oversize === 'MATCH';
}
