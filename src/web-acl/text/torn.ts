import type { Budget } from '../budget.ts';
import { type Automaton, negated } from './automaton.ts';
import { isBoth, isEither, paired } from './pair.ts';
import { type Parts, somePart } from './parts.ts';

/**
 * Whether parts of these names give different answers: which of them AWS looks at is not documented. Of names that a
 * statement looks at whatever they are, it looks at each part; and a name is the same however often it is there.
 */
export function torn(parts: Parts, inner: Automaton, budget: Budget): Automaton | null {
  const { names, scope } = parts;
  if (names.which !== 'only' || scope === 'KEY') return null;
  const apart = names.of.length > MOST_NAMES ? [names.of] : names.of.map((name) => [name]);
  const other = negated(inner);
  return apart
    .map((of) => ({ ...parts, names: { ...names, of } }))
    .map((mine) =>
      paired(somePart(mine, inner, 'maybe', budget), somePart(mine, other, 'maybe', budget), isBoth),
    )
    .reduce((found, more) => paired(found, more, isEither));
}

/** Of more names than these a part of one may stand for that of another. */
const MOST_NAMES = 3;
