import { expect, test } from '@jest/globals';
import { init } from 'z3-solver';
import { createBudget } from '../../src/web-acl/budget.ts';
import { addDecision } from '../../src/web-acl/decide/order.ts';
import { addClause, createSolver, declare, solve } from '../../src/web-acl/decide/sat.ts';
import { randomFrom } from './random-request.ts';

type Clauses = readonly (readonly number[])[];

/** Random 3-SAT around the ratio where half the instances have a solution. */
function randomClauses(random: () => number, variables: number): Clauses {
  const literal = () => 2 * Math.floor(random() * variables) + (random() < 0.5 ? 1 : 0);
  return [...Array(Math.round(variables * 4.2))].map(() => [literal(), literal(), literal()]);
}

function own(clauses: Clauses, variables: number): string {
  const solver = createSolver(createBudget(Number.POSITIVE_INFINITY));
  declare(solver, variables);
  for (let variable = 0; variable < variables; variable += 1) addDecision(solver.order, 2 * variable + 1);
  for (const clause of clauses) addClause(solver, clause);
  const answer = solve(solver, 100_000);
  const isMet = clauses.every((clause) => clause.some((literal) => solver.values[literal] === 1));
  return answer === 'satisfiable' && !isMet ? 'wrong model' : answer;
}

test('our solver and Z3 agree on random clauses', async () => {
  const { Context, em } = await init();
  // Clause by clause, not as text: z3-solver frees a text before its thread has read it.
  const { Solver, Bool, Or, Not } = Context('main');
  const random = randomFrom(3);
  const answers = { satisfiable: 0, unsatisfiable: 0 };
  for (let round = 0; round < 60; round += 1) {
    const variables = 5 + (round % 40);
    const clauses = randomClauses(random, variables);
    const names = [...Array(variables).keys()].map((at) => Bool.const(`v${at}`));
    const spell = (literal: number) => {
      const name = names[literal >> 1] ?? Bool.val(false);
      return literal % 2 === 0 ? name : Not(name);
    };
    const solver = new Solver();
    for (const clause of clauses) solver.add(Or(...clause.map(spell)));
    const theirs = await solver.check();
    const ours = own(clauses, variables);
    expect([round, theirs]).toEqual([round, ours === 'satisfiable' ? 'sat' : 'unsat']);
    answers[ours as keyof typeof answers] += 1;
  }
  expect(answers.satisfiable).toBeGreaterThan(10);
  expect(answers.unsatisfiable).toBeGreaterThan(10);
  em.PThread.terminateAllThreads();
}, 60_000);
