import { type Allowance, allow, type Budget, within } from '../budget.ts';
import type { Request } from '../model.ts';
import {
  cone,
  evaluate,
  isInput,
  type Literal,
  not,
  signed,
  substitute,
  type Truth,
} from '../walk/circuit.ts';
import { isAnother } from '../walk/facts.ts';
import type { Atom, Model, Vocabulary } from '../walk/vocabulary.ts';
import { buildRequest } from './build-request.ts';
import { assertFormula } from './encode.ts';
import { justified } from './justify.ts';
import { observe } from './observe.ts';
import { addClause, createSolver, type Solver, solve } from './sat.ts';

export type Decision =
  | { readonly kind: 'never' }
  /** `values` are those of every node for this request. */
  | { readonly kind: 'request'; readonly request: Request; readonly values: readonly Truth[] }
  | { readonly kind: 'unsure'; readonly why: string };

const MOST_ROUNDS = 250;
const MOST_CONFLICTS = 3000;
/** Of one decision, for finding texts; what is not found does not stand, and others are tried. */
const MOST_STEPS = 6_000_000;

interface Search {
  readonly solver: Solver;
  readonly encoded: Set<number>;
  /** All that a model must make true. */
  readonly formulas: Literal[];
  readonly looking: Allowance;
  /** The first reason for which a model was set aside without proof that no request is like it. */
  doubt: string | null;
}

/**
 * Whether some request makes the formula true whatever the unknown facts are. The solver proposes a model, which is
 * made into a concrete request and held against the formula; what does not stand is learnt, until a request stands,
 * or no model is left.
 */
export function decideOnce(vocabulary: Vocabulary, formula: Literal): Decision {
  const search = newSearch(vocabulary.budget);
  demand(vocabulary, search, formula);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const answer = solve(search.solver, MOST_CONFLICTS);
    if (answer === 'exhausted') break;
    if (answer === 'unsatisfiable') {
      return search.doubt === null ? { kind: 'never' } : { kind: 'unsure', why: search.doubt };
    }
    const stands = refine(vocabulary, formula, search);
    if (stands !== null) return stands;
  }
  return { kind: 'unsure', why: search.doubt ?? 'too complex' };
}

function newSearch(budget: Budget): Search {
  return {
    solver: createSolver(budget),
    encoded: new Set(),
    formulas: [],
    looking: allow(budget, MOST_STEPS),
    doubt: null,
  };
}

function demand(vocabulary: Vocabulary, { solver, encoded, formulas }: Search, formula: Literal): void {
  formulas.push(formula);
  assertFormula(vocabulary, solver, encoded, formula);
}

/** A request that stands, or null once the solver knows why its model does not. */
function refine(vocabulary: Vocabulary, formula: Literal, search: Search): Decision | null {
  const model = modelOf(vocabulary, search);
  const built = buildRequest(vocabulary, model, search.looking);
  if (built.kind === 'conflict') {
    if (!built.isCertain) doubt(search, built.why);
    addClause(search.solver, built.literals.map(not));
    return null;
  }
  if (forbidDepartures(vocabulary, search, model)) return null;
  const observed = observe(vocabulary, built.request);
  const values = evaluate(vocabulary.circuit, observed);
  const value = signed(values, formula);
  if (value === true) return { kind: 'request', request: built.request, values };
  if (value === false) return setAside(vocabulary, search, model);
  return challenge(vocabulary, formula, search, { model, observed, request: built.request });
}

/** The first reason is kept, unless it says no more than that this was too complex. */
function doubt(search: Search, why: string): void {
  if (isVague(search.doubt)) search.doubt = search.doubt !== null && isVague(why) ? search.doubt : why;
}

function isVague(why: string | null): boolean {
  return why === null || why.startsWith('too complex');
}

