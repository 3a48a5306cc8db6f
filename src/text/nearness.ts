import { distance } from 'fastest-levenshtein';

/**
 * How far a text is from what was meant, from 0 to 1, whatever its case: one that holds the other is near, else it is the
 * share of characters that would have to change. Wildcards stand for nothing.
 */
export function farness(text: string, meant: string): number {
  const [a, b] = [text.toLowerCase(), meant.toLowerCase().replace(/[*?]/g, '')];
  const longest = Math.max(a.length, b.length, 1);
  if (b !== '' && (a.includes(b) || b.includes(a))) return Math.abs(a.length - b.length) / (longest * 10);
  return distance(a, b) / longest;
}

/** Beyond that two texts have nothing in common. */
export const tooFar = 0.6;
