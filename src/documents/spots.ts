import type { Mistake } from './mistake.ts';

/** Where an offset of a text is: line and column, and how much of the range stands on that line. */
export type Spots = (offset: number, length: number) => Omit<Mistake, 'file' | 'message'>;

/** The lines are counted once: a text may hold as many mistakes as it has lines. */
export function spotsIn(text: string): Spots {
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map(({ index, 0: end }) => index + end.length)];
  // All of a file may be one line, with thousands of mistakes in it.
  const lines = new Map<number, string>();
  return (offset, length) => {
    const line = lineAt(starts, offset);
    const start = starts[line - 1] ?? 0;
    const source = lines.get(line) ?? text.slice(start, starts[line] ?? text.length).replace(/[\r\n]+$/, '');
    lines.set(line, source);
    return {
      line,
      column: offset - start + 1,
      length: Math.max(1, Math.min(length, source.length - (offset - start))),
      source,
    };
  };
}

/** How many lines begin at the offset or before it. */
function lineAt(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
