import type { Condition } from '../../model/resource.ts';

/**
 * What AWS's words for the state of one kind of resource mean. Any other is on its way and not said to serve, be it
 * `creating`, `failing-over` or a word that is newer than this list.
 */
export interface States {
  /** It does its work, and nothing is on its way that a verdict could hang on. */
  readonly serves: RegExp;
  /** It does its work while it becomes something else. */
  readonly changes: RegExp;
  /** It does no work and will not by itself. */
  readonly broken: RegExp;
}

/** AWS tells since when only of what is being created: `created`. */
export function conditionOf(
  state: string | undefined,
  { serves, changes, broken }: States,
  created?: Date,
): Condition {
  if (state === undefined) return { state: 'without a status', serves: false, moving: true };
  const isSettled = serves.test(state) || broken.test(state);
  const condition = { state, serves: serves.test(state) || changes.test(state), moving: !isSettled };
  return state === 'creating' && created ? { ...condition, since: created.toISOString() } : condition;
}
