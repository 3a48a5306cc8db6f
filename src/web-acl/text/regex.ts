/** A set of character codes. */
export interface Characters {
  readonly ranges: readonly (readonly [number, number])[];
  readonly negated: boolean;
}

/** A regular expression: characters, and what holds between them without taking one. */
export type Regex =
  | { readonly kind: 'one'; readonly of: Characters }
  | { readonly kind: 'sequence' | 'either'; readonly of: readonly Regex[] }
  | { readonly kind: 'repeat'; readonly of: Regex; readonly least: number; readonly most: number | null }
  | { readonly kind: 'assert'; readonly what: Assertion };

/** `line-end` is the end, or a line feed that is the last character: what `$` means. */
export type Assertion = 'start' | 'end' | 'line-end' | 'boundary' | 'no-boundary';

export const EMPTY: Regex = { kind: 'sequence', of: [] };
export const WORD: Characters['ranges'] = [
  [48, 57],
  [65, 90],
  [95, 95],
  [97, 122],
];

export function sequence(...of: readonly Regex[]): Regex {
  return { kind: 'sequence', of };
}

export function either(of: readonly Regex[]): Regex {
  return of.length === 1 && of[0] !== undefined ? of[0] : { kind: 'either', of };
}

export function repeat(of: Regex, least = 0, most: number | null = null): Regex {
  return { kind: 'repeat', of, least, most };
}

export function one(of: Characters): Regex {
  return { kind: 'one', of };
}

export function text(literal: string): Regex {
  return sequence(...[...literal].map((character) => one(only(character.charCodeAt(0)))));
}

export function except(characters: string): Regex {
  return one({ ranges: rangesOf(characters), negated: true });
}

export function rangesOf(characters: string): Characters['ranges'] {
  return [...characters].map(
    (character) => only(character.charCodeAt(0)).ranges[0] as readonly [number, number],
  );
}

export function only(code: number): Characters {
  return { ranges: [[code, code]], negated: false };
}

export function holds({ ranges, negated }: Characters, code: number): boolean {
  for (const [low, high] of ranges) if (low <= code && code <= high) return !negated;
  return negated;
}

/** The same expression where several bytes may be one character, or null where that makes no difference. */
export function overBytes(regex: Regex): Regex | null {
  const wide = (leaf: Leaf) => {
    const isWide = leaf.kind === 'one' && (holds(leaf.of, 0x80) || holds(leaf.of, 0xff));
    return isWide ? either([leaf, MULTIBYTE]) : null;
  };
  return replaced(regex, wide, isAnyNumber);
}

/** `.*` and the like: any number of a set that holds all bytes of which characters are made. */
function isAnyNumber(regex: Regex): boolean {
  if (regex.kind !== 'repeat' || regex.of.kind !== 'one') return false;
  const {
    least,
    most,
    of: { of: set },
  } = regex;
  return least <= 1 && most === null && BYTES.every((code) => holds(set, code));
}

const BYTES: readonly number[] = [...Array(0xf5 - 0x80).keys()].map((at) => 0x80 + at);

/** The same expression where `$` is the very end, or null where that makes no difference. */
export function toTheEnd(regex: Regex): Regex | null {
  return replaced(regex, (leaf) =>
    leaf.kind === 'assert' && leaf.what === 'line-end' ? { kind: 'assert', what: 'end' } : null,
  );
}

type Leaf = Extract<Regex, { readonly kind: 'one' | 'assert' }>;

/** Null where nothing in it is replaced. */
function replaced(
  regex: Regex,
  replacement: (leaf: Leaf) => Regex | null,
  isKept: (part: Regex) => boolean = () => false,
): Regex | null {
  if (isKept(regex)) return null;
  switch (regex.kind) {
    case 'one':
    case 'assert':
      return replacement(regex);
    case 'sequence':
    case 'either': {
      const of = regex.of.map((each) => replaced(each, replacement, isKept));
      if (of.every((each) => each === null)) return null;
      return { kind: regex.kind, of: of.map((each, at) => each ?? (regex.of[at] as Regex)) };
    }
    case 'repeat': {
      const of = replaced(regex.of, replacement, isKept);
      return of && { ...regex, of };
    }
  }
}

/** UTF-8: a byte that leads, and those that follow. */
const MULTIBYTE: Regex = sequence(
  one({ ranges: [[0xc2, 0xf4]], negated: false }),
  repeat(one({ ranges: [[0x80, 0xbf]], negated: false }), 1, 3),
);

/** A short value that the expression finds, unless an assertion stands against it. */
export function sampleOf(regex: Regex): string {
  switch (regex.kind) {
    case 'one':
      return String.fromCharCode(
        ORDINARY.find((code) => holds(regex.of, code)) ?? regex.of.ranges[0]?.[0] ?? 0,
      );
    case 'sequence':
      return regex.of.map(sampleOf).join('');
    case 'either':
      return regex.of[0] === undefined ? '' : sampleOf(regex.of[0]);
    case 'repeat':
      return sampleOf(regex.of).repeat(Math.min(regex.least, 64));
    case 'assert':
      return '';
  }
}

/** The characters to prefer in what is shown, the plainest first. */
export const ORDINARY: readonly number[] = [
  ...'xyzabcdefghijklmnopqrstuvw0123456789XYZABCDEFGHIJKLMNOPQRSTUVW-_./=&,:;@~!$()*[]{}|<>"\'`^\\?#+% ',
].map((character) => character.charCodeAt(0));
