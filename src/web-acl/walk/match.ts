import type { Forwarded, Statement } from '../acl.ts';
import { all, and, any, choose, FALSE, type Literal, not, TRUE } from './circuit.ts';
import { malformedIn, matchCountry, presentIn } from './facts.ts';
import { type LabelSource, labelled } from './labels.ts';
import { matchIpSet } from './match-address.ts';
import { matchBodySize } from './match-body.ts';
import { matchHeaders } from './match-headers.ts';
import { matchSecret } from './match-secret.ts';
import { matchText, matchUnknown } from './match-text.ts';
import { choice, chosen, type Vocabulary } from './vocabulary.ts';

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
    case 'headers':
      return matchHeaders(vocabulary, statement);
    case 'body-size':
      return matchBodySize(vocabulary, statement);
    case 'opaque':
      return matchSecret(vocabulary, statement);
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
  const named = new Set(numbers);
  const values = choice(vocabulary, `asn ${forwarded?.header ?? 'peer'}`, vocabulary.asns.length);
  return chosen(vocabulary, values, (index) => named.has(vocabulary.asns[index] ?? 0));
}

function unlessMalformed(vocabulary: Vocabulary, forwarded: Forwarded | null, matches: Literal): Literal {
  if (forwarded === null) return matches;
  const { circuit } = vocabulary;
  const malformed = malformedIn(vocabulary, forwarded.header, 'FIRST');
  const fallback = forwarded.malformedMatches ? TRUE : FALSE;
  return and(circuit, presentIn(vocabulary, forwarded.header), choose(circuit, malformed, fallback, matches));
}
