import { cone, isInput, type Literal, not } from '../walk/circuit.ts';
import type { Atom, Vocabulary } from '../walk/vocabulary.ts';
import { addDecision } from './order.ts';
import { addClause, declare, type Solver } from './sat.ts';

/** Tells the solver that a formula holds: three clauses a node, each node once. */
export function assertFormula(
  vocabulary: Vocabulary,
  solver: Solver,
  encoded: Set<number>,
  formula: Literal,
): void {
  const { circuit } = vocabulary;
  declare(solver, circuit.left.length);
  if (encoded.size === 0) addClause(solver, [0]);
  encoded.add(0);
  const added: number[] = [];
  for (const node of cone(circuit, [formula])) {
    if (encoded.has(node)) continue;
    encoded.add(node);
    if (isInput(circuit, node)) added.push(node);
    else encodeNode(solver, 2 * node, circuit.left[node] ?? 0, circuit.right[node] ?? 0);
  }
  added.sort((a, b) => rank(vocabulary.atoms.get(a)) - rank(vocabulary.atoms.get(b)) || a - b);
  for (const node of added) addDecision(solver.order, preferred(vocabulary.atoms.get(node), 2 * node));
  addClause(solver, [formula]);
}

function encodeNode(solver: Solver, node: Literal, left: Literal, right: Literal): void {
  addClause(solver, [not(node), left]);
  addClause(solver, [not(node), right]);
  addClause(solver, [node, not(left), not(right)]);
}

const ORDER: readonly (Atom['kind'] | 'odd')[] = [
  'departure',
  'oversize',
  'opaque',
  'exceeded',
  'malformed',
  'between',
  'token',
  'choice',
  'odd',
  'present',
  'other',
  'text',
  'fresh',
];

/** The solver keeps early decisions longest, so the plainest witness comes of deciding oddities first, against them. */
function rank(atom: Atom | undefined): number {
  if (atom === undefined) return ORDER.length;
  return ORDER.indexOf(atom.kind === 'text' && atom.isOdd ? 'odd' : atom.kind);
}

function preferred(atom: Atom | undefined, literal: Literal): Literal {
  const isLikely = atom?.kind === 'choice' || (atom?.kind === 'text' && atom.isLikely);
  return isLikely ? literal : not(literal);
}
