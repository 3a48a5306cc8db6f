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
export const soundBut =
  (slips: readonly Slip[]) =>
  (path: Path): boolean =>
    !slips.some((slip) => path.every((key, index) => slip.path[index] === key));

export const atKey = (path: Path, message: string): Slip => ({ path, at: 'key', message });
export const atValue = (path: Path, message: string): Slip => ({ path, at: 'value', message });
