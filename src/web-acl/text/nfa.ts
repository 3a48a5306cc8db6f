import { type Budget, spend } from '../budget.ts';
import type { Assertion, Characters, Regex } from './regex.ts';

/** Where a search may stand in an expression. Nodes are numbers in `Nfa.nodes`. */
export type Node =
  | { readonly kind: 'one'; readonly of: Characters; readonly next: number }
  | { readonly kind: 'fork'; readonly next: number[] }
  | { readonly kind: 'assert'; readonly what: Assertion; readonly next: number }
  | { readonly kind: 'found' };

export interface Nfa {
  readonly nodes: readonly Node[];
  readonly entry: number;
  /** Whether an assertion asks what the character before was. */
  readonly looksBack: boolean;
}

const MOST_NODES = 4000;

interface Draft {
  readonly nodes: Node[];
  readonly budget: Budget;
}

/** What a node costs to make and to keep. */
const NODE = 6;

/** Thompson's construction, from the end. Null where the expression is too large, or asks for text after its `$`. */
export function compile(regex: Regex, budget: Budget): Nfa | null {
  const nodes: Node[] = [{ kind: 'found' }];
  const entry = build({ nodes, budget }, regex, 0);
  if (entry === null) return null;
  const looksBack = nodes.some(
    (node) => node.kind === 'assert' && (node.what === 'boundary' || node.what === 'no-boundary'),
  );
  return { nodes, entry, looksBack };
}

function build(draft: Draft, regex: Regex, next: number): number | null {
  const { nodes, budget } = draft;
  if (nodes.length > MOST_NODES) return null;
  spend(budget, NODE);
  switch (regex.kind) {
    case 'one':
      return nodes.push({ kind: 'one', of: regex.of, next }) - 1;
    case 'sequence':
      return regex.of.reduceRight<number | null>(
        (at, part) => (at !== null ? build(draft, part, at) : null),
        next,
      );
    case 'either':
      return fork(
        nodes,
        regex.of.map((each) => build(draft, each, next)),
      );
    case 'repeat':
      return loop(draft, regex, next);
    case 'assert':
      return regex.what === 'line-end'
        ? lineEnd(draft, next)
        : nodes.push({ kind: 'assert', what: regex.what, next }) - 1;
  }
}

function fork(nodes: Node[], next: readonly (number | null)[]): number | null {
  const known = next.filter((each) => each !== null);
  return known.length < next.length ? null : nodes.push({ kind: 'fork', next: [...known] }) - 1;
}

function loop(
  draft: Draft,
  { of, least, most }: Extract<Regex, { kind: 'repeat' }>,
  next: number,
): number | null {
  if (most !== 1 && endsLine(of)) return null;
  let at: number | null = next;
  if (most === null) {
    const again: number[] = [next];
    const here = draft.nodes.push({ kind: 'fork', next: again }) - 1;
    const body = build(draft, of, here);
    if (body === null) return null;
    again.push(body);
    at = here;
  }
  for (let copy = least; at !== null && copy < (most ?? least); copy += 1) {
    at = fork(draft.nodes, [next, build(draft, of, at)]);
  }
  for (let copy = 0; at !== null && copy < least; copy += 1) {
    const more: number | null = build(draft, of, at);
    // Of what takes no character and asks nothing a thousand copies are as good as one.
    if (more === at) break;
    at = more;
  }
  return at;
}

/** `$` is before a last line feed too, which is read here: nothing that takes a character may follow. */
function lineEnd({ nodes, budget }: Draft, next: number): number | null {
  if (takesMore(nodes, budget, next)) return null;
  const end = nodes.push({ kind: 'assert', what: 'end', next }) - 1;
  const feed = nodes.push({ kind: 'one', of: { ranges: [[10, 10]], negated: false }, next: end }) - 1;
  return nodes.push({ kind: 'fork', next: [end, feed] }) - 1;
}

function takesMore(nodes: readonly Node[], budget: Budget, from: number): boolean {
  // A set is walked in the order of insertion, what is added on the way included.
  const open = new Set([from]);
  for (const at of open) {
    const node = nodes[at];
    spend(budget, 1);
    if (node?.kind === 'one') return true;
    for (const next of node?.kind === 'fork' ? node.next : []) open.add(next);
    if (node?.kind === 'assert') open.add(node.next);
  }
  return false;
}

function endsLine(regex: Regex): boolean {
  switch (regex.kind) {
    case 'one':
      return false;
    case 'sequence':
    case 'either':
      return regex.of.some(endsLine);
    case 'repeat':
      return endsLine(regex.of);
    case 'assert':
      return regex.what === 'line-end';
  }
}
