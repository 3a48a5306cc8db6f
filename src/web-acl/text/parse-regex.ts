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
  const reader: Reader = { source, fold: false, dotAll: false, at: 0 };
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
      return one({ ranges: reader.dotAll ? [] : [[10, 10]], negated: true });
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

/** What a group changes about letters and dots ends with it; flags alone hold for the rest of the group they are in. */
function group(reader: Reader): Regex {
  const { fold, dotAll } = reader;
  if (taken(reader, '?') && opened(reader) === 'flags') return EMPTY;
  const inside = alternatives(reader);
  if (!taken(reader, ')')) throw new NotModelled();
  Object.assign(reader, { fold, dotAll });
  return inside;
}

const OPENING = /^(?:P?<[A-Za-z_]\w*>|(?<on>[is]*)(?:-(?<off>[is]+))?(?<end>[:)]))/;

function opened(reader: Reader): 'group' | 'flags' {
  const match = OPENING.exec(reader.source.slice(reader.at));
  if (match === null) throw new NotModelled();
  reader.at += match[0].length;
  const { on = '', off = '', end } = match.groups ?? {};
  reader.fold = (reader.fold || on.includes('i')) && !off.includes('i');
  reader.dotAll = (reader.dotAll || on.includes('s')) && !off.includes('s');
  return end === ')' ? 'flags' : 'group';
}
