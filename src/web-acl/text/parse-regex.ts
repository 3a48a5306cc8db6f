import { characterClass, escaped, folded } from './parse-class.ts';
import { EMPTY, either, one, only, type Regex, repeat, sequence } from './regex.ts';
import { NotModelled, next, peek, type Reader, taken } from './regex-reader.ts';

const ASSERTIONS: Readonly<Record<string, Regex>> = {
  '^': { kind: 'assert', what: 'start' },
  $: { kind: 'assert', what: 'line-end' },
  '\\A': { kind: 'assert', what: 'start' },
  '\\z': { kind: 'assert', what: 'end' },
  '\\Z': { kind: 'assert', what: 'line-end' },
  '\\b': { kind: 'assert', what: 'boundary' },
  '\\B': { kind: 'assert', what: 'no-boundary' },
};

/** An expression of PCRE, which AWS WAF reads, or null where it uses what we do not model. */
export function parseRegex(source: string): Regex | null {
  const fold = source.startsWith('(?i)');
  const reader: Reader = { source: fold ? source.slice(4) : source, fold, at: 0 };
  // How AWS WAF reads characters of several bytes is not documented.
  if (/[^\0-\x7f]/.test(source)) return null;
  try {
    const regex = alternatives(reader);
    return reader.at === reader.source.length ? regex : null;
  } catch (error) {
    if (error instanceof NotModelled) return null;
    throw error;
  }
}

function alternatives(reader: Reader): Regex {
  const found = [concatenation(reader)];
  while (taken(reader, '|')) found.push(concatenation(reader));
  return either(found);
}

function concatenation(reader: Reader): Regex {
  const parts: Regex[] = [];
  while (reader.at < reader.source.length && !'|)'.includes(peek(reader))) parts.push(quantified(reader));
  return sequence(...parts);
}

function quantified(reader: Reader): Regex {
  const asserted = assertion(reader);
  if (asserted !== null) {
    if (/[*+?{]/.test(peek(reader))) throw new NotModelled();
    return asserted;
  }
  const part = atom(reader);
  const [least, most] = bounds(reader) ?? [1, 1];
  if (least === 1 && most === 1) return part;
  // Lazy quantifiers find the same values; possessive ones do not.
  if ((!taken(reader, '?') && peek(reader) === '+') || /[*+?{]/.test(peek(reader))) throw new NotModelled();
  return repeat(part, least, most);
}

function assertion(reader: Reader): Regex | null {
  const found = Object.keys(ASSERTIONS).find((sign) => reader.source.startsWith(sign, reader.at));
  if (found === undefined) return null;
  reader.at += found.length;
  return ASSERTIONS[found] ?? EMPTY;
}

const MOST_COPIES = 1000;

function bounds(reader: Reader): readonly [number, number | null] | null {
  if (taken(reader, '*')) return [0, null];
  if (taken(reader, '+')) return [1, null];
  if (taken(reader, '?')) return [0, 1];
  if (peek(reader) !== '{') return null;
  const match = /^\{(\d+)(,(\d*))?\}/.exec(reader.source.slice(reader.at));
  if (match === null) throw new NotModelled();
  reader.at += match[0].length;
  const least = Number(match[1]);
  const most = match[2] === undefined ? least : match[3] === '' ? null : Number(match[3]);
  if (least > MOST_COPIES || (most ?? 0) > MOST_COPIES || (most ?? least) < least) throw new NotModelled();
  return [least, most];
}

function atom(reader: Reader): Regex {
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
    case '*':
    case '+':
    case '?':
    case '{':
    case '}':
    case ')':
      throw new NotModelled();
    default:
      return one(folded(reader, only(character.charCodeAt(0))));
  }
}

function group(reader: Reader): Regex {
  if (taken(reader, '?') && !taken(reader, ':')) throw new NotModelled();
  const inside = alternatives(reader);
  if (!taken(reader, ')')) throw new NotModelled();
  return inside;
}
