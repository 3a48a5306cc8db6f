import type { Operation } from '../../model/operation.ts';
import type { Place } from '../../model/ports.ts';
import { Refused, reasonOf } from '../../model/unseen.ts';

/** Puts a question once more, since its answer contradicts another: what has changed meanwhile is then known. */
export const askAgain = <I extends object, O extends object>(
  place: Place,
  operation: Operation<I, O>,
  input: I,
): Promise<O> => place.again(operation, input);

/**
 * Whether what was listed, and then not found by another question, was deleted in between. A question about it alone
 * decides: AWS no longer knows it, or still shows it, and then its answers contradict each other. A recording that
 * lacks the question leaves it at what AWS said, that it is not there.
 */
export async function isGoneNow(isShown: () => Promise<boolean>): Promise<boolean> {
  try {
    return !(await isShown());
  } catch (error) {
    if (error instanceof Refused)
      return error.unseen.kind === 'not-in-evidence' || /NotFound/.test(reasonOf(error) ?? '');
    throw error;
  }
}
