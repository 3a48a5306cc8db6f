/**
 * What one proof may still cost, all its parts together, in steps of some 50 ns. Steps are counted and no clock is read,
 * so that the same web ACL has the same verdict on every machine.
 */
export interface Budget {
  steps: number;
  /** Where the part at work must end; less than nothing is left to nobody. */
  least: number;
}

/** The budget, or the part of it that was given to some search, is used up. */
export class TooComplex extends Error {
  override readonly message = 'too complex';
}

/** A web ACL at AWS's limits that is no puzzle takes a tenth of it, and all of it less than a second. */
export const PROOF = 12_000_000;
/** Kept for saying why, once a request is found. */
export const ACCOUNT = 1_000_000;

export function createBudget(steps: number): Budget {
  return { steps, least: 0 };
}

export function spend(budget: Budget, steps: number): void {
  budget.steps -= steps;
  if (budget.steps < budget.least) throw new TooComplex();
}

/** What a search finds within so many steps, or null where that is not enough. */
export function within<Found>(budget: Budget, most: number, search: () => Found): Found | null {
  const { least } = budget;
  budget.least = Math.max(least, budget.steps - most);
  try {
    return search();
  } catch (error) {
    if (isTooComplex(error)) return null;
    throw error;
  } finally {
    budget.least = least;
  }
}

/** Statements nested beyond the stack, or a text beyond what a string holds, are too; AWS accepts neither. */
export function isTooComplex(error: unknown): boolean {
  return error instanceof TooComplex || error instanceof RangeError;
}

/** What a search may use of the budget; it looks itself whether that is spent, and makes do with what it has. */
export interface Allowance {
  readonly budget: Budget;
  /** The steps that must be left. */
  readonly until: number;
}

export function allow(budget: Budget, most: number): Allowance {
  return { budget, until: Math.max(budget.least, budget.steps - most) };
}

/** A part of an allowance. */
export function portion({ budget, until }: Allowance, most: number): Allowance {
  return { budget, until: Math.max(until, budget.steps - most) };
}

export function isSpent({ budget, until }: Allowance): boolean {
  return budget.steps < until;
}
