import { type Budget, spend } from '../budget.ts';
import { edgesOf } from './address-edges.ts';
import { type Address, END, parseRange, type Range, show } from './addresses.ts';

/** Addresses that every IP set of the web ACL treats alike. */
export interface AddressClass {
  /** Indexes of the sets they are in. */
  readonly inside: ReadonlySet<number>;
  /** The plainest first; where there are several, they are different addresses. */
  readonly examples: readonly string[];
}

export interface AddressSpace {
  readonly classes: readonly AddressClass[];
  /** The index of the class of an address; -1 of what is none. */
  readonly classOf: (address: string) => number;
}

type Sets = readonly (readonly Range[])[];

/** Divides the address space by the sets: an exact model, whatever the sets hold. */
export function addressSpace(sets: Sets, budget: Budget): AddressSpace {
  const classes: Seen[] = [];
  const four = halfOf(sets, 4, classes, budget);
  const six = halfOf(sets, 6, classes, budget);
  return {
    classes,
    classOf(address) {
      const { division, known } = address.includes(':') ? six : four;
      return known.get(kindOf(division, address) ?? -1) ?? -1;
    },
  };
}

type Seen = AddressClass & { readonly examples: string[] };

interface Half {
  readonly division: Division;
  /** The class of each kind. */
  readonly known: ReadonlyMap<number, number>;
}

/** Adds the classes of one family, those of the documentation's addresses first. */
function halfOf(sets: Sets, family: 4 | 6, classes: Seen[], budget: Budget): Half {
  const division = divided(sets, family, budget);
  const known = new Map<number, number>();
  const see = (kind: number, examples: () => readonly string[]) => {
    const inside = new Set(division.kinds[kind]?.inside);
    const index = known.get(kind) ?? classes.push({ inside, examples: [] }) - 1;
    known.set(kind, index);
    const seen = classes[index]?.examples ?? [];
    if (seen.length < MOST_EXAMPLES) seen.push(...examples());
  };
  for (const example of EXAMPLES[family]) see(kindOf(division, example) ?? 0, () => [example]);
  for (const [kind, { from, end }] of division.kinds.entries()) see(kind, () => shown(family, from, end));
  return { division, known };
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

/** The blocks between the edges of all ranges, and which combination of sets holds each. */
interface Division {
  readonly starts: readonly Address[];
  /** By block, the index in `kinds`. */
  readonly blocks: readonly number[];
  readonly kinds: readonly Kind[];
}

/** A combination of sets, and the first block that they and no others hold. */
interface Kind {
  readonly inside: readonly number[];
  readonly from: Address;
  readonly end: Address;
}

/** What a block costs to keep, and a combination of sets. */
const BLOCK = 2;
const KIND = 100;

function divided(sets: Sets, family: 4 | 6, budget: Budget): Division {
  const edges = edgesOf(sets, family, budget);
  const division = { starts: [] as Address[], blocks: [] as number[], kinds: [] as Kind[] };
  const found = new Map<string, number>();
  const depth = sets.map(() => 0);
  const masks = [0];
  let next = 0;
  for (let from: Address = family === 4 ? 0 : 0n; from < END[family]; ) {
    for (; edges.at(next) === from; next += 1) cross(edges.which(next), edges.change(next), depth, masks);
    const end: Address = edges.at(next) ?? END[family];
    const key = masks.join();
    spend(budget, BLOCK + masks.length);
    const kind = found.get(key) ?? division.kinds.length;
    if (kind === division.kinds.length) {
      spend(budget, KIND + sets.length);
      found.set(key, kind);
      division.kinds.push({
        inside: [...depth.keys()].filter((which) => (depth[which] ?? 0) > 0),
        from,
        end,
      });
    }
    division.starts.push(from);
    division.blocks.push(kind);
    from = end;
  }
  return division;
}

/** A number holds this many sets as bits. */
const BITS = 50;

function cross(which: number, change: number, depth: number[], masks: number[]): void {
  const before = depth[which] ?? 0;
  depth[which] = before + change;
  if (before > 0 === before + change > 0) return;
  const at = Math.floor(which / BITS);
  masks[at] = (masks[at] ?? 0) + change * 2 ** (which % BITS);
}

/** The kind of the last block that begins at an address or before it. */
function kindOf({ starts, blocks }: Division, address: string): number | undefined {
  const range = parseRange(address);
  if (range === null) return undefined;
  let [low, high] = [0, starts.length];
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] as Address) <= range.from) low = middle;
    else high = middle;
  }
  return blocks[low];
}
