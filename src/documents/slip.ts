import { type Sentence, saying } from './sentence.ts';

/** Where in a document something stands: keys and indexes from its root. */
export type Path = readonly (string | number)[];

/** A mistake before it has a place in the text. */
export interface Slip {
  readonly path: Path;
  /** What the caret stands under: the value at the path, or its key. */
  readonly at: 'key' | 'value';
  readonly message: string;
}

/** Whether none of the slips is at a path or inside it. */
export function soundBut(slips: readonly Slip[]): (path: Path) => boolean {
  const above = new Set(slips.flatMap(({ path }) => path.map((_, at) => nameOf(path.slice(0, at + 1)))));
  return (path) => (path.length === 0 ? slips.length === 0 : !above.has(nameOf(path)));
}

const nameOf = (path: Path): string => JSON.stringify(path);

export const atKey = (path: Path, message: Sentence): Slip => saying({ path, at: 'key' }, message);
export const atValue = (path: Path, message: Sentence): Slip => saying({ path, at: 'value' }, message);
