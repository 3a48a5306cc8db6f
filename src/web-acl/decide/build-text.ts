import type { Field } from '../acl.ts';
import type { Allowance } from '../budget.ts';
import { type Automaton, type Demand, reads } from '../text/automaton.ts';
import { findText } from '../text/find-text.ts';
import { literalAutomaton } from '../text/literal.ts';
import type { Literal } from '../walk/circuit.ts';
import { usualValues, valuesOf } from '../walk/values.ts';

/** A demand with the literals of the model that make it. */
export interface FieldDemand extends Demand {
  readonly literals: readonly Literal[];
}

/** No request does all this at once; with `isCertain` that is a theorem, else only as far as we looked. */
export interface Conflict {
  readonly kind: 'conflict';
  readonly literals: readonly Literal[];
  readonly isCertain: boolean;
  readonly why: string;
}

export type Solved = { readonly kind: 'value'; readonly value: string } | Conflict;

/** A value of a field that meets every demand. */
export function solveField(field: Field, demands: readonly FieldDemand[], allowance: Allowance): Solved {
  const usual = usualValues(field);
  const pair = contradiction(field, demands);
  if (pair !== null) return conflict(field, pair, true);
  const values = valuesOf(field);
  const sendable = field.kind === 'path' || field.kind === 'query' ? [NO_SPACE] : [];
  const plain = findText([values, ...sendable, ...demands], usual, allowance);
  if (plain.kind === 'value') return plain;
  const isSpaceAskedFor = sendable.some((demand) => plain.of.includes(demand));
  const found = isSpaceAskedFor ? findText([values, ...demands], usual, allowance) : plain;
  if (found.kind === 'value') return conflict(field, demands, false, SPACED);
  const torn = demands.filter((demand) => found.of.includes(demand));
  const isCertain = found.kind === 'none';
  return conflict(field, isCertain ? core(field, torn, allowance) : torn, isCertain);
}

/** HTTP has no place for a space in a request line, but a load balancer may be lenient. */
const NO_SPACE: Demand = { automaton: literalAutomaton(' ', 'CONTAINS'), wanted: false };
const SPACED = 'whether a request with a space in its path or query is served is not documented';

export function conflict(
  { kind }: Field,
  demands: readonly FieldDemand[],
  isCertain: boolean,
  why = `too complex: what the ${kind} must and must not be`,
): Solved {
  return {
    kind: 'conflict',
    literals: [...new Set(demands.flatMap(({ literals }) => literals))],
    isCertain,
    why,
  };
}

/** The demands that cannot be met together, as few as deleting ever smaller parts of them gets to. */
function core(field: Field, demands: readonly FieldDemand[], allowance: Allowance): readonly FieldDemand[] {
  let needed = [...demands].sort((a, b) => Number(a.wanted) - Number(b.wanted));
  for (let size = Math.ceil(needed.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < needed.length; ) {
      const rest = [...needed.slice(0, from), ...needed.slice(from + size)];
      const isEnough = findText([valuesOf(field), ...rest], usualValues(field), allowance).kind === 'none';
      if (isEnough) needed = rest;
      else from += size;
    }
  }
  return needed;
}

/** Two demands, one of which fixes how the value begins, or all of it, and the other does not want that. */
function contradiction(field: Field, demands: readonly FieldDemand[]): readonly FieldDemand[] | null {
  const values = valuesOf(field);
  for (const demand of demands) {
    const { only, prefix = only } = demand.automaton;
    if (!demand.wanted || prefix === undefined) continue;
    const isAgainst = (other: Demand) => rules(other.automaton, prefix, only !== undefined) === !other.wanted;
    if (isAgainst(values)) return [demand];
    const other = demands.find(isAgainst);
    if (other !== undefined) return [demand, other];
  }
  return null;
}

/** What a machine answers to every value that begins so, if it is always the same. */
function rules(automaton: Automaton, prefix: string, isWhole: boolean): boolean | undefined {
  if (isWhole) return reads(automaton, prefix);
  let state = automaton.start;
  for (let at = 0; at < prefix.length; at += 1) state = automaton.step(state, prefix.charCodeAt(at));
  return automaton.settled(state);
}
