import { type Characters, only, WORD } from './regex.ts';
import { NotModelled, next, peek, type Reader, taken } from './regex-reader.ts';

const CLASSES: Readonly<Record<string, Characters['ranges']>> = {
  d: [[48, 57]],
  w: WORD,
  s: [
    [9, 13],
    [32, 32],
  ],
  h: [
    [9, 9],
    [32, 32],
    [160, 160],
  ],
};
const NAMED: Readonly<Record<string, Characters['ranges']>> = {
  digit: [[48, 57]],
  alpha: [
    [65, 90],
    [97, 122],
  ],
  alnum: [
    [48, 57],
    [65, 90],
    [97, 122],
  ],
  lower: [[97, 122]],
  upper: [[65, 90]],
  word: WORD,
  xdigit: [
    [48, 57],
    [65, 70],
    [97, 102],
  ],
  space: [
    [9, 13],
    [32, 32],
  ],
  blank: [
    [9, 9],
    [32, 32],
  ],
  punct: [
    [33, 47],
    [58, 64],
    [91, 96],
    [123, 126],
  ],
  cntrl: [
    [0, 31],
    [127, 127],
  ],
  graph: [[33, 126]],
  print: [[32, 126]],
};
const ESCAPES: Readonly<Record<string, number>> = { t: 9, n: 10, f: 12, r: 13, a: 7, e: 27 };
/** What stands after a backslash. */
export function escaped(reader: Reader): Characters {
  const character = next(reader);
  const lower = character.toLowerCase();
  const known = Object.hasOwn(CLASSES, lower) ? CLASSES[lower] : undefined;
  if (known !== undefined) return { ranges: known, negated: character !== lower };
  const control = Object.hasOwn(ESCAPES, character) ? ESCAPES[character] : undefined;
  if (control !== undefined) return only(control);
  if (character === 'x') return only(hexadecimal(reader));
  if (/[a-zA-Z0-9]/.test(character)) throw new NotModelled();
  return only(character.charCodeAt(0));
}

function hexadecimal(reader: Reader): number {
  const match = /^(?:([0-7][0-9a-fA-F])|\{([0-7]?[0-9a-fA-F])\})/.exec(reader.source.slice(reader.at));
  if (match === null) throw new NotModelled();
  reader.at += match[0].length;
  return Number.parseInt(match[1] ?? match[2] ?? '', 16);
}

/** What stands after an opening bracket. */
export function characterClass(reader: Reader): Characters {
  const negated = taken(reader, '^');
  const ranges: (readonly [number, number])[] = [];
  // A bracket that comes first is a character.
  do {
    const low = member(reader);
    const isRange = isSingle(low) && peek(reader) === '-' && reader.source[reader.at + 1] !== ']';
    if (isRange) ranges.push(range(reader, low));
    else ranges.push(...low.ranges);
  } while (peek(reader) !== ']');
  reader.at += 1;
  return { ranges: folded(reader, { ranges, negated: false }).ranges, negated };
}

function range(reader: Reader, low: Characters): readonly [number, number] {
  reader.at += 1;
  const high = member(reader);
  const [from, to] = [low.ranges[0]?.[0] ?? 0, high.ranges[0]?.[1] ?? 0];
  if (!isSingle(high) || from > to) throw new NotModelled();
  return [from, to];
}

function isSingle({ ranges: [first, ...others] }: Characters): boolean {
  return first !== undefined && others.length === 0 && first[0] === first[1];
}

function member(reader: Reader): Characters {
  const character = next(reader);
  if (character === '[' && peek(reader) === ':') return named(reader);
  if (character === '[' && /[.=]/.test(peek(reader))) throw new NotModelled();
  if (character !== '\\') return only(character.charCodeAt(0));
  if (taken(reader, 'b')) return only(8);
  const set = escaped(reader);
  return set.negated ? { ranges: others(set.ranges), negated: false } : set;
}

function named(reader: Reader): Characters {
  const match = /^:([a-z]+):\]/.exec(reader.source.slice(reader.at));
  const ranges = match?.[1] !== undefined && Object.hasOwn(NAMED, match[1]) ? NAMED[match[1]] : undefined;
  if (match === null || ranges === undefined) throw new NotModelled();
  reader.at += match[0].length;
  return { ranges, negated: false };
}

/** All characters that are in none of these ranges, which are in order. */
function others(ranges: Characters['ranges']): Characters['ranges'] {
  const starts = [0, ...ranges.map(([, high]) => high + 1)];
  const ends = [...ranges.map(([low]) => low - 1), 0xffff];
  return starts.map((start, at) => [start, ends[at] ?? 0xffff] as const).filter(([low, high]) => low <= high);
}

/** Both cases of letters, where the expression ignores case. */
export function folded(reader: Reader, set: Characters): Characters {
  if (!reader.fold) return set;
  const cased = set.ranges.flatMap(([low, high]) => [
    ...overlap(low, high, 65, 90, 32),
    ...overlap(low, high, 97, 122, -32),
  ]);
  return { ranges: [...set.ranges, ...cased], negated: set.negated };
}

function overlap(low: number, high: number, from: number, to: number, shift: number) {
  const [start, end] = [Math.max(low, from), Math.min(high, to)];
  return start <= end ? [[start + shift, end + shift] as const] : [];
}
