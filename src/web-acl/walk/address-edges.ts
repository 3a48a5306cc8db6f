import { type Budget, spend } from '../budget.ts';
import type { Address, Range } from './addresses.ts';

/** Where ranges begin and end, ascending. */
export interface Edges {
  at(index: number): Address | undefined;
  /** Of which set. */
  which(index: number): number;
  /** 1 where a range begins, -1 where it ends. */
  change(index: number): number;
}

/** What the two edges of a range cost to find and to sort. */
const EDGES = { 4: 6, 6: 60 } as const;

export function edgesOf(sets: readonly (readonly Range[])[], family: 4 | 6, budget: Budget): Edges {
  const count = sets.reduce((sum, ranges) => sum + ranges.filter((each) => each.family === family).length, 0);
  spend(budget, EDGES[family] * count);
  return family === 4 ? packed(sets, count) : sorted(sets);
}

/** An edge of IPv4 is one number, 33 bits of it the address: numbers sort five times as fast. */
function packed(sets: readonly (readonly Range[])[], count: number): Edges {
  const edges = new Float64Array(2 * count);
  const scale = 2 * sets.length;
  let next = 0;
  for (const [which, ranges] of sets.entries()) {
    for (const { family, from, end } of ranges) {
      if (family !== 4) continue;
      edges[next] = Number(from) * scale + 2 * which + 1;
      edges[next + 1] = Number(end) * scale + 2 * which;
      next += 2;
    }
  }
  edges.sort();
  const edge = (index: number) => edges[index] ?? 0;
  return {
    at: (index) => (index < edges.length ? Math.floor(edge(index) / scale) : undefined),
    which: (index) => Math.floor((edge(index) % scale) / 2),
    change: (index) => (edge(index) % 2 === 1 ? 1 : -1),
  };
}

interface Edge {
  readonly at: Address;
  readonly which: number;
  readonly change: number;
}

function sorted(sets: readonly (readonly Range[])[]): Edges {
  const edges: Edge[] = [];
  for (const [which, ranges] of sets.entries()) {
    for (const range of ranges) {
      if (range.family !== 6) continue;
      edges.push({ at: range.from, which, change: 1 }, { at: range.end, which, change: -1 });
    }
  }
  edges.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  return {
    at: (index) => edges[index]?.at,
    which: (index) => edges[index]?.which ?? 0,
    change: (index) => edges[index]?.change ?? 0,
  };
}
