import { distance } from 'fastest-levenshtein';
import { byText } from '../text/by-text.ts';
import { isObject } from './json-object.ts';
import { once } from './once.ts';

/** Names that a wrong one may have been meant for; made ready where many wrong ones are held against them. */
export interface Names {
  readonly forms: readonly Form[];
  readonly sorted: () => readonly string[];
}

interface Form {
  readonly name: string;
  readonly lower: string;
  readonly compact: string;
}

export function namesOf(names: readonly string[]): Names {
  const forms = names.map((name) => ({ name, lower: name.toLowerCase(), compact: compact(name) }));
  return { forms, sorted: once(() => [...names].sort(byText)) };
}

/** The others. */
export function namesBut({ forms, sorted }: Names, without: ReadonlySet<unknown>): Names {
  return {
    forms: forms.filter(({ name }) => !without.has(name)),
    sorted: once(() => sorted().filter((name) => !without.has(name))),
  };
}

const ready = (names: readonly string[] | Names): Names => ('forms' in names ? names : namesOf(names));

/** `; did you mean "autoscaling"?` where a name is near, else `; there are: a, b`, for the end of a sentence. */
export function orElse(wrong: string, names: readonly string[] | Names, thereAre = 'there are'): string {
  const known = ready(names);
  const near = nearest(wrong, known);
  return near === undefined ? listing(known, thereAre) : `; did you mean "${near}"?`;
}

/** How many names a sentence lists: who has more does not look for one there. */
const mostListed = 100;

/** `; there are: a, b` */
export function listing(names: readonly string[] | Names, thereAre = 'there are'): string {
  const sorted = 'forms' in names ? names.sorted() : [...names].sort(byText);
  const more = sorted.length > mostListed ? `, and ${sorted.length - mostListed} more` : '';
  return `; ${thereAre}: ${sorted.slice(0, mostListed).join(', ') || 'none'}${more}`;
}

/** The name that differs least, or that differs in its writing only, or that begins as the wrong one does. */
export function nearest(wrong: string, names: readonly string[] | Names): string | undefined {
  // What is that long is no slip of a finger, and to compare it costs as much as it is long.
  if (wrong.length > 100) return undefined;
  if (!/[a-z]/i.test(wrong)) return undefined; // of two numbers none is nearer
  // Of several in one text, none is what was meant; of what is not meant, less.
  if (/[|,]|^!|^not\s/.test(wrong)) return undefined;
  const { forms } = ready(names);
  const written = compact(wrong);
  const [least, most] = [Math.floor(wrong.length / 4), Math.floor(wrong.length / 3)];
  const far = Math.min(4, Math.max(slip, most));
  const closest = once(() => closestTo(wrong, forms, far));
  const within = (bound: number) =>
    closest() && (closest()?.off ?? 0) <= bound ? closest()?.name : undefined;
  return (
    only(forms, (form) => form.compact === written) ??
    within(Math.min(slip, least)) ??
    only(forms, (form) => begins(form.compact, written)) ??
    within(far)
  );
}

const only = (forms: readonly Form[], isIt: (form: Form) => boolean): string | undefined => {
  const first = forms.find(isIt);
  return first && forms.find((form) => form !== first && isIt(form)) === undefined ? first.name : undefined;
};

/** `multiAz`, `multi_az` and `multi-azs` are `multi-az`. */
export const compact = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replace(/ies$/, 'y')
    .replace(/s$/, '');

const fewest = 3;

const begins = (a: string, b: string): boolean =>
  Math.min(a.length, b.length) >= fewest && (a.startsWith(b) || b.startsWith(a));

/** Two letters exchanged, or one too many. */
const slip = 2;

interface Close {
  readonly name: string;
  readonly off: number;
}

/** The closest, where that is near enough to be what was meant. */
function closestTo(wrong: string, forms: readonly Form[], far: number): Close | undefined {
  const [lower, written, bare] = [wrong.toLowerCase(), compact(wrong), withoutDigits(wrong)];
  // Of `ipv4` and `ipv6` neither is a slip of the other.
  const isSlip = (form: Form) => form.compact === written || withoutDigits(form.name) !== bare;
  let best: Close | undefined;
  for (const form of forms) {
    const bound: number = best ? best.off - 1 : far;
    // As many letters have to come or to go at least.
    if (Math.abs(form.lower.length - lower.length) > bound) continue;
    const off = distance(lower, form.lower);
    if (off <= bound && isSlip(form)) best = { name: form.name, off };
  }
  return best && isNearEnough(wrong, best) ? best : undefined;
}

/** Of a short name half is another name, unless letters only changed places. */
const isNearEnough = (wrong: string, { name, off }: Close): boolean =>
  off * 2 < Math.max(name.length, wrong.length) || lettersOf(name) === lettersOf(wrong);

const lettersOf = (text: string): string => [...text.toLowerCase()].sort().join('');
const withoutDigits = (text: string): string => text.toLowerCase().replace(/[0-9]+/g, '0');

/** The only name that ends as a word does: `elastic-throughput` for `throughput`. */
export function endingSo(word: string, names: readonly string[]): string | undefined {
  const end = compact(word);
  return end.length > fewest ? only(namesOf(names).forms, (form) => form.compact.endsWith(end)) : undefined;
}

/** A value as a message quotes it: short, and never more than a word for a structure. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (isObject(value)) return 'an object';
  if (value === Infinity || value === -Infinity) return 'a number larger than any program keeps';
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
