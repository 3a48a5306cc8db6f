import { type Budget, createBudget, PROOF, within } from '../../web-acl/budget.ts';
import { type Automaton, reads } from '../../web-acl/text/automaton.ts';
import { parseRegex } from '../../web-acl/text/parse-regex.ts';
import { regexAutomaton } from '../../web-acl/text/regex-automaton.ts';
import { type Compared, meeting } from './compared.ts';
import { essence, placesOf, type Span, spansOf, substitute } from './substitute.ts';

export interface Tokens {
  /** By what they stand for. */
  readonly tokens: ReadonlyMap<string, string>;
  /** The fields whose values stay as they are, each with why. */
  readonly kept: ReadonlyMap<string, string>;
}

/**
 * A token for each text that is compared exactly. It answers every question that is asked of the same part of a request
 * as the text does; where that is not certain, the text stays.
 */
export function tokensFor(
  compared: readonly Compared[],
  sets: ReadonlyMap<string, readonly string[]>,
  salt: Buffer,
): Tokens {
  const secrets = compared.filter(({ kind, isCredential }) => kind === 'exactly' && isCredential);
  const groups = grouped(secrets, ({ text }) => essence(text));
  const tokens = new Map<string, string>();
  const kept = new Map<string, string>();
  const taken = new Set(compared.flatMap(({ text, names }) => [text.toLowerCase(), ...names]));
  for (const [, group] of groups) {
    const others = compared.flatMap((other): readonly Met[] => {
      const ways = group.map(({ field }) => meeting(field, other.field));
      const isWhole = ways.includes('whole');
      return isWhole || ways.includes('same') ? [{ ...other, isWhole }] : [];
    });
    const why = doubtOf(group, others) ?? chooseFor(group, others, { sets, salt, taken, tokens });
    if (why !== null) for (const { field } of group) kept.set(field, why);
  }
  return { tokens, kept };
}

