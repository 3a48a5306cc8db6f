import { type Budget, spend } from '../budget.ts';

/** A literal is a node and a sign: `2 * node + (negated ? 1 : 0)`. Node 0 is the constant true. */
export type Literal = number;

export const TRUE: Literal = 0;
export const FALSE: Literal = 1;

/** Formulas as an and-inverter graph in which equal formulas are one node. Inputs have no operands. */
export interface Circuit {
  readonly left: Literal[];
  readonly right: Literal[];
  readonly known: Map<number, Literal>;
  readonly budget: Budget;
}

const NONE = -1;

export function createCircuit(budget: Budget): Circuit {
  return { left: [NONE], right: [NONE], known: new Map(), budget };
}

/** What looking for a node costs, and making one. */
const LOOK = 1;
const NODE = 10;

export function input(circuit: Circuit): Literal {
  spend(circuit.budget, NODE);
  circuit.left.push(NONE);
  circuit.right.push(NONE);
  return 2 * (circuit.left.length - 1);
}

export function isInput(circuit: Circuit, node: number): boolean {
  return node > 0 && circuit.left[node] === NONE;
}

export function not(literal: Literal): Literal {
  return literal ^ 1;
}

export function and(circuit: Circuit, a: Literal, b: Literal): Literal {
  const [low, high] = a < b ? [a, b] : [b, a];
  spend(circuit.budget, LOOK);
  const simple = simplified(circuit, low, high);
  if (simple !== undefined) return simple;
  const key = low * 2 ** 26 + high;
  const known = circuit.known.get(key);
  if (known !== undefined) return known;
  spend(circuit.budget, NODE);
  circuit.left.push(low);
  circuit.right.push(high);
  const made = 2 * (circuit.left.length - 1);
  circuit.known.set(key, made);
  return made;
}

function simplified(circuit: Circuit, low: Literal, high: Literal): Literal | undefined {
  if (low === TRUE || low === high) return high;
  if (low === FALSE || low === not(high)) return FALSE;
  const [x, y] = [circuit.left[high >> 1] ?? NONE, circuit.right[high >> 1] ?? NONE];
  if (x === NONE) return undefined;
  if ((high & 1) === 0) return absorbed(low, high, x, y);
  return low === not(x) || low === not(y) ? low : undefined;
}

function absorbed(low: Literal, high: Literal, x: Literal, y: Literal): Literal | undefined {
  if (low === x || low === y) return high;
  return low === not(x) || low === not(y) ? FALSE : undefined;
}

export function or(circuit: Circuit, a: Literal, b: Literal): Literal {
  return not(and(circuit, not(a), not(b)));
}

export function all(circuit: Circuit, literals: readonly Literal[]): Literal {
  return literals.reduce((sum, literal) => and(circuit, sum, literal), TRUE);
}

export function any(circuit: Circuit, literals: readonly Literal[]): Literal {
  return literals.reduce((sum, literal) => or(circuit, sum, literal), FALSE);
}

export function choose(circuit: Circuit, test: Literal, yes: Literal, no: Literal): Literal {
  return or(circuit, and(circuit, test, yes), and(circuit, not(test), no));
}

export type Truth = boolean | undefined;

/** The value of every node, three-valued: an input without a value is unknown. */
export function evaluate(circuit: Circuit, inputValue: (node: number) => Truth): readonly Truth[] {
  spend(circuit.budget, circuit.left.length);
  const values: Truth[] = [true];
  for (let node = 1; node < circuit.left.length; node += 1) {
    values.push(
      isInput(circuit, node)
        ? inputValue(node)
        : both(signed(values, circuit.left[node] ?? 0), signed(values, circuit.right[node] ?? 0)),
    );
  }
  return values;
}

export function both(a: Truth, b: Truth): Truth {
  if (a === false || b === false) return false;
  return a === undefined || b === undefined ? undefined : true;
}

export function signed(values: readonly Truth[], literal: Literal): Truth {
  const value = values[literal >> 1];
  return value === undefined || (literal & 1) === 0 ? value : !value;
}

/** The same formula with some inputs replaced. */
export function substitute(
  circuit: Circuit,
  literal: Literal,
  inputs: ReadonlyMap<number, Literal>,
): Literal {
  const made = new Map<number, Literal>([[0, TRUE]]);
  for (const node of cone(circuit, [literal])) {
    spend(circuit.budget, LOOK);
    made.set(
      node,
      isInput(circuit, node)
        ? (inputs.get(node) ?? 2 * node)
        : and(circuit, replaced(made, circuit.left[node]), replaced(made, circuit.right[node])),
    );
  }
  return replaced(made, literal);
}

function replaced(made: ReadonlyMap<number, Literal>, literal: Literal | undefined): Literal {
  const of = literal ?? TRUE;
  return (made.get(of >> 1) ?? TRUE) ^ (of & 1);
}

/** The nodes a formula is made of, operands first: a node is always made after its operands. */
export function cone(circuit: Circuit, roots: readonly Literal[]): readonly number[] {
  spend(circuit.budget, circuit.left.length);
  const isPart = new Uint8Array(circuit.left.length);
  for (const root of roots) isPart[root >> 1] = 1;
  const nodes: number[] = [];
  for (let node = isPart.length - 1; node > 0; node -= 1) {
    if (isPart[node] === 0) continue;
    nodes.push(node);
    if (isInput(circuit, node)) continue;
    isPart[(circuit.left[node] ?? 0) >> 1] = 1;
    isPart[(circuit.right[node] ?? 0) >> 1] = 1;
  }
  return nodes.reverse();
}
