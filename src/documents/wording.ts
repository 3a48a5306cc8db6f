import { distance } from 'fastest-levenshtein';
import { byText } from '../text/by-text.ts';
import { isObject } from './json-object.ts';

/** `; did you mean "autoscaling"?` where a name is near, else `; there are: a, b`, for the end of a sentence. */
export function orElse(wrong: string, names: readonly string[], thereAre = 'there are'): string {
  const near = nearest(wrong, names);
  if (near !== undefined) return `; did you mean "${near}"?`;
  return `; ${thereAre}: ${[...names].sort(byText).join(', ') || 'none'}`;
}

export function nearest(wrong: string, names: readonly string[]): string | undefined {
  // What is that long is no slip of a finger, and to compare it costs as much as it is long.
  if (wrong.length > 100) return undefined;
  const far = Math.min(4, Math.max(2, Math.floor(wrong.length / 3)));
  const ranked = names
    .map((name) => ({ name, off: distance(wrong.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.off - b.off);
  const [best] = ranked;
  return best && best.off <= far && best.off < best.name.length ? best.name : undefined;
}

/** A value as a message quotes it: short, and never more than a word for a structure. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (isObject(value)) return 'an object';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…"` : text;
}

/** A description inside a sentence: `The load balancer it is behind.` becomes `the load balancer it is behind`. */
export function phrase(description: string): string {
  const [first = '', ...rest] = description.replace(/\.$/, '');
  const second = rest[0] ?? '';
  const initials = second === second.toUpperCase() && second !== ' ';
  return `${initials ? first : first.toLowerCase()}${rest.join('')}`;
}