interface Met extends Compared {
  /** It is held against what the text is a part of. */
  readonly isWhole: boolean;
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, readonly T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

// What they do to a letter or digit does not depend on which it is.
const PLAIN = new Set(['LOWERCASE', 'COMPRESS_WHITE_SPACE', 'REMOVE_NULLS', 'REPLACE_NULLS']);
const EVEN = new Set([
  ...PLAIN,
  ...[
    'URL_DECODE',
    'URL_DECODE_UNI',
    'BASE64_DECODE',
    'BASE64_DECODE_EXT',
    'HEX_DECODE',
    'HTML_ENTITY_DECODE',
  ],
  ...[
    'JS_DECODE',
    'CSS_DECODE',
    'ESCAPE_SEQ_DECODE',
    'NORMALIZE_PATH',
    'NORMALIZE_PATH_WIN',
    'CMD_LINE',
    'MD5',
  ],
]);
/** Shorter ones are no secrets, and witnesses hold such texts by chance. */
const SHORTEST = 3;
const FORWARDED = 'header x-forwarded-for';
const ESCAPES = /[%&\\+]/;

/** Why nothing is certain of a token, or null. */
function doubtOf(group: readonly Compared[], others: readonly Met[]): string | null {
  if (group.some(({ text }) => essence(text).length < SHORTEST))
    return `it has fewer than ${SHORTEST} letters and digits`;
  if (others.some(({ kind }) => kind === 'address') || group.some(({ field }) => field === FORWARDED))
    return 'addresses are read from it';
  const isList = group.some(({ field, text }) => field.startsWith('header') && text.includes('='));
  if (isList && others.some(({ field }) => field === 'cookies'))
    return 'it is looked at cookie by cookie, too';
  if (others.some(({ kind, isWhole }) => isWhole && kind.startsWith('regex')))
    return 'expressions are held against what it is a part of';
  return doubtOfForms(group, others);
}

/** Why it is not certain that transformations make of a token what they make of the text, or null. */
function doubtOfForms(group: readonly Compared[], others: readonly Met[]): string | null {
  if (group.some(({ names, transformations }) => names.length > 0 && !transformations.every(isOfCase)))
    return 'what its transformations make of names is not certain';
  const isPlain = others.every(({ transformations }) => transformations.every((each) => PLAIN.has(each)));
  const isSpaced = group.some(({ text }) => /[\s\0]/.test(text));
  if (isSpaced && others.some(({ transformations }) => !transformations.every(isOfCase)))
    return 'what its transformations make of it is not certain';
  if (isPlain) return null;
  const [first, ...rest] = others.map(({ transformations }) => transformations.join());
  const isAlike = rest.every((each) => each === first) && others.every(({ kind }) => kind === 'exactly');
  if (!isAlike) return 'it is compared after transformations of several kinds';
  const isEven = group.every(
    ({ text, transformations }) => transformations.every((each) => EVEN.has(each)) && !ESCAPES.test(text),
  );
  return isEven ? null : 'what its transformations make of another text is not certain';
}

const isOfCase = (transformation: string): boolean => transformation === 'LOWERCASE';

interface Choice {
  readonly sets: ReadonlyMap<string, readonly string[]>;
  readonly salt: Buffer;
  /** In lower case: what no other token may be. */
  readonly taken: Set<string>;
  readonly tokens: Map<string, string>;
}

const MOST_TRIED = 100;

function chooseFor(group: readonly Compared[], others: readonly Met[], choice: Choice): string | null {
  const budget = createBudget(PROOF);
  const found = within(budget, PROOF, () => ({ doubt: chooseWithin(budget, group, others, choice) }));
  return found === null ? 'what it is held against is too complex' : found.doubt;
}

function chooseWithin(
  budget: Budget,
  group: readonly Compared[],
  others: readonly Met[],
  { sets, salt, taken, tokens }: Choice,
): string | null {
  const texts = [...new Set(group.map(({ text }) => text))];
  const stays = new Set(texts.flatMap((text) => placesOf(text, spansIn(text, others))));
  if (stays.size >= essence(texts[0] ?? '').length) return 'other match strings show all of it';
  const regexes = regexesOf(others, sets, budget);
  if (regexes === null) return 'a regex pattern set it is held against could not be read';
  const isVaried = group.some(({ text, transformations }) => transformations.length > 0 || /\s/.test(text));
  if (regexes.length > 0 && isVaried) return 'expressions are held against several forms of it';
  const isAlike = (text: string, token: string) =>
    !taken.has(token.toLowerCase()) &&
    isSame(spansIn(text, others), spansIn(token, others)) &&
    regexes.every((regex) => answersAlike(regex, text, token));
  for (let nonce = 0; nonce < MOST_TRIED; nonce += 1) {
    const pairs = texts.map((text) => [text, substitute(text, { salt, nonce, stays })] as const);
    if (!pairs.every(([text, token]) => isAlike(text, token))) continue;
    for (const [text, token] of pairs) {
      tokens.set(text, token);
      taken.add(token.toLowerCase());
    }
    return null;
  }
  return 'no other text answers as it does';
}

/** Where what stays in the recording stands in a text. What it is compared with as a whole is nowhere in it. */
function spansIn(text: string, others: readonly Met[]): readonly Span[] {
  return others.flatMap((other) =>
    other.kind === 'piece' || (other.kind === 'exactly' && (other.isWhole || !other.isCredential))
      ? spansOf(text, other.text, other.isWhole)
      : [],
  );
}

const isSame = (a: readonly Span[], b: readonly Span[]): boolean => JSON.stringify(a) === JSON.stringify(b);

function regexesOf(
  others: readonly Compared[],
  sets: ReadonlyMap<string, readonly string[]>,
  budget: Budget,
): readonly Automaton[] | null {
  const found: string[] = [];
  for (const { kind, text } of others) {
    if (kind === 'regex') found.push(text);
    if (kind !== 'regex set') continue;
    const regexes = sets.get(text);
    if (regexes === undefined) return null;
    found.push(...regexes);
  }
  // What the prover cannot read it does not hold against a value either.
  return [...new Set(found)].flatMap((source) => {
    const regex = parseRegex(source);
    return (regex && regexAutomaton(regex, budget)) ?? [];
  });
}

/** Whatever transformations of case come first. */
function answersAlike(automaton: Automaton, text: string, token: string): boolean {
  return [(each: string) => each, (each: string) => each.toLowerCase()].every(
    (form) => reads(automaton, form(text)) === reads(automaton, form(token)),
  );
}
