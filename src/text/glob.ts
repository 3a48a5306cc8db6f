/** `*` is any text, the empty one too, `?` any one character, and nothing else is special. Case is the caller's. */
export function matchesGlob(text: string, pattern: string): boolean {
  const wild = pattern.search(/[*?]/);
  if (wild < 0) return text === pattern;
  // Of thousands of names most differ from what stands before the first wildcard.
  return text.startsWith(pattern.slice(0, wild)) && absorbs(gapsOf(pattern), [...text]);
}

/** Whether every text that `narrow` matches, `wide` matches too. */
export const globCovers = (wide: string, narrow: string): boolean => absorbs(gapsOf(wide), tokensOf(narrow));

const any = Symbol('*');
const one = Symbol('?');
/** A `?` beside a `*`: one character of a gap that may be longer. */
const atLeastOne = Symbol('?*');
type Token = string | typeof any | typeof one | typeof atLeastOne;

export const tokensOf = (pattern: string): readonly Token[] =>
  [...pattern].map((character) => (character === '*' ? any : character === '?' ? one : character));

/** Every run of wildcards with a `*` becomes its `?`s and then one `*`: `*?*` asks for one character or more. */
export function gapsOf(pattern: string): readonly Token[] {
  const runs = pattern.match(/[*?]+|[^*?]+/g) ?? [];
  return runs.flatMap((run): readonly Token[] => {
    const tokens = tokensOf(run);
    if (!tokens.includes(any)) return tokens;
    const least = tokens.filter((token) => token === one).map((): Token => atLeastOne);
    return least.concat(any);
  });
}

/**
 * Whether the pattern takes all tokens, whatever the wildcards among them stand for. The worst they stand for is a
 * character found nowhere else, so only a wildcard takes a wildcard. What stands between two `*` may go where it
 * fits first: only the last `*` is ever come back to, so that steps are bounded by the product of both lengths.
 */
export function absorbs(pattern: readonly Token[], tokens: readonly Token[]): boolean {
  let at = 0;
  let next = 0;
  let star = { at: -1, next: tokens.length };
  while (at < pattern.length || next < tokens.length) {
    const step = stepOf(pattern[at], tokens[next]);
    if (pattern[at] === any) {
      star = { at, next };
      at += 1;
    } else if (step) {
      at += step.at;
      next += step.next;
    } else {
      if (star.next >= tokens.length) return false;
      star = { at: star.at, next: star.next + 1 };
      at = star.at + 1;
      next = star.next;
    }
  }
  return true;
}

/** How far both get, if the pattern can take the token. */
function stepOf(wanted: Token | undefined, token: Token | undefined) {
  if (wanted === undefined || token === undefined) return undefined;
  // It may be empty: it counts for nothing, but the gap can hold it.
  if (wanted === atLeastOne && token === any) return { at: 0, next: 1 };
  const isWild = wanted === one || wanted === atLeastOne;
  return (isWild && token !== any) || wanted === token ? { at: 1, next: 1 } : undefined;
}
