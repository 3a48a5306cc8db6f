import type { Field, Forwarded, Statement, Text } from './acl.ts';
import { all, and, any, choose, FALSE, type Literal, not, or, TRUE } from './circuit.ts';
import { malformedIn, matchCountry, present, presentIn } from './facts.ts';
import { type LabelSource, labelled } from './labels.ts';
import { matchIpSet } from './match-address.ts';
import { type TextAtom, textAtom } from './match-text.ts';
import { compare, sizeAutomaton } from './text/automaton.ts';
import { atom, choice, chosen, departure, fresh, INSPECTED, type Vocabulary } from './vocabulary.ts';

/** When a statement matches. One about a forwarded header that is absent does not. */
export function match(vocabulary: Vocabulary, statement: Statement, labels: readonly LabelSource[]): Literal {
  const { circuit } = vocabulary;
  const each = (of: readonly Statement[]) => of.map((one) => match(vocabulary, one, labels));
  switch (statement.kind) {
    case 'and':
      return all(circuit, each(statement.of));
    case 'or':
      return any(circuit, each(statement.of));
    case 'not':
      return not(match(vocabulary, statement.of, labels));
    case 'label':
      return labelled(vocabulary, statement, labels);
    default:
      return matchLeaf(vocabulary, statement);
  }
}

function matchLeaf(vocabulary: Vocabulary, statement: Statement): Literal {
  switch (statement.kind) {
    case 'geo':
      return unlessMalformed(vocabulary, statement.forwarded, matchCountry(vocabulary, statement));
    case 'asn':
      return unlessMalformed(vocabulary, statement.forwarded, matchAsn(vocabulary, statement));
    case 'ip-set':
      return matchIpSet(vocabulary, statement);
    case 'text':
      return matchText(vocabulary, statement);
    case 'body-size':
      return matchBodySize(vocabulary, statement);
    case 'opaque':
      return atom(vocabulary, statement.id, {
        kind: 'opaque',
        rules: vocabulary.secrets.get(statement.id) ?? [statement.rule],
      });
    case 'unknown':
      return matchUnknown(vocabulary, statement);
    default:
      throw new Error(`a ${statement.kind} statement cannot be nested`);
  }
}

function matchAsn(
  vocabulary: Vocabulary,
  { numbers, forwarded }: { readonly numbers: readonly number[]; readonly forwarded: Forwarded | null },
): Literal {
  const values = choice(vocabulary, `asn ${forwarded?.header ?? 'peer'}`, vocabulary.asns.length);
  return chosen(vocabulary, values, (index) => numbers.includes(vocabulary.asns[index] ?? 0));
}

function unlessMalformed(vocabulary: Vocabulary, forwarded: Forwarded | null, matches: Literal): Literal {
  if (forwarded === null) return matches;
  const { circuit } = vocabulary;
  const malformed = malformedIn(vocabulary, forwarded.header, 'FIRST');
  const fallback = forwarded.malformedMatches ? TRUE : FALSE;
  return and(circuit, presentIn(vocabulary, forwarded.header), choose(circuit, malformed, fallback, matches));
}

/**
 * What is absent does not match, AWS documents; in case it is taken for an empty value, a proof holds with that too.
 * Whether an empty query or body is absent is not documented.
 */
function matchText(vocabulary: Vocabulary, statement: Text): Literal {
  const { circuit } = vocabulary;
  const { field, beyond } = statement;
  const exact = textAtom(vocabulary, field, statement);
  const value =
    beyond === null
      ? exact
      : choose(
          circuit,
          textAtom(vocabulary, field, beyond),
          beyond.always === null ? fresh(vocabulary, beyond.unknown, statement.id) : constant(beyond.always),
          exact,
        );
  if (field.kind === 'body') return matchBody(vocabulary, statement, value);
  const isDoubtful = matchesEmpty(statement) || matchesEmpty(beyond);
  if (field.kind === 'query' && isDoubtful)
    return choose(circuit, sent(vocabulary, field), value, unsure(vocabulary, statement));
  const without = isDoubtful ? departure(vocabulary, ABSENT, statement.id) : FALSE;
  return choose(circuit, present(vocabulary, field), value, without);
}

const constant = (value: boolean): Literal => (value ? TRUE : FALSE);

const ABSENT = 'a statement does not match where what it looks at is absent';

/** Whether a request has the component at all. */
function sent(vocabulary: Vocabulary, field: Field): Literal {
  if (field.kind === 'body')
    return chosen(vocabulary, bodySize(vocabulary), (at) => vocabulary.bodySizes[at] !== 0);
  if (field.kind !== 'query') return present(vocabulary, field);
  const none = textAtom(vocabulary, field, { id: 'empty query', automaton: sizeAutomaton('EQ', 0) });
  return not(none);
}

function matchUnknown(
  vocabulary: Vocabulary,
  { unknown, id, field }: Extract<Statement, { readonly kind: 'unknown' }>,
): Literal {
  const { circuit } = vocabulary;
  const may = fresh(vocabulary, unknown, id);
  if (field === undefined) return may;
  return and(circuit, may, or(circuit, sent(vocabulary, field), departure(vocabulary, ABSENT, id)));
}

function matchesEmpty(read: TextAtom | null): boolean {
  return read?.automaton.accepts(read.automaton.start) ?? false;
}

function matchBody(vocabulary: Vocabulary, statement: Text, value: Literal): Literal {
  const { circuit } = vocabulary;
  const isDoubtful = matchesEmpty(statement) || matchesEmpty(statement.beyond);
  const isPlain = isDoubtful ? sent(vocabulary, statement.field) : TRUE;
  const isUnsure = or(circuit, oversized(vocabulary), not(isPlain));
  return choose(circuit, isUnsure, unsure(vocabulary, statement), value);
}

function unsure(vocabulary: Vocabulary, { id, field }: Text): Literal {
  const why =
    field.kind === 'body'
      ? 'how an empty or oversized body matches'
      : `whether an absent ${field.kind} matches`;
  return fresh(vocabulary, `${why} is not documented`, `unsure ${id}`);
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

function matchBodySize(
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
