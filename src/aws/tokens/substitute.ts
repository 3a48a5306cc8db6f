import { createHmac } from 'node:crypto';

// A letter stays one of its case, and a hexadecimal digit one: what a transformation makes of a text does not depend on
// which, so that no transformation tells a token from what it stands for.
const CLASSES = ['abcdef', 'ghijklmnopqrstuvwxyz', '0123456789'] as const;

/** The letters and digits of a text, without regard to case: texts that differ in nothing else get like tokens. */
export const essence = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');

/** The text with each letter and digit but those that must stay replaced, as the salt and the essence have it. */
export function substitute(
  text: string,
  {
    salt,
    nonce,
    stays,
  }: { readonly salt: Buffer; readonly nonce: number; readonly stays: ReadonlySet<number> },
): string {
  const stream = streamOf(salt, `${nonce} ${essence(text)}`, text.length);
  let at = 0;
  return text.replace(/[a-zA-Z0-9]/g, (character) => {
    const index = at;
    at += 1;
    return stays.has(index) ? character : shifted(character, stream[index] ?? 0);
  });
}

function shifted(character: string, by: number): string {
  const small = character.toLowerCase();
  const letters = CLASSES.find((each) => each.includes(small)) ?? small;
  const other = letters[(letters.indexOf(small) + by) % letters.length] ?? small;
  return small === character ? other : other.toUpperCase();
}

function streamOf(salt: Buffer, of: string, length: number): Buffer {
  const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, block) =>
    createHmac('sha256', salt).update(`${block} ${of}`).digest(),
  );
  return Buffer.concat(blocks);
}

/** Where, counted in letters and digits, a text must stay as it is. */
export function placesOf(text: string, spans: readonly Span[]): readonly number[] {
  const places = [...text.matchAll(/[a-zA-Z0-9]/g)].map(({ index }) => index);
  return [...places.keys()].filter((place) =>
    spans.some(({ from, to }) => from <= (places[place] ?? 0) && (places[place] ?? 0) < to),
  );
}

/** From one character up to, not including, another. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * Where a piece stands in a text; with `isPart`, also where it may stand that holds the text as a part, and so runs over
 * its ends. Without regard to case: an occurrence in one case may be one in another.
 */
export function spansOf(text: string, piece: string, isPart: boolean): readonly Span[] {
  const [within, wanted] = [text.toLowerCase(), piece.toLowerCase()];
  if (wanted === '') return [];
  const [first, last] = isPart ? [1 - wanted.length, within.length - 1] : [0, within.length - wanted.length];
  const spans: Span[] = [];
  for (let at = first; at <= last; at += 1) {
    const [from, to] = [Math.max(0, at), Math.min(within.length, at + wanted.length)];
    if (within.slice(from, to) === wanted.slice(from - at, to - at)) spans.push({ from, to });
  }
  return spans;
}
