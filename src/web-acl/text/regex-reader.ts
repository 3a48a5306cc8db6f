/** The text of an expression and how far it has been read. */
export interface Reader {
  readonly source: string;
  /** Letters of either case are the same. */
  fold: boolean;
  /** A dot takes a line feed too. */
  dotAll: boolean;
  at: number;
}

/** The expression uses what is not modelled. */
export class NotModelled extends Error {}

export function taken(reader: Reader, character: string): boolean {
  if (peek(reader) !== character) return false;
  reader.at += 1;
  return true;
}

export function peek(reader: Reader): string {
  return reader.source[reader.at] ?? '';
}

export function next(reader: Reader): string {
  const character = reader.source[reader.at];
  if (character === undefined) throw new NotModelled();
  reader.at += 1;
  return character;
}
