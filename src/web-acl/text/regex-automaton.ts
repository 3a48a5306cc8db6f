import { type Budget, spend } from '../budget.ts';
import type { Automaton } from './automaton.ts';
import { compile, type Nfa } from './nfa.ts';
import { type Characters, holds, type Regex, sampleOf, WORD } from './regex.ts';

type Before = 'nothing' | 'word' | 'other';

/** All the places a search may be in at once, each at a character, a condition or the end. */
interface State {
  readonly places: readonly number[];
  readonly before: Before;
}

const FOUND = 0;
const isWord = (code: number): boolean => holds({ ranges: WORD, negated: false }, code);

/** Finds the expression anywhere in a value; null where it is too large, or not modelled. */
export function regexAutomaton(regex: Regex, budget: Budget): Automaton | null {
  const nfa = compile(regex, budget);
  return nfa === null ? null : subsets(nfa, regex, budget);
}

/** What a place costs that is passed through on the way to a state, and kept there. */
const PLACE = 2;

/** The subset construction, as far as it is asked for. */
function subsets(nfa: Nfa, regex: Regex, budget: Budget): Automaton {
  const states: State[] = [];
  const index = new Map<string, number>();
  const steps = new Map<number, number>();
  const accepting = new Map<number, boolean>();
  const sets = setsOf(nfa);
  const classify = classifier(sets, budget);
  const enter = (places: ReadonlySet<number>, before: Before): number => {
    const kept = places.has(FOUND) ? [FOUND] : [...places].sort((a, b) => a - b);
    const key = `${before} ${kept}`;
    const known = index.get(key);
    if (known !== undefined) return known;
    index.set(key, states.length);
    return states.push({ places: kept, before }) - 1;
  };
  const at = (state: number): State => states[state] as State;
  const ending = (state: number): boolean => {
    const isFound = held(nfa, at(state), null, budget).has(FOUND);
    accepting.set(state, isFound);
    return isFound;
  };
  const start = enter(reachable(nfa, [nfa.entry], true, budget), 'nothing');
  return {
    start,
    step(state, code) {
      const key = state * 65_536 + classify(code);
      const known = steps.get(key);
      if (known !== undefined) return known;
      const before = !nfa.looksBack ? 'other' : isWord(code) ? 'word' : 'other';
      const next = enter(taken(nfa, at(state), code, budget), before);
      steps.set(key, next);
      return next;
    },
    accepts: (state) => accepting.get(state) ?? ending(state),
    settled: (state) =>
      at(state).places[0] === FOUND ? true : at(state).places.length === 0 ? false : undefined,
    mark: (code) => `${classify(code)}`,
    codes: () => sets.flatMap(({ ranges }) => ranges.flat()),
    seen: () => states.length,
    testWeight: 1 / 2,
    samples: [sampleOf(regex)],
  };
}

/** Numbers the characters, those that are in the same sets alike. */
function classifier(sets: readonly Characters[], budget: Budget): (code: number) => number {
  const edges = edgesOf(sets);
  const classes = new Map<string, number>();
  const byInterval = new Map<number, number>();
  const width = sets.reduce((sum, { ranges }) => sum + ranges.length, 2);
  spend(budget, width);
  return (code) => {
    const interval = lastUpTo(edges, code);
    const known = byInterval.get(interval);
    if (known !== undefined) return known;
    spend(budget, width);
    const inside = sets.map((set) => (holds(set, code) ? '1' : '0')).join('');
    const found = classes.get(inside) ?? classes.size;
    classes.set(inside, found);
    byInterval.set(interval, found);
    return found;
  };
}

/** Where ranges begin, and what follows where they end: between two of these all codes are alike. */
function edgesOf(sets: readonly Characters[]): Uint32Array {
  const edges = sets.flatMap(({ ranges }) => ranges.flatMap(([low, high]) => [low, high + 1]));
  return Uint32Array.from(new Set(edges)).sort();
}

function lastUpTo(edges: Uint32Array, code: number): number {
  let [low, high] = [-1, edges.length];
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if ((edges[middle] ?? 0) <= code) low = middle;
    else high = middle;
  }
  return low;
}

function setsOf({ nodes, looksBack }: Nfa): readonly Characters[] {
  // Copies of a part share its sets.
  const sets = new Set(nodes.flatMap((node) => (node.kind === 'one' ? [node.of] : [])));
  const asked = looksBack ? [...sets, { ranges: WORD, negated: false }] : [...sets];
  return [...new Map(asked.map((set) => [keyOf(set), set])).values()];
}

function keyOf({ ranges, negated }: Characters): number | string {
  const [first] = ranges;
  // Most sets are one character.
  if (ranges.length === 1 && first !== undefined && !negated) return first[0] * 65_536 + first[1];
  return `${negated} ${ranges.join()}`;
}

/** The places after a character; wherever it is in the value, a new search begins behind it. */
function taken(nfa: Nfa, state: State, code: number, budget: Budget): ReadonlySet<number> {
  const here = held(nfa, state, code, budget);
  if (here.has(FOUND)) return new Set([FOUND]);
  const next: number[] = [];
  for (const place of here) {
    const node = nfa.nodes[place];
    if (node?.kind !== 'one') continue;
    spend(budget, node.of.ranges.length);
    if (holds(node.of, code)) next.push(node.next);
  }
  return reachable(nfa, [...next, nfa.entry], false, budget);
}

/** Follows what takes no character, as far as it is known from what came before. */
function reachable(nfa: Nfa, from: readonly number[], isStart: boolean, budget: Budget): ReadonlySet<number> {
  const open = new Set(from);
  const found = new Set<number>();
  for (const place of open) {
    const node = nfa.nodes[place];
    if (node?.kind === 'fork') for (const next of node.next) open.add(next);
    else if (node?.kind !== 'assert' || node.what !== 'start') found.add(place);
    else if (isStart) open.add(node.next);
  }
  spend(budget, PLACE * open.size);
  return found;
}

/** The places once it is known what comes next; null is the end. */
function held(nfa: Nfa, { places, before }: State, code: number | null, budget: Budget): ReadonlySet<number> {
  const open = new Set(places);
  const found = new Set<number>();
  for (const place of open) {
    const node = nfa.nodes[place];
    if (node?.kind !== 'assert') found.add(place);
    else if (isMet(node.what, before, code)) {
      for (const next of reachable(nfa, [node.next], before === 'nothing', budget)) open.add(next);
    }
  }
  spend(budget, open.size);
  return found;
}

function isMet(what: string, before: Before, code: number | null): boolean {
  if (what === 'end') return code === null;
  const isBoundary = (before === 'word') !== (code !== null && isWord(code));
  return what === 'boundary' ? isBoundary : !isBoundary;
}
