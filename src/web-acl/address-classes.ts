import { LAST, parseRange, type Range, show } from './addresses.ts';

/** Addresses that every IP set of the web ACL treats alike. */
export interface AddressClass {
  /** Indexes of the sets they are in. */
  readonly inside: ReadonlySet<number>;
  readonly example: string;
}

/** Divides the address space by the sets: an exact model, whatever the sets hold. */
export function addressClasses(sets: readonly (readonly Range[])[]): readonly AddressClass[] {
  const classes = new Map<string, AddressClass>();
  for (const family of [4, 6] as const) {
    for (const example of EXAMPLES[family]) note(classes, sets, family, example);
    sweep(sets, family, (key, from) => {
      const name = `${family} ${key}`;
      if (classes.has(name)) return;
      const inside = new Set([...sets.keys()].filter((which) => key[which] === '1'));
      classes.set(name, { inside, example: show(family, from === 0n ? readable(sets, family) : from) });
    });
  }
  return [...classes.values()];
}

/** An address of the block that starts at 0, but for 0 itself, which nobody has. */
function readable(sets: readonly (readonly Range[])[], family: 4 | 6): bigint {
  const edges = sets.flatMap((ranges) => ranges.flatMap((range) => [range.from, range.to + 1n]));
  const next = edges
    .filter((edge) => edge > 0n)
    .reduce((least, edge) => (edge < least ? edge : least), LAST[family]);
  const home = family === 4 ? 0x0100_0001n : 1n;
  return next > home ? home : 0n;
}

/** Documentation addresses (RFC 5737, RFC 3849) make the most readable witnesses. */
const EXAMPLES = {
  4: ['203.0.113.7', '198.51.100.7', '192.0.2.7'],
  6: ['2001:db8::7'],
} as const;

function note(
  classes: Map<string, AddressClass>,
  sets: readonly (readonly Range[])[],
  family: 4 | 6,
  example: string,
): void {
  const inside = membership(sets, example);
  const key = `${family} ${keyOf(sets, inside)}`;
  if (!classes.has(key)) classes.set(key, { inside, example });
}

/** Which sets hold an address. */
export function membership(sets: readonly (readonly Range[])[], address: string): ReadonlySet<number> {
  const at = parseRange(address);
  const holds = (range: Range) =>
    at !== null && range.family === at.family && range.from <= at.from && at.from <= range.to;
  return new Set([...sets.keys()].filter((which) => sets[which]?.some(holds)));
}

function keyOf(sets: readonly unknown[], inside: ReadonlySet<number>): string {
  return sets.map((_, which) => (inside.has(which) ? '1' : '0')).join('');
}

/** Visits the blocks between the edges of all ranges, each with the sets it is in. */
function sweep(
  sets: readonly (readonly Range[])[],
  family: 4 | 6,
  visit: (key: string, from: bigint) => void,
): void {
  const edges = sets.flatMap((ranges, which) =>
    ranges.filter((range) => range.family === family).flatMap((range) => edgesOf(range, which)),
  );
  edges.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const depth = sets.map(() => 0);
  let next = 0;
  for (let from = 0n; from <= LAST[family]; from = edges[next]?.at ?? LAST[family] + 1n) {
    for (; edges[next]?.at === from; next += 1) {
      const { which, change } = edges[next] as Edge;
      depth[which] = (depth[which] ?? 0) + change;
    }
    visit(depth.map((count) => (count > 0 ? '1' : '0')).join(''), from);
  }
}

interface Edge {
  readonly at: bigint;
  readonly which: number;
  readonly change: number;
}

function edgesOf(range: Range, which: number): readonly Edge[] {
  return [
    { at: range.from, which, change: 1 },
    { at: range.to + 1n, which, change: -1 },
  ];
}
