import type { Statement, Text } from './acl.ts';
import { and, choose, FALSE, type Literal, not, or, TRUE } from './circuit.ts';
import { compare } from './text/automaton.ts';
import { choice, chosen, fresh, INSPECTED, type Vocabulary } from './vocabulary.ts';

/** What is found in a body, unless there is none, or too much for AWS to inspect. */
export function matchBody(vocabulary: Vocabulary, statement: Text, value: Literal): Literal {
  const { circuit } = vocabulary;
  const isPlain = statement.matchesEmpty ? hasBody(vocabulary) : TRUE;
  const isUnsure = or(circuit, oversized(vocabulary), not(isPlain));
  const why = 'how an empty or oversized body matches is not documented';
  return choose(circuit, isUnsure, fresh(vocabulary, why, `unsure body ${statement.id}`), value);
}

export function hasBody(vocabulary: Vocabulary): Literal {
  return chosen(vocabulary, bodySize(vocabulary), (at) => vocabulary.bodySizes[at] !== 0);
}

function bodySize(vocabulary: Vocabulary): readonly Literal[] {
  return choice(vocabulary, 'body-size', vocabulary.bodySizes.length);
}

function oversized(vocabulary: Vocabulary): Literal {
  return chosen(
    vocabulary,
    bodySize(vocabulary),
    (index) => (vocabulary.bodySizes[index] ?? 0) > INSPECTED.least,
  );
}

export function matchBodySize(
  vocabulary: Vocabulary,
  statement: Extract<Statement, { readonly kind: 'body-size' }>,
): Literal {
  const answers = vocabulary.bodySizes.map((size) => sizeAnswers(size, statement));
  const sizes = bodySize(vocabulary);
  const sure = chosen(vocabulary, sizes, (index) => !answers[index]?.has(false));
  const may = chosen(vocabulary, sizes, (index) => answers[index]?.size === 2);
  if (may === FALSE) return sure;
  const why = `how an empty body, or one over ${INSPECTED.least} bytes, compares is not documented`;
  const { operator, size, oversize } = statement;
  const doubt = fresh(vocabulary, why, `oversize ${operator} ${size} ${oversize}`);
  return or(vocabulary.circuit, sure, and(vocabulary.circuit, may, doubt));
}

/** All that AWS may answer, whatever inspection limit from 8 to 64 KB the web ACL has. */
function sizeAnswers(
  actual: number,
  { operator, size, oversize }: Extract<Statement, { readonly kind: 'body-size' }>,
): ReadonlySet<boolean> {
  const plain = compare(actual, operator, size);
  // An empty body may be none at all.
  if (actual === 0) return new Set([plain, false]);
  if (actual <= INSPECTED.least) return new Set([plain]);
  if (oversize === 'MATCH' || oversize === 'NO_MATCH') return new Set([plain, oversize === 'MATCH']);
  const truncated = [8192, 16_384, 32_768, 49_152, INSPECTED.most].map((limit) =>
    compare(Math.min(actual, limit), operator, size),
  );
  return new Set([plain, ...truncated]);
}
