import type { Literal } from '../walk/circuit.ts';

/** What a solver may decide on, the most active first, and of equals the one that was added first: a binary heap. */
export interface Order {
  /** Each variable with the sign to try first, in order of preference. */
  readonly decisions: Literal[];
  readonly activity: number[];
  /** Indexes in `decisions`; each is better than the two below it. */
  readonly heap: number[];
  /** By variable, its index in `decisions`; and by that, where it stands in the heap, or -1. */
  readonly indexes: Map<number, number>;
  readonly stands: number[];
}

export function createOrder(): Order {
  return { decisions: [], activity: [], heap: [], indexes: new Map(), stands: [] };
}

export function addDecision(order: Order, literal: Literal): void {
  const index = order.decisions.push(literal) - 1;
  order.indexes.set(literal >> 1, index);
  order.stands.push(order.heap.push(index) - 1);
  rise(order, index);
}

/** The best that is in it, which it then is no longer. */
export function takeBest(order: Order): Literal | undefined {
  const [best] = order.heap;
  const last = order.heap.pop();
  if (best === undefined || last === undefined) return undefined;
  order.stands[best] = -1;
  if (last !== best) {
    put(order, last, 0);
    sink(order, last);
  }
  return order.decisions[best];
}

/** What was taken is open again. */
export function giveBack(order: Order, variable: number): void {
  const index = order.indexes.get(variable);
  if (index === undefined || order.stands[index] !== -1) return;
  order.stands[index] = order.heap.push(index) - 1;
  rise(order, index);
}

/** A variable became more active. */
export function raise(order: Order, variable: number): void {
  const index = order.indexes.get(variable);
  if (index !== undefined && order.stands[index] !== -1) rise(order, index);
}

function rise(order: Order, index: number): void {
  const { heap, stands } = order;
  let at = stands[index] ?? 0;
  while (at > 0) {
    const above = (at - 1) >> 1;
    const other = heap[above] ?? 0;
    if (!isBetter(order, index, other)) break;
    put(order, other, at);
    at = above;
  }
  put(order, index, at);
}

function sink(order: Order, index: number): void {
  const { heap, stands } = order;
  let at = stands[index] ?? 0;
  for (;;) {
    const [left, right] = [heap[2 * at + 1], heap[2 * at + 2]];
    const below = left !== undefined && right !== undefined && isBetter(order, right, left) ? right : left;
    if (below === undefined || !isBetter(order, below, index)) break;
    const next = stands[below] ?? 0;
    put(order, below, at);
    at = next;
  }
  put(order, index, at);
}

function put({ heap, stands }: Order, index: number, at: number): void {
  heap[at] = index;
  stands[index] = at;
}

function isBetter({ decisions, activity }: Order, a: number, b: number): boolean {
  const [x, y] = [activity[(decisions[a] ?? 0) >> 1] ?? 0, activity[(decisions[b] ?? 0) >> 1] ?? 0];
  return x > y || (x === y && a < b);
}
