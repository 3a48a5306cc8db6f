import { within } from '../budget.ts';
import type { Request } from '../model.ts';
import { and, evaluate, type Literal, signed, substitute, TRUE } from '../walk/circuit.ts';
import type { Atom, Vocabulary } from '../walk/vocabulary.ts';
import { type Decision, decideOnce } from './decide.ts';
import { observe } from './observe.ts';

/**
 * Whether some request makes the formula true: one that does so even where AWS departs from what it documents, if there
 * is one.
 */
export function decide(vocabulary: Vocabulary, formula: Literal): Decision {
  const decision = decideOnce(vocabulary, formula);
  if (decision.kind !== 'request' || isRobust(vocabulary, formula, decision.request)) return decision;
  const { budget } = vocabulary;
  return within(budget, budget.steps / 2, () => decideDespite(vocabulary, formula)) ?? decision;
}

/** A request that makes it true whether or not AWS departs from what it documents, or null. */
function decideDespite(vocabulary: Vocabulary, formula: Literal): Decision | null {
  const { circuit, atoms } = vocabulary;
  const departures = [...atoms].filter(([, atom]) => isOpen(atom));
  const departed = substitute(circuit, formula, new Map(departures.map(([node]) => [node, TRUE])));
  const other = decideOnce(vocabulary, and(circuit, formula, departed));
  return other.kind === 'request' && isRobust(vocabulary, formula, other.request) ? other : null;
}

type Departure = Extract<Atom, { readonly kind: 'departure' }>;

function isOpen(atom: Atom | undefined): atom is Departure {
  return atom?.kind === 'departure' && !atom.isShown;
}

function isRobust(vocabulary: Vocabulary, formula: Literal, request: Request): boolean {
  return holdsDespite(vocabulary, formula, request, () => true);
}

/** What AWS documents that a request relies on to make the formula true. */
export function reliedOn(vocabulary: Vocabulary, formula: Literal, request: Request): readonly string[] {
  if (isRobust(vocabulary, formula, request)) return [];
  const departures = [...vocabulary.atoms].flatMap(([node, atom]) =>
    isOpen(atom) ? [{ node, from: atom.from }] : [],
  );
  const { budget } = vocabulary;
  const single =
    within(budget, budget.steps / 2, () =>
      departures.filter(({ node }) => !holdsDespite(vocabulary, formula, request, (each) => each === node)),
    ) ?? [];
  // Where no single one matters, several together do.
  return [...new Set((single.length > 0 ? single : departures).map(({ from }) => from))];
}

/** Whether a request makes it true whether or not AWS departs from what it documents in these ways. */
function holdsDespite(
  vocabulary: Vocabulary,
  formula: Literal,
  request: Request,
  departs: (node: number) => boolean,
): boolean {
  const { circuit, atoms } = vocabulary;
  const observed = observe(vocabulary, request);
  const values = evaluate(circuit, (node) =>
    isOpen(atoms.get(node)) && departs(node) ? undefined : observed(node),
  );
  return signed(values, formula) === true;
}
