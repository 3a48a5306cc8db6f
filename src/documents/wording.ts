import { distance } from 'fastest-levenshtein';
import { byText } from '../text/by-text.ts';
import { isObject } from './json-object.ts';

/** `; did you mean "autoscaling"?` where a name is near, else `; there are: a, b`, for the end of a sentence. */
export function orElse(wrong: string, names: readonly string[], thereAre = 'there are'): string {
  const near = nearest(wrong, names);
  return near === undefined ? listing(names, thereAre) : `; did you mean "${near}"?`;
}

/** `; there are: a, b` */
export const listing = (names: readonly string[], thereAre = 'there are'): string =>
  `; ${thereAre}: ${[...names].sort(byText).join(', ') || 'none'}`;

/** The name that differs least, or that differs in its writing only, or that begins as the wrong one does. */
export function nearest(wrong: string, names: readonly string[]): string | undefined {
  // What is that long is no slip of a finger, and to compare it costs as much as it is long.
  if (wrong.length > 100) return undefined;
  if (!/[a-z]/i.test(wrong)) return undefined; // of two numbers none is nearer
  // Of several in one text, none is what was meant; of what is not meant, less.
  if (/[|,]|^!|^not\s/.test(wrong)) return undefined;
  return (
    only(names, (name) => compact(name) === compact(wrong)) ??
    byDistance(wrong, names, Math.min(slip, Math.floor(wrong.length / 4))) ??
    only(names, (name) => begins(name, wrong)) ??
    byDistance(wrong, names, Math.min(4, Math.max(slip, Math.floor(wrong.length / 3))))
  );
}

const only = (names: readonly string[], isIt: (name: string) => boolean): string | undefined => {
  const found = names.filter(isIt);
  return found.length === 1 ? found[0] : undefined;
};

/** `multiAz`, `multi_az` and `multi-azs` are `multi-az`. */
export const compact = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replace(/ies$/, 'y')
    .replace(/s$/, '');

const fewest = 3;

function begins(name: string, wrong: string): boolean {
  const [a, b] = [compact(name), compact(wrong)];
  return Math.min(a.length, b.length) >= fewest && (a.startsWith(b) || b.startsWith(a));
}

/** Two letters exchanged, or one too many. */
const slip = 2;

function byDistance(wrong: string, names: readonly string[], far: number): string | undefined {
  const ranked = names
    // Of `ipv4` and `ipv6` neither is a slip of the other.
    .filter((name) => compact(name) === compact(wrong) || withoutDigits(name) !== withoutDigits(wrong))
    .map((name) => ({ name, off: distance(wrong.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.off - b.off);
  const [best] = ranked;
  if (!best || best.off > far) return undefined;
  // Of a short name half is another name, unless letters only changed places.
  const isNear =
    best.off * 2 < Math.max(best.name.length, wrong.length) || lettersOf(best.name) === lettersOf(wrong);
  return isNear ? best.name : undefined;
}

const lettersOf = (text: string): string => [...text.toLowerCase()].sort().join('');
const withoutDigits = (text: string): string => text.toLowerCase().replace(/[0-9]+/g, '0');

/** The only name that ends as a word does: `elastic-throughput` for `throughput`. */
export const endingSo = (word: string, names: readonly string[]): string | undefined =>
  only(names, (name) => compact(word).length > fewest && compact(name).endsWith(compact(word)));

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

/** What a word that stands for true or false stands for: `yes`, `disabled`, `True`. */
export function booleanSaid(word: string): boolean | undefined {
  if (/^(true|yes|on|enabled?)$/i.test(word.trim())) return true;
  return /^(false|no|off|disabled?)$/i.test(word.trim()) ? false : undefined;
}
