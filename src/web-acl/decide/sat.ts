import { type Budget, spend } from '../budget.ts';
import type { Literal } from '../walk/circuit.ts';
import { createOrder, giveBack, type Order, raise, takeBest } from './order.ts';

/** A clause-learning SAT solver (MiniSat's scheme, without restarts); variables are the nodes of a circuit. */
export interface Solver {
  readonly budget: Budget;
  readonly watches: Clause[][];
  /** By literal: 1 true, -1 false, 0 open. */
  readonly values: number[];
  readonly levels: number[];
  readonly reasons: (Clause | null)[];
  readonly trail: Literal[];
  readonly marks: number[];
  readonly order: Order;
  head: number;
  step: number;
  contradiction: boolean;
  /** Met so far, in all searches. */
  conflicts: number;
}

type Clause = Literal[];
export type Answer = 'satisfiable' | 'unsatisfiable' | 'exhausted';

export function createSolver(budget: Budget): Solver {
  return {
    budget,
    watches: [],
    values: [],
    levels: [],
    reasons: [],
    trail: [],
    marks: [],
    order: createOrder(),
    head: 0,
    step: 1,
    contradiction: false,
    conflicts: 0,
  };
}

/** What it costs to keep a variable, or a clause. */
const VARIABLE = 8;
const CLAUSE = 5;
/** What it costs to find the next variable to decide on. */
const DECISION = 4;

/** Makes room for the variables below `count`. */
export function declare(solver: Solver, count: number): void {
  spend(solver.budget, VARIABLE * Math.max(0, count - solver.levels.length));
  for (let variable = solver.levels.length; variable < count; variable += 1) {
    solver.watches.push([], []);
    solver.values.push(0, 0);
    solver.levels.push(0);
    solver.reasons.push(null);
    solver.order.activity.push(0);
  }
}

export function addClause(solver: Solver, literals: readonly Literal[]): void {
  backtrack(solver, 0);
  spend(solver.budget, CLAUSE + literals.length);
  const given = new Set(literals);
  const open = [...given].filter((literal) => solver.values[literal] !== -1);
  if (open.some((literal) => solver.values[literal] === 1 || given.has(literal ^ 1))) return;
  const [first] = open;
  if (first === undefined) solver.contradiction = true;
  else if (open.length === 1) assign(solver, first, null);
  else watch(solver, open);
}

function watch(solver: Solver, clause: Clause): void {
  solver.watches[clause[0] ?? 0]?.push(clause);
  solver.watches[clause[1] ?? 0]?.push(clause);
}

function assign(solver: Solver, literal: Literal, reason: Clause | null): void {
  solver.values[literal] = 1;
  solver.values[literal ^ 1] = -1;
  solver.levels[literal >> 1] = solver.marks.length;
  solver.reasons[literal >> 1] = reason;
  solver.trail.push(literal);
}

function backtrack(solver: Solver, level: number): void {
  if (solver.marks.length <= level) return;
  const mark = solver.marks[level] ?? 0;
  for (const literal of solver.trail.splice(mark)) {
    solver.values[literal] = 0;
    solver.values[literal ^ 1] = 0;
    giveBack(solver.order, literal >> 1);
  }
  solver.marks.length = level;
  solver.head = mark;
}

/** Searches until `budget` conflicts, those of earlier searches included; a model, if any, is in `values` until the next clause. */
export function solve(solver: Solver, budget: number): Answer {
  if (solver.contradiction) return 'unsatisfiable';
  while (solver.conflicts <= budget) {
    const conflict = propagate(solver);
    if (conflict === null) {
      if (!decide(solver)) return 'satisfiable';
      continue;
    }
    solver.conflicts += 1;
    if (solver.marks.length === 0) {
      solver.contradiction = true;
      return 'unsatisfiable';
    }
    learn(solver, conflict);
  }
  backtrack(solver, 0);
  return 'exhausted';
}

