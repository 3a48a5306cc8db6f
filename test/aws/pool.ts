/** Lends each of `members` to one task at a time. */
export function poolOf<T>(members: readonly T[]): <R>(task: (member: T) => Promise<R>) => Promise<R> {
  const idle = [...members];
  const waiting: ((member: T) => void)[] = [];
  return async (task) => {
    const member = idle.pop() ?? (await new Promise<T>((resolve) => waiting.push(resolve)));
    try {
      return await task(member);
    } finally {
      const next = waiting.shift();
      if (next) next(member);
      else idle.push(member);
    }
  };
}