/** From here on only what AWS documents counts, for no witness may depend on a departure from it. */
function forbidDepartures({ atoms }: Vocabulary, search: Search, model: Model): boolean {
  let found = false;
  for (const [node, value] of model) {
    const atom = atoms.get(node);
    if (atom?.kind !== 'departure' || !value) continue;
    found = true;
    doubt(search, `it is not certain that ${atom.from}`);
    addClause(search.solver, [2 * node + 1]);
  }
  return found;
}

function modelOf(vocabulary: Vocabulary, { solver, formulas }: Search): Model {
  const truths: Truth[] = [];
  for (let node = 0; node < solver.levels.length; node += 1) {
    const value = solver.values[2 * node];
    truths.push(value === 0 ? undefined : value === 1);
  }
  return justified(vocabulary, formulas, truths);
}

/** The request built does not do what the model says: parts of it got into each other's way. */
function setAside({ atoms }: Vocabulary, search: Search, model: Model): null {
  doubt(search, 'too complex: no request was found that meets all conditions');
  const request = [...model].filter(([node]) => atoms.get(node)?.kind !== 'fresh');
  addClause(
    search.solver,
    request.map(([node, value]) => 2 * node + (value ? 1 : 0)),
  );
  return null;
}

interface Candidate {
  readonly model: Model;
  readonly observed: (node: number) => Truth;
  readonly request: Request;
}

/** Looks for unknown facts under which the request does not get through; if there are none, it stands. */
function challenge(
  vocabulary: Vocabulary,
  formula: Literal,
  search: Search,
  { model, observed, request }: Candidate,
): Decision | null {
  const { circuit } = vocabulary;
  const inputs = cone(circuit, [formula]).filter((node) => isInput(circuit, node));
  const known = new Map<number, Literal>();
  for (const node of inputs) {
    const value = observed(node);
    if (value !== undefined) known.set(node, value ? 0 : 1);
  }
  const rest = substitute(circuit, formula, known);
  const adversary = newSearch(vocabulary.budget);
  demand(vocabulary, adversary, not(rest));
  const answer = solve(adversary.solver, MOST_CONFLICTS);
  if (answer === 'exhausted') return { kind: 'unsure', why: 'too complex' };
  if (answer === 'unsatisfiable') {
    return { kind: 'request', request, values: evaluate(circuit, observed) };
  }
  const facts = modelOf(vocabulary, adversary);
  if (isVague(search.doubt)) doubt(search, undecided(vocabulary, rest, model, facts));
  strengthen(vocabulary, formula, search, facts);
  return null;
}

/** What no request of ours tells. */
function isUnknowable(atom: Atom | undefined): boolean {
  return atom?.kind === 'fresh' || (atom?.kind === 'text' && isAnother(atom.field));
}

/** From here on a request must get through under these facts too. */
function strengthen(vocabulary: Vocabulary, formula: Literal, search: Search, facts: Model): void {
  const { circuit, atoms } = vocabulary;
  const fixed = new Map<number, Literal>();
  for (const [node, value] of facts) {
    if (isUnknowable(atoms.get(node))) fixed.set(node, value ? 0 : 1);
  }
  demand(vocabulary, search, substitute(circuit, formula, fixed));
}

const UNKNOWN = 'the answer depends on what is not known';

function undecided(vocabulary: Vocabulary, formula: Literal, through: Model, stopped: Model): string {
  const { budget } = vocabulary;
  const found = within(budget, budget.steps / 8, () => decisive(vocabulary, formula, through, stopped));
  return found ?? UNKNOWN;
}

/** The unknown fact whose change takes the request from getting through to being stopped. */
function decisive({ circuit, atoms }: Vocabulary, formula: Literal, through: Model, stopped: Model): string {
  const facts = new Map(through);
  for (const [node, value] of stopped) {
    facts.set(node, value);
    const atom = atoms.get(node);
    const passes = signed(
      evaluate(circuit, (each) => facts.get(each) ?? false),
      formula,
    );
    if (passes === false && atom?.kind === 'fresh') return atom.why;
  }
  return UNKNOWN;
}
