/** Takes work that yields between its parts to its end. Judging is no waiting: who drives it may let others have their turn. */
export type Drive = <Result>(work: Generator<void, Result>) => Promise<Result>;

/** All of it at a stretch. */
export function atOnce<Result>(work: Generator<void, Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}
