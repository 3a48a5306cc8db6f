import { type Allowance, isSpent, portion, spend } from '../budget.ts';
import { costOf, type Demand, reads } from './automaton.ts';
import { candidates } from './guess.ts';
import { ORDINARY } from './regex.ts';

export type Found =
  | { readonly kind: 'value'; readonly value: string }
  /** No value meets all of these, which are some of the demands. */
  | { readonly kind: 'none'; readonly of: readonly Demand[] }
  | { readonly kind: 'too-complex'; readonly of: readonly Demand[] };

const MOST_STATES = 6000;
const MOST_STEPS = 2_000_000;

/** The shortest value meeting every demand; `tries` are preferred. Searches the product of the machines. */
export function findText(demands: readonly Demand[], tries: readonly string[], allowance: Allowance): Found {
  return guessed(demands, tries, allowance) ?? foundLazily(demands, tries, allowance);
}

/** Adding demands one by one pays only so long. */
const MOST_ADDED = 8;

/** What must not be is left out of the search until a value found is just that: the fewer machines, the fewer states. */
function foundLazily(demands: readonly Demand[], tries: readonly string[], allowance: Allowance): Found {
  let asked: readonly Demand[] = demands.filter(({ wanted }) => wanted);
  let guesses = [...passing(candidates(demands, tries), asked, allowance)];
  for (let added = 0; asked.length < demands.length; added += 1) {
    const found = firstOf(guesses) ?? searched(asked, tries, allowance);
    if (found.kind === 'none') return found;
    const broken = brokenBy(found, demands, allowance);
    if (broken === null) return found;
    if (broken === undefined || added >= MOST_ADDED) break;
    asked = [...asked, broken];
    guesses = guesses.filter((value) => meets([broken], value, allowance));
  }
  // No guess meets all: that was tried first.
  return searched(demands, tries, allowance);
}

function firstOf([value]: Iterable<string>): Found | null {
  return value === undefined ? null : { kind: 'value', value };
}

/** The first demand that a value does not meet, or null; undefined where there is no value. */
function brokenBy(found: Found, demands: readonly Demand[], allowance: Allowance): Demand | null | undefined {
  if (found.kind !== 'value') return undefined;
  return demands.find((demand) => !meets([demand], found.value, allowance)) ?? null;
}

function guessed(demands: readonly Demand[], tries: readonly string[], allowance: Allowance): Found | null {
  return firstOf(passing(candidates(demands, tries), demands, allowance));
}

/** However little may be left for searching, a few guesses are made: they are how most texts are found. */
const PATIENCE = 20_000;

function* passing(
  values: Iterable<string>,
  demands: readonly Demand[],
  { budget, until }: Allowance,
): Iterable<string> {
  const patience = { budget, until: Math.min(until, budget.steps - PATIENCE) };
  for (const value of values) {
    if (isSpent(patience)) return;
    if (meets(demands, value, patience)) yield value;
  }
}

function searched(demands: readonly Demand[], tries: readonly string[], allowance: Allowance): Found {
  const padded = findPadded(demands, tries, allowance);
  return padded === null ? explored(demands, allowance) : { kind: 'value', value: padded };
}

/** Machines that can only be asked about whole values take no part in the search; what it finds is put to them. */
function explored(demands: readonly Demand[], allowance: Allowance): Found {
  const known = demands.filter(({ automaton }) => automaton.isOpaque !== true);
  if (known.length === demands.length) return explore(demands, portion(allowance, MOST_STEPS));
  const found = searched(known, [], allowance);
  if (found.kind !== 'value' || meets(demands, found.value, allowance)) return found;
  return { kind: 'too-complex', of: demands };
}

/** Longer values than this are not searched for but made, by padding one that meets the other demands. */
const LONG = 48;

function findPadded(
  demands: readonly Demand[],
  tries: readonly string[],
  allowance: Allowance,
): string | null {
  const isShort = ({ automaton: { length = 0 } }: Demand) => length <= LONG;
  const others = demands.filter(isShort);
  if (others.length === demands.length) return null;
  const base = findText(others, tries, allowance);
  if (base.kind !== 'value') return null;
  const long = demands.filter((demand) => demand.wanted && !isShort(demand));
  const begun = long.flatMap(({ automaton }) => automaton.samples ?? []).slice(0, 2);
  for (const value of new Set([base.value, ...begun])) {
    const found = padded(demands, value, allowance);
    if (found !== null) return found;
  }
  return null;
}

