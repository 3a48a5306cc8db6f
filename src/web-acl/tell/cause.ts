import { type Allowance, allow, type Budget, isSpent, spend } from '../budget.ts';
import { both, cone, isInput, type Literal, signed, type Truth } from '../walk/circuit.ts';
import { type Change, changesOf, chosenAs, type Seen } from './change.ts';

/** What may be spent on finding words; the rest is for what is done with them. */
const MOST_STEPS = 4_000_000;

export function newEffort(budget: Budget): Allowance {
  return allow(budget, Math.min(MOST_STEPS, (3 / 4) * (budget.steps - budget.least)));
}

/** The changes of one thing about a request with which a formula has another value than now. */
export function* causesOf(
  seen: Seen,
  literal: Literal,
  wanted: boolean,
  effort: Allowance,
): Iterable<Change> {
  if (isSpent(effort)) return;
  const { circuit } = seen.vocabulary;
  const nodes = cone(circuit, [literal]);
  const inputs = nodes.filter((node) => isInput(circuit, node));
  for (const change of changesOf(seen, inputs)) {
    if (isSpent(effort)) return;
    if (valueWith(seen, nodes, literal, change.inputs) === wanted) yield change;
  }
}

/** Whether a formula is about the client's country: from another one, and with this change, it is not so. */
export function isAboutCountry(
  seen: Seen,
  literal: Literal,
  change: ReadonlyMap<number, boolean>,
  effort: Allowance,
): boolean {
  if (isSpent(effort)) return false;
  const { vocabulary } = seen;
  const nodes = cone(vocabulary.circuit, [literal]);
  const variables = [...vocabulary.choices.keys()].filter((variable) => variable.startsWith('country '));
  return [...vocabulary.countries.keys()].some((index) => {
    if (isSpent(effort)) return false;
    const elsewhere = new Map(change);
    for (const variable of variables)
      for (const [input, value] of chosenAs(vocabulary, variable, index)) elsewhere.set(input, value);
    return valueWith(seen, nodes, literal, elsewhere) === false;
  });
}

function valueWith(
  { vocabulary: { circuit }, values }: Seen,
  nodes: readonly number[],
  literal: Literal,
  change: ReadonlyMap<number, boolean>,
): Truth {
  spend(circuit.budget, nodes.length);
  const known: Truth[] = [true];
  for (const node of nodes) {
    known[node] = isInput(circuit, node)
      ? (change.get(node) ?? values[node])
      : both(signed(known, circuit.left[node] ?? 0), signed(known, circuit.right[node] ?? 0));
  }
  return signed(known, literal);
}
