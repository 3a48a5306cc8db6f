import { expect, test } from '@jest/globals';
import { init } from 'z3-solver';
import { addClause, createSolver, declare, solve } from '../../src/web-acl/sat.ts';
import { randomFrom } from './random-request.ts';

type Clauses = readonly (readonly number[])[];

/** Random 3-SAT around the ratio where half the instances have a solution. */
function randomClauses(random: () => number, variables: number): Clauses {
  const literal = () => 2 * Math.floor(random() * variables) + (random() < 0.5 ? 1 : 0);
  return [...Array(Math.round(variables * 4.2))].map(() => [literal(), literal(), literal()]);
}

function own(clauses: Clauses, variables: number): string {
  const solver = createSolver();
  declare(solver, variables);
  for (let variable = 0; variable < variables; variable += 1) solver.decisions.push(2 * variable + 1);
  for (const clause of clauses) addClause(solver, clause);
  const answer = solve(solver, 100_000);
  const isMet = clauses.every((clause) => clause.some((literal) => solver.values[literal] === 1));
  return answer === 'satisfiable' && !isMet ? 'wrong model' : answer;
}

function smtLib(clauses: Clauses, variables: number): string {
  const spell = (literal: number) => (literal % 2 === 0 ? `v${literal >> 1}` : `(not v${literal >> 1})`);
  const declared = [...Array(variables).keys()].map((at) => `(declare-const v${at} Bool)`);
  const asserted = clauses.map((clause) => `(assert (or ${clause.map(spell).join(' ')}))`);
  return [...declared, ...asserted, '(check-sat)'].join('\n');
}

test('our solver and Z3 agree on random clauses', async () => {
  const { Z3, em } = await init();
  const random = randomFrom(3);
  const context = Z3.mk_context(Z3.mk_config());
  const answers = { satisfiable: 0, unsatisfiable: 0 };
  for (let round = 0; round < 60; round += 1) {
    const variables = 5 + (round % 40);
    const clauses = randomClauses(random, variables);
    const theirs = await Z3.eval_smtlib2_string(context, `(reset)\n${smtLib(clauses, variables)}`);
    const ours = own(clauses, variables);
    expect(ours).toBe(theirs.trim() === 'sat' ? 'satisfiable' : 'unsatisfiable');
    answers[ours as keyof typeof answers] += 1;
  }
  expect(answers.satisfiable).toBeGreaterThan(10);
  expect(answers.unsatisfiable).toBeGreaterThan(10);
  em.PThread.terminateAllThreads();
}, 60_000);