function padded(demands: readonly Demand[], value: string, allowance: Allowance): string | null {
  const sizes = demands.flatMap(({ automaton: { length } }) =>
    length === undefined ? [] : [length - 1, length, length + 1],
  );
  const plain = demands.filter(({ automaton }) => automaton.isSize === true);
  const lengths = [...new Set([value.length, ...sizes])].filter(
    (length) => length >= value.length && meets(plain, 'x'.repeat(length), allowance),
  );
  for (const length of lengths) {
    for (const at of new Set([value.length, 1, 0])) {
      if (isSpent(allowance)) return null;
      const padding = FILLERS.map((filler) => filler.repeat(length - value.length));
      const made = padding.map((pad) => value.slice(0, at) + pad + value.slice(at));
      const found = made.find((each) => meets(demands, each, allowance));
      if (found !== undefined) return found;
    }
  }
  return null;
}

const FILLERS = ['x', 'z', '0', '-'];

function meets(demands: readonly Demand[], value: string, { budget }: Allowance): boolean {
  return demands.every(({ automaton, wanted }) => {
    spend(budget, costOf(automaton, value.length));
    return reads(automaton, value) === wanted;
  });
}

interface Visit {
  readonly states: readonly number[];
  readonly from: number;
  readonly code: number;
}

function explore(demands: readonly Demand[], allowance: Allowance): Found {
  const codes = alphabet(demands, allowance);
  const visits: Visit[] = [];
  const seen = new Set<string>();
  const visit = (states: readonly number[] | null, from: number, code: number) => {
    const key = states?.join();
    if (states === null || key === undefined || seen.has(key)) return;
    spend(allowance.budget, KEPT * states.length);
    seen.add(key);
    visits.push({ states, from, code });
  };
  visit(begun(demands), -1, 0);
  const cost = codes.length * (MOVE + weightOf(demands));
  for (let at = 0; at < visits.length; at += 1) {
    const { states } = visits[at] as Visit;
    if (accepted(demands, states)) return { kind: 'value', value: spelled(visits, at) };
    if (at > MOST_STATES || isSpent(allowance) || isSwollen(demands))
      return { kind: 'too-complex', of: demands };
    spend(allowance.budget, cost);
    for (const code of codes) visit(stepped(demands, states, code), at, code);
  }
  return { kind: 'none', of: demands };
}

/** What it costs to see whether a place was seen before. */
const MOVE = 2;
/** What it costs to keep where one machine is. */
const KEPT = 3;

function weightOf(demands: readonly Demand[]): number {
  return demands.reduce((sum, { automaton: { weight = 1 } }) => sum + weight, 0);
}

/** AWS's longest search string has 200 bytes, and needs as many states. */
const MOST_SEEN = 400;

function isSwollen(demands: readonly Demand[]): boolean {
  return demands.some(({ automaton }) => (automaton.seen?.() ?? 0) > MOST_SEEN);
}

const MET = -1;

function begun(demands: readonly Demand[]): readonly number[] | null {
  const states = demands.map((demand) => settled(demand, demand.automaton.start));
  return states.includes(null) ? null : (states as readonly number[]);
}

/** Null once a demand can no longer be met. */
function stepped(
  demands: readonly Demand[],
  states: readonly number[],
  code: number,
): readonly number[] | null {
  const next: number[] = [];
  for (let which = 0; which < states.length; which += 1) {
    const state = states[which] as number;
    const demand = demands[which] as Demand;
    const reached = state === MET ? MET : settled(demand, demand.automaton.step(state, code));
    if (reached === null) return null;
    next.push(reached);
  }
  return next;
}

/** A demand that will be met whatever follows needs no state. */
function settled({ automaton, wanted }: Demand, state: number): number | null {
  const answer = automaton.settled(state);
  if (answer === undefined) return state;
  return answer === wanted ? MET : null;
}

function accepted(demands: readonly Demand[], states: readonly number[]): boolean {
  return demands.every(
    ({ automaton, wanted }, which) =>
      states[which] === MET || automaton.accepts(states[which] as number) === wanted,
  );
}

function spelled(visits: readonly Visit[], last: number): string {
  const codes: number[] = [];
  for (let at = last; at > 0; at = (visits[at] as Visit).from) codes.push((visits[at] as Visit).code);
  return String.fromCharCode(...codes.reverse());
}

/** One code for each class the machines tell apart, the most ordinary first. */
function alphabet(demands: readonly Demand[], { budget }: Allowance): readonly number[] {
  const machines = [...new Set(demands.map(({ automaton }) => automaton))];
  const mentioned = machines.flatMap((machine) => machine.codes().flatMap((code) => [code, code + 1]));
  const classes = new Map<string, number>();
  const cost = weightOf(demands);
  spend(budget, mentioned.length);
  for (const code of new Set([...ORDINARY, ...mentioned, 0, 9, 127, 233, 0xffff])) {
    if (code > 0xffff) continue;
    spend(budget, 2 * cost);
    const mark = machines.map((machine) => machine.mark(code)).join(';');
    if (!classes.has(mark)) classes.set(mark, code);
  }
  return [...classes.values()];
}
