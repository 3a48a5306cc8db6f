import { type Automaton, negated } from './automaton.ts';
import { isBoth, paired } from './pair.ts';
import { type Parts, somePart } from './parts.ts';

/**
 * Whether parts of these names give different answers: which of them AWS looks at is not documented. Of names that a
 * statement looks at whatever they are, it looks at each part; and a name is the same however often it is there.
 */
export function torn(parts: Parts, inner: Automaton): Automaton | null {
  if (parts.names.which !== 'only' || parts.scope === 'KEY') return null;
  const [some, other] = [inner, negated(inner)].map((each) => somePart(parts, each, 'maybe'));
  return paired(some as Automaton, other as Automaton, isBoth);
}
