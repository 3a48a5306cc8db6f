import { fail, type Resource, remedyForState, stateText, type Verdict } from '../../src/rule.ts';

/**
 * A failure where AWS says that the resource does no work and will not by itself, whatever else it shows; undefined
 * otherwise. That it does not count as existing is not enough: others beside it may.
 */
export function brokenOf(
  { condition }: Pick<Resource, 'condition'>,
  noun: string,
  path: string,
): Verdict | undefined {
  if (!condition || condition.serves || condition.moving) return undefined;
  const { state } = condition;
  return fail(`the ${noun} is ${stateText(state)}`, {
    expected: 'in service',
    actual: state,
    path,
    fix: remedyForState(`the ${noun}`, condition),
  });
}