function decide(solver: Solver): boolean {
  for (;;) {
    spend(solver.budget, DECISION);
    const best = takeBest(solver.order);
    if (best === undefined) return false;
    if (solver.values[best] !== 0) continue;
    solver.marks.push(solver.trail.length);
    assign(solver, best, null);
    return true;
  }
}

function propagate(solver: Solver): Clause | null {
  while (solver.head < solver.trail.length) {
    const conflict = visit(solver, (solver.trail[solver.head] ?? 0) ^ 1);
    solver.head += 1;
    if (conflict !== null) return conflict;
  }
  return null;
}

/** Moves the watches off a literal that became false. */
function visit(solver: Solver, falsified: Literal): Clause | null {
  const watching = solver.watches[falsified] ?? [];
  spend(solver.budget, 4 * (1 + watching.length));
  let kept = 0;
  let conflict: Clause | null = null;
  for (let at = 0; at < watching.length; at += 1) {
    const clause = watching[at] as Clause;
    if (conflict !== null || !moved(solver, clause, falsified)) {
      watching[kept] = clause;
      kept += 1;
      if (conflict === null && !implied(solver, clause)) conflict = clause;
    }
  }
  watching.length = kept;
  return conflict;
}

function moved(solver: Solver, clause: Clause, falsified: Literal): boolean {
  if (clause[0] === falsified) {
    clause[0] = clause[1] as Literal;
    clause[1] = falsified;
  }
  if (solver.values[clause[0] ?? 0] === 1) return false;
  for (let other = 2; other < clause.length; other += 1) {
    spend(solver.budget, 1);
    const literal = clause[other] as Literal;
    if (solver.values[literal] === -1) continue;
    clause[1] = literal;
    clause[other] = falsified;
    solver.watches[literal]?.push(clause);
    return true;
  }
  return false;
}

function implied(solver: Solver, clause: Clause): boolean {
  const [first = 0] = clause;
  if (solver.values[first] === -1) return false;
  if (solver.values[first] === 0) assign(solver, first, clause);
  return true;
}

/** Learns the clause of the first unique implication point, goes back and asserts it. */
function learn(solver: Solver, conflict: Clause): void {
  const seen = new Set<number>();
  const below: Literal[] = [];
  let reason: Clause | null = conflict;
  let at = solver.trail.length;
  let uip: Literal = 0;
  let open = 0;
  do {
    spend(solver.budget, 3 * (reason?.length ?? 0));
    for (const literal of reason ?? []) open += note(solver, literal, seen, below);
    do {
      at -= 1;
      uip = solver.trail[at] ?? 0;
    } while (!seen.has(uip >> 1));
    reason = solver.reasons[uip >> 1] ?? null;
    open -= 1;
  } while (open > 0);
  const byLevel = (literal: Literal) => solver.levels[literal >> 1] ?? 0;
  below.sort((a, b) => byLevel(b) - byLevel(a));
  const clause = [uip ^ 1, ...below];
  backtrack(solver, below[0] === undefined ? 0 : byLevel(below[0]));
  if (clause.length > 1) watch(solver, clause);
  assign(solver, clause[0] as Literal, clause.length > 1 ? clause : null);
  solver.step *= 1.05;
}

function note(solver: Solver, literal: Literal, seen: Set<number>, below: Literal[]): number {
  const variable = literal >> 1;
  const level = solver.levels[variable] ?? 0;
  if (level === 0 || seen.has(variable)) return 0;
  seen.add(variable);
  bump(solver, variable);
  if (level === solver.marks.length) return 1;
  below.push(literal);
  return 0;
}

function bump(solver: Solver, variable: number): void {
  const { activity } = solver.order;
  const raised = (activity[variable] ?? 0) + solver.step;
  activity[variable] = raised;
  raise(solver.order, variable);
  if (raised < 1e100) return;
  for (let each = 0; each < activity.length; each += 1) activity[each] = (activity[each] ?? 0) * 1e-100;
  solver.step *= 1e-100;
}
