import type { Statement } from '../acl.ts';
import { spend } from '../budget.ts';
import { and, any, choose, FALSE, type Literal, not, or, TRUE } from './circuit.ts';
import { malformedIn, presentIn } from './facts.ts';
import { atom, choice, chosen, fresh, type Vocabulary } from './vocabulary.ts';

type IpSetStatement = Extract<Statement, { readonly kind: 'ip-set' }>;

export function matchIpSet(vocabulary: Vocabulary, { set, forwarded }: IpSetStatement): Literal {
  if (forwarded === null) return inSet(vocabulary, set, 'peer', 'FIRST');
  const { circuit } = vocabulary;
  const { header, position, malformedMatches } = forwarded;
  const fallback = malformedMatches ? TRUE : FALSE;
  const first = malformedIn(vocabulary, header, 'FIRST');
  const last = malformedIn(vocabulary, header, 'LAST');
  const inside = choose(
    circuit,
    position === 'LAST' ? last : first,
    fallback,
    inSet(vocabulary, set, header, position),
  );
  const isMixed = or(circuit, and(circuit, first, not(last)), and(circuit, last, not(first)));
  const why = `whether a partly malformed header ${header} is in IP set ${set} is not documented`;
  const doubt = position === 'ANY' && isMixed !== FALSE ? fresh(vocabulary, why) : FALSE;
  const hit = position === 'ANY' ? choose(circuit, isMixed, doubt, inside) : inside;
  return and(circuit, presentIn(vocabulary, header), hit);
}

/** Whether the address of the peer, or the one at this position of a header, is in the set. */
function inSet(
  vocabulary: Vocabulary,
  set: string,
  whose: string,
  position: 'FIRST' | 'LAST' | 'ANY',
): Literal {
  if (isExempt(vocabulary, set, whose, position)) return FALSE;
  const which = vocabulary.sets.get(set);
  if (which === undefined) {
    const why = `IP set ${set} could not be read`;
    return fresh(vocabulary, why, `ip set ${set} ${whose} ${position}`);
  }
  // Each of thousands of classes is looked up.
  spend(vocabulary.budget, 3 * vocabulary.addresses.length);
  const isIn = (index: number) => vocabulary.addresses[index]?.inside.has(which) ?? false;
  if (position !== 'ANY') return chosen(vocabulary, addressOf(vocabulary, whose, position), isIn);
  const { circuit } = vocabulary;
  const between = [...vocabulary.addresses.keys()]
    .filter(isIn)
    .map((index) => atom(vocabulary, `between ${whose} ${index}`, { kind: 'between', header: whose, index }));
  // The first address is not among the ten that AWS inspects when a client sends more.
  const ends = vocabulary.trustedProxy ? (['FIRST', 'LAST'] as const) : (['LAST'] as const);
  const atEnds = ends.map((end) => chosen(vocabulary, addressOf(vocabulary, whose, end), isIn));
  return any(circuit, [...atEnds, ...between]);
}

/** The policy exempts the client's own address: the peer's, or the one an honest proxy forwards first. */
function isExempt(vocabulary: Vocabulary, set: string, whose: string, position: string): boolean {
  if (!vocabulary.exempt.has(set)) return false;
  return vocabulary.trustedProxy ? whose !== 'peer' && position === 'FIRST' : whose === 'peer';
}

export function addressOf(
  vocabulary: Vocabulary,
  whose: string,
  position: 'FIRST' | 'LAST',
): readonly Literal[] {
  const isClient = vocabulary.trustedProxy && whose !== 'peer' && position === 'FIRST';
  const variable = isClient ? 'address client' : `address ${position} ${whose}`;
  return choice(vocabulary, variable, vocabulary.addresses.length);
}

/** That the client is in none of the sets the policy exempts. */
export function notExempt(vocabulary: Vocabulary): Literal {
  const values = addressOf(vocabulary, vocabulary.trustedProxy ? 'forwarded' : 'peer', 'FIRST');
  const sets = [...vocabulary.exempt].flatMap((set) => vocabulary.sets.get(set) ?? []);
  return chosen(
    vocabulary,
    values,
    (index) => !sets.some((set) => vocabulary.addresses[index]?.inside.has(set)),
  );
}
