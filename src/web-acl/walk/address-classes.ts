import { type Address, END, parseRange, type Range, show } from './addresses.ts';

/** Addresses that every IP set of the web ACL treats alike. */
export interface AddressClass {
  /** Indexes of the sets they are in. */
  readonly inside: ReadonlySet<number>;
  /** The plainest first; where there are several, they are different addresses. */
  readonly examples: readonly string[];
}

type Sets = readonly (readonly Range[])[];

/** Divides the address space by the sets: an exact model, whatever the sets hold. */
export function addressClasses(sets: Sets): readonly AddressClass[] {
  const classes = new Map<string, AddressClass & { readonly examples: string[] }>();
  const see = (family: 4 | 6, depth: readonly number[], examples: () => readonly string[]) => {
    const inside = [...depth.keys()].filter((which) => (depth[which] ?? 0) > 0);
    const key = `${family} ${inside}`;
    const known = classes.get(key) ?? { inside: new Set(inside), examples: [] };
    classes.set(key, known);
    if (known.examples.length < MOST_EXAMPLES) known.examples.push(...examples());
  };
  for (const family of [4, 6] as const) {
    for (const example of EXAMPLES[family]) see(family, depthAt(sets, example), () => [example]);
    for (const { depth, from, end } of blocks(sets, family)) {
      see(family, depth, () => shown(family, from, end));
    }
  }
  return [...classes.values()];
}

const MOST_EXAMPLES = 3;

function shown(family: 4 | 6, from: Address, end: Address): readonly string[] {
  const first = from < HOME[family] && HOME[family] < end ? HOME[family] : from;
  const next = typeof first === 'bigint' ? first + 1n : first + 1;
  return [first, ...(next < end ? [next] : [])].map((address) => show(family, address));
}

/** Documentation addresses (RFC 5737, RFC 3849) make the most readable witnesses. */
const EXAMPLES = {
  4: ['203.0.113.7', '198.51.100.7', '192.0.2.7'],
  6: ['2001:db8::7'],
} as const;

/** Better than 0, which nobody has: 1.0.0.1 and ::1. */
const HOME: Readonly<Record<4 | 6, Address>> = { 4: 2 ** 24 + 1, 6: 1n };

function depthAt(sets: Sets, address: string): readonly number[] {
  const inside = membership(sets, address);
  return sets.map((_, which) => (inside.has(which) ? 1 : 0));
}

/** Which sets hold an address. */
export function membership(sets: Sets, address: string): ReadonlySet<number> {
  const at = parseRange(address);
  const holds = (range: Range) =>
    at !== null && range.family === at.family && range.from <= at.from && at.from < range.end;
  return new Set([...sets.keys()].filter((which) => sets[which]?.some(holds)));
}

interface Block {
  readonly from: Address;
  readonly end: Address;
  /** By set, how many of its ranges hold this block. */
  readonly depth: readonly number[];
}

/** The blocks between the edges of all ranges, one for each combination of sets seen. */
function blocks(sets: Sets, family: 4 | 6): readonly Block[] {
  const edges = edgesOf(sets, family);
  const found = new Map<string, Block>();
  const depth = sets.map(() => 0);
  const masks = [0];
  let next = 0;
  for (let from: Address = family === 4 ? 0 : 0n; from < END[family]; ) {
    for (; edges[next]?.at === from; next += 1) cross(edges[next] as Edge, depth, masks);
    const end: Address = edges[next]?.at ?? END[family];
    const key = masks.join();
    if (!found.has(key)) found.set(key, { from, end, depth: [...depth] });
    from = end;
  }
  return [...found.values()];
}

interface Edge {
  readonly at: Address;
  readonly which: number;
  readonly change: number;
}

function edgesOf(sets: Sets, family: 4 | 6): readonly Edge[] {
  const edges: Edge[] = [];
  for (const [which, ranges] of sets.entries()) {
    for (const range of ranges) {
      if (range.family !== family) continue;
      edges.push({ at: range.from, which, change: 1 }, { at: range.end, which, change: -1 });
    }
  }
  return edges.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** A number holds this many sets as bits. */
const BITS = 50;

function cross({ which, change }: Edge, depth: number[], masks: number[]): void {
  const before = depth[which] ?? 0;
  depth[which] = before + change;
  if (before > 0 === before + change > 0) return;
  const at = Math.floor(which / BITS);
  masks[at] = (masks[at] ?? 0) + change * 2 ** (which % BITS);
}
