import type { Statement, Text } from '../acl.ts';
import { type Automaton, compare, perCharacter, reads } from '../text/automaton.ts';
import { opaqueAutomaton } from '../text/through.ts';
import { and, any, choose, FALSE, type Literal, not, or, TRUE } from './circuit.ts';
import { choice, chosen, departure, fresh, type Vocabulary } from './vocabulary.ts';

type BodySize = Extract<Statement, { readonly kind: 'body-size' }>;

/** What is found in a body, unless there is none; of one that is too long AWS looks at the beginning, or at nothing. */
export function matchBody(
  vocabulary: Vocabulary,
  statement: Text,
  find: (statement: Text) => Literal,
): Literal {
  const { circuit } = vocabulary;
  const inspected = handledBody(vocabulary, statement, find(statement), (limit) =>
    find(cutOff(statement, limit)),
  );
  if (!statement.matchesEmpty) return inspected;
  return and(circuit, inspected, or(circuit, hasBody(vocabulary), not(emptyIsNone(vocabulary, 'body'))));
}

/**
 * What a statement answers where a body is longer than AWS inspects:
 * https://docs.aws.amazon.com/waf/latest/developerguide/waf-oversize-request-components.html
 */
export function handledBody(
  vocabulary: Vocabulary,
  { oversize }: { readonly oversize: string | null },
  value: Literal,
  beginning: (limit: number) => Literal,
): Literal {
  const { circuit } = vocabulary;
  const answer = (limit: number) =>
    oversize === 'MATCH' ? TRUE : oversize === 'NO_MATCH' ? FALSE : beginning(limit);
  return worlds(vocabulary).reduceRight<Literal>((otherwise, { limit, isIt }) => {
    const isTooMuch = larger(vocabulary, limit);
    const here = isTooMuch === FALSE ? value : choose(circuit, isTooMuch, answer(limit), value);
    return choose(circuit, isIt, here, otherwise);
  }, value);
}

/** The same question about so many bytes of a value, which only a whole value can be asked. */
function cutOff(statement: Text, limit: number): Text {
  const cut = (automaton: Automaton) =>
    opaqueAutomaton(
      (value) => reads(automaton, value.slice(0, limit)),
      automaton.samples ?? [],
      perCharacter(automaton),
    );
  const { automaton, beyond } = statement;
  const at = `first ${limit} of`;
  return {
    ...statement,
    id: `${at} ${statement.id}`,
    automaton: cut(automaton),
    beyond: beyond && {
      ...beyond,
      id: `${at} ${beyond.id}`,
      automaton: cut(beyond.automaton),
      computed: beyond.computed && {
        isKnown: {
          id: `${at} ${beyond.computed.isKnown.id}`,
          automaton: cut(beyond.computed.isKnown.automaton),
        },
        answer: {
          id: `${at} ${beyond.computed.answer.id}`,
          automaton: cut(beyond.computed.answer.automaton),
        },
      },
    },
  };
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
  /** Whether this is the limit, if none before it is. */
  readonly isIt: Literal;
  readonly limit: number;
}

/** One limit holds for all statements; which, a web ACL tells only in part. */
function worlds(vocabulary: Vocabulary): readonly World[] {
  const { surely, perhaps } = vocabulary.bodyLimits;
  const [first = 8192, ...others] = surely;
  const why = 'how much of a body is inspected depends on what the web ACL stands before';
  const documented = `the web ACL stands before what AWS WAF inspects ${first} bytes of a body for`;
  return [
    ...others.map((limit) => ({ limit, isIt: fresh(vocabulary, why, `inspected ${limit}`) })),
    ...perhaps.map((limit) => ({ limit, isIt: departure(vocabulary, documented, `inspected ${limit}`) })),
    { limit: first, isIt: TRUE },
  ];
}

/** AWS says of the size too that no more is inspected, and that a larger body can be blocked by it. */
const INSPECTED_ONLY = 'whether all of a body compares, or what is inspected of it, is not documented';

export function matchBodySize(vocabulary: Vocabulary, statement: BodySize): Literal {
  const { circuit, bodySizes } = vocabulary;
  const sizes = bodySize(vocabulary);
  const { operator, size, oversize } = statement;
  const whole = chosen(vocabulary, sizes, (index) => {
    const actual = bodySizes[index] ?? 0;
    return actual > 0 && compare(actual, operator, size);
  });
  const isEmpty = chosen(vocabulary, sizes, (index) => bodySizes[index] === 0);
  const empty = compare(0, operator, size) ? not(emptyIsNone(vocabulary, 'body')) : FALSE;
  const cut = (limit: number) =>
    choose(
      circuit,
      fresh(vocabulary, INSPECTED_ONLY, 'whole bodies compare'),
      whole,
      compare(limit, operator, size) ? TRUE : FALSE,
    );
  return any(circuit, [
    and(circuit, not(isEmpty), handledBody(vocabulary, { oversize }, whole, cut)),
    and(circuit, isEmpty, empty),
  ]);
}
