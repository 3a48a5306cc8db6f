import { type Circuit, cone, isInput, type Literal, signed, type Truth } from '../walk/circuit.ts';
import type { Atom, Model, Vocabulary } from '../walk/vocabulary.ts';

/** What an input costs a request to be as the model says: plain things are cheap, what nobody knows is dear. */
const COSTS: Readonly<Record<Atom['kind'], number>> = {
  choice: 1,
  present: 1,
  token: 2,
  between: 2,
  malformed: 2,
  exceeded: 3,
  text: 3,
  other: 4,
  opaque: 6,
  oversize: 12,
  fresh: 40,
  departure: 100,
};
const ODD = 12;
const DEAREST = 1e9;

/**
 * The part of a model that makes the formulas true whatever the other inputs are: of a conjunction that is false one
 * false operand is enough, and the cheapest is taken. The fewer conditions, the plainer the request.
 */
export function justified(
  { circuit, atoms }: Vocabulary,
  formulas: readonly Literal[],
  values: readonly Truth[],
): Model {
  const nodes = cone(circuit, formulas);
  const costs = costsOf(circuit, atoms, nodes, values);
  const needed = new Set(formulas.map((formula) => formula >> 1));
  const model = new Map<number, boolean>();
  // A node comes after its operands, so that whoever needs it has said so before its turn.
  for (let at = nodes.length - 1; at >= 0; at -= 1) {
    const node = nodes[at] as number;
    if (!needed.has(node)) continue;
    const value = values[node];
    if (!isInput(circuit, node))
      for (const operand of operands(circuit, node, values, costs, needed)) needed.add(operand);
    else if (value !== undefined) model.set(node, value);
  }
  return new Map([...model].reverse());
}

function costsOf(
  circuit: Circuit,
  atoms: Vocabulary['atoms'],
  nodes: readonly number[],
  values: readonly Truth[],
): Float64Array {
  const costs = new Float64Array(circuit.left.length);
  for (const node of nodes) {
    const [left, right] = [circuit.left[node] ?? 0, circuit.right[node] ?? 0];
    if (isInput(circuit, node)) costs[node] = costOf(atoms.get(node));
    else if (values[node] !== false) costs[node] = Math.min(DEAREST, of(costs, left) + of(costs, right));
    else {
      const falsified = [left, right].filter((literal) => signed(values, literal) === false);
      costs[node] = Math.min(...falsified.map((literal) => of(costs, literal)));
    }
  }
  return costs;
}

const of = (costs: Float64Array, literal: Literal): number => costs[literal >> 1] ?? 0;

function costOf(atom: Atom | undefined): number {
  if (atom === undefined) return 0;
  return atom.kind === 'text' && atom.isOdd ? ODD : COSTS[atom.kind];
}

/** The operands that a node's value rests on. */
function operands(
  circuit: Circuit,
  node: number,
  values: readonly Truth[],
  costs: Float64Array,
  needed: ReadonlySet<number>,
): readonly number[] {
  const both = [circuit.left[node] ?? 0, circuit.right[node] ?? 0];
  if (values[node] !== false) return both.map((literal) => literal >> 1);
  const falsified = both
    .filter((literal) => signed(values, literal) === false)
    .map((literal) => literal >> 1);
  const cheapest = falsified.toSorted((a, b) => (costs[a] ?? 0) - (costs[b] ?? 0))[0];
  return falsified.some((operand) => needed.has(operand)) || cheapest === undefined ? [] : [cheapest];
}
