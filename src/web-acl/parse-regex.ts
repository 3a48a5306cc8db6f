import { ANYTHING, type Characters, EMPTY, either, type Language, one, repeat, then } from './language.ts';

interface Reader {
  readonly source: string;
  readonly fold: boolean;
  at: number;
}

class NotModelled extends Error {}

const CLASSES: Readonly<Record<string, readonly (readonly [number, number])[]>> = {
  d: [[48, 57]],
  w: [
    [48, 57],
    [65, 90],
    [95, 95],
    [97, 122],
  ],
  s: [
    [9, 13],
    [32, 32],
  ],
};
const ESCAPES: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13 };

/** The language of values in which the expression is found, or null where it uses what we do not model. */
export function parseRegex(source: string): Language | null {
  const fold = source.startsWith('(?i)');
  const reader: Reader = { source: fold ? source.slice(4) : source, fold, at: 0 };
  try {
    const language = either(alternatives(reader, true));
    return reader.at === reader.source.length ? language : null;
  } catch (error) {
    if (error instanceof NotModelled) return null;
    throw error;
  }
}

function alternatives(reader: Reader, outermost: boolean): readonly Language[] {
  const found = [sequence(reader, outermost)];
  while (taken(reader, '|')) found.push(sequence(reader, outermost));
  return found;
}

/** Anchors are modelled at the ends of outermost alternatives only. */
function sequence(reader: Reader, outermost: boolean): Language {
  const anchored = outermost && taken(reader, '^');
  const parts: Language[] = [];
  let ended = false;
  while (reader.at < reader.source.length && !'|)'.includes(peek(reader))) {
    if (ended) throw new NotModelled();
    ended = outermost && taken(reader, '$');
    if (!ended) parts.push(quantified(reader));
  }
  const body = parts.reduceRight((rest, part) => then(part, rest), ended || !outermost ? EMPTY : ANYTHING);
  return outermost && !anchored ? then(ANYTHING, body) : body;
}

function quantified(reader: Reader): Language {
  let part = atom(reader);
  for (;;) {
    if (taken(reader, '*')) part = repeat(part);
    else if (taken(reader, '+')) part = then(part, repeat(part));
    else if (taken(reader, '?')) part = either([EMPTY, part]);
    else if (peek(reader) === '{') part = counted(reader, part);
    else return part;
    // Lazy quantifiers find the same values; possessive ones do not.
    if (!taken(reader, '?') && peek(reader) === '+') throw new NotModelled();
  }
}

const MOST_COPIES = 64;

function counted(reader: Reader, part: Language): Language {
  const match = /^\{(\d+)(,(\d*))?\}/.exec(reader.source.slice(reader.at));
  if (match === null) throw new NotModelled();
  reader.at += match[0].length;
  const least = Number(match[1]);
  const most = match[2] === undefined ? least : match[3] === '' ? null : Number(match[3]);
  if (least > MOST_COPIES || (most ?? 0) > MOST_COPIES || (most ?? least) < least) throw new NotModelled();
  let tail = most === null ? repeat(part) : EMPTY;
  for (let copy = least; copy < (most ?? least); copy += 1) tail = either([EMPTY, then(part, tail)]);
  for (let copy = 0; copy < least; copy += 1) tail = then(part, tail);
  return tail;
}

function atom(reader: Reader): Language {
  const character = next(reader);
  switch (character) {
    case '(':
      return group(reader);
    case '[':
      return one(characterClass(reader));
    case '.':
      return one({ ranges: [[10, 10]], negated: true });
    case '\\':
      return one(folded(reader, escaped(reader)));
    case '^':
    case '$':
    case '*':
    case '+':
    case '?':
    case '{':
    case '}':
    case ')':
      throw new NotModelled();
    default:
      return one(folded(reader, single(character.charCodeAt(0))));
  }
}

function group(reader: Reader): Language {
  if (taken(reader, '?') && !taken(reader, ':')) throw new NotModelled();
  const inside = either(alternatives(reader, false));
  if (!taken(reader, ')')) throw new NotModelled();
  return inside;
}

function escaped(reader: Reader): Characters {
  const character = next(reader);
  const lower = character.toLowerCase();
  const known = CLASSES[lower];
  if (known !== undefined) return { ranges: known, negated: character !== lower };
  const control = ESCAPES[character];
  if (control !== undefined) return single(control);
  if (/[a-zA-Z0-9]/.test(character)) throw new NotModelled();
  return single(character.charCodeAt(0));
}

function characterClass(reader: Reader): Characters {
  const negated = taken(reader, '^');
  const ranges: (readonly [number, number])[] = [];
  while (peek(reader) !== ']') {
    const low = member(reader);
    const isRange = low.ranges.length === 1 && peek(reader) === '-' && reader.source[reader.at + 1] !== ']';
    if (isRange) ranges.push(range(reader, low));
    else ranges.push(...low.ranges);
  }
  reader.at += 1;
  if (ranges.length === 0) throw new NotModelled();
  return { ranges: folded(reader, { ranges, negated: false }).ranges, negated };
}

function range(reader: Reader, low: Characters): readonly [number, number] {
  reader.at += 1;
  const high = member(reader);
  const [from, to] = [low.ranges[0]?.[0] ?? 0, high.ranges[0]?.[1] ?? 0];
  if (high.ranges.length !== 1 || from > to) throw new NotModelled();
  return [from, to];
}

function member(reader: Reader): Characters {
  const character = next(reader);
  if (character === '[' && peek(reader) === ':') throw new NotModelled();
  if (character !== '\\') return single(character.charCodeAt(0));
  const set = escaped(reader);
  if (set.negated) throw new NotModelled();
  return set;
}

function single(code: number): Characters {
  return { ranges: [[code, code]], negated: false };
}

function folded(reader: Reader, set: Characters): Characters {
  if (!reader.fold) return set;
  const others = set.ranges.flatMap(([low, high]) => [
    ...overlap(low, high, 65, 90, 32),
    ...overlap(low, high, 97, 122, -32),
  ]);
  return { ranges: [...set.ranges, ...others], negated: set.negated };
}

function overlap(low: number, high: number, from: number, to: number, shift: number) {
  const [start, end] = [Math.max(low, from), Math.min(high, to)];
  return start <= end ? [[start + shift, end + shift] as const] : [];
}

function taken(reader: Reader, character: string): boolean {
  if (peek(reader) !== character) return false;
  reader.at += 1;
  return true;
}

function peek(reader: Reader): string {
  return reader.source[reader.at] ?? '';
}

function next(reader: Reader): string {
  const character = reader.source[reader.at];
  if (character === undefined) throw new NotModelled();
  reader.at += 1;
  return character;
}
