import type { Automaton } from './automaton.ts';
import { one, type Regex, rangesOf, sequence, text } from './regex.ts';

/** A text transformation as a machine: what it emits for each character, and at the end. */
interface Transducer {
  /** The next state and the characters emitted. */
  step(state: string, code: number): readonly [string, readonly number[]];
  finish(state: string): readonly number[];
  mark(code: number): string;
  /** Codes that may come out changed or are special going in. */
  readonly codes: readonly number[];
}

const A = 65;
const Z = 90;
const SPACE = 32;
const PERCENT = 37;
const PLUS = 43;
const HEX = '0123456789abcdefABCDEF';

const lowercase: Transducer = {
  step: (state, code) => [state, [code >= A && code <= Z ? code + 32 : code]],
  finish: () => [],
  mark: () => '',
  codes: [],
};

const removeNulls: Transducer = {
  step: (state, code) => [state, code === 0 ? [] : [code]],
  finish: () => [],
  mark: (code) => (code === 0 ? 'null' : ''),
  codes: [0],
};

const replaceNulls: Transducer = {
  step: (state, code) => [state, [code === 0 ? SPACE : code]],
  finish: () => [],
  mark: (code) => (code === 0 ? 'null' : ''),
  codes: [0],
};

/** The characters AWS WAF's COMPRESS_WHITE_SPACE turns into one space: \f \t \n \r \v, no-break space, space. */
const BLANKS = [9, 10, 11, 12, 13, SPACE, 160];

const SEMICOLON = 59;
const AMPERSAND = 38;

/** Done to a query before it is split into arguments. */
const replaceSemicolons: Transducer = {
  step: (state, code) => [state, [code === SEMICOLON ? AMPERSAND : code]],
  finish: () => [],
  mark: (code) => (code === SEMICOLON ? 'semicolon' : ''),
  codes: [SEMICOLON],
};

const compressWhiteSpace: Transducer = {
  step(state, code) {
    if (!BLANKS.includes(code)) return ['', [code]];
    return ['blank', state === 'blank' ? [] : [SPACE]];
  },
  finish: () => [],
  mark: (code) => (BLANKS.includes(code) ? 'blank' : ''),
  codes: BLANKS,
};

const urlDecode: Transducer = {
  step(state, code) {
    const character = String.fromCharCode(code);
    if (state === '') return plain(code);
    if (!HEX.includes(character)) {
      const [next, emitted] = plain(code);
      return [next, [...codesOf(state), ...emitted]];
    }
    if (state === '%') return [`%${character}`, []];
    return ['', [Number.parseInt(state.slice(1) + character, 16)]];
  },
  finish: codesOf,
  mark(code) {
    const character = String.fromCharCode(code);
    return code === PERCENT || code === PLUS || HEX.includes(character) ? character : '';
  },
  codes: [PERCENT, PLUS, ...codesOf(HEX)],
};

function plain(code: number): readonly [string, readonly number[]] {
  if (code === PERCENT) return ['%', []];
  return ['', [code === PLUS ? SPACE : code]];
}

function codesOf(value: string): readonly number[] {
  return [...value].map((character) => character.charCodeAt(0));
}

const transducers: Readonly<Record<string, Transducer>> = {
  LOWERCASE: lowercase,
  REMOVE_NULLS: removeNulls,
  REPLACE_NULLS: replaceNulls,
  COMPRESS_WHITE_SPACE: compressWhiteSpace,
  URL_DECODE: urlDecode,
};

export function isModelled(name: string): boolean {
  return Object.hasOwn(transducers, name);
}

/** A machine that reads a field through a transformation of AWS WAF that is modelled. */
export function transformed(name: string, inner: Automaton): Automaton {
  return composed(transducer(name), inner);
}

/** The whole value, transformed. */
export function emitted(name: string, value: string): string {
  return run(transducer(name), value);
}

function transducer(name: string): Transducer {
  const found = name === 'REPLACE_SEMICOLONS_WITH_AMPERSANDS' ? replaceSemicolons : transducers[name];
  if (found === undefined) throw new Error(`${name} is not modelled`);
  return found;
}

function composed(transducer: Transducer, inner: Automaton): Automaton {
  const states: (readonly [string, number])[] = [['', inner.start]];
  const index = new Map<string, number>([[`${inner.start}`, 0]]);
  const marks = new Map<number, string>();
  const at = (state: number) => states[state] as readonly [string, number];
  const feed = (state: number, codes: readonly number[]) =>
    codes.reduce((reached, code) => inner.step(reached, code), state);
  return {
    start: 0,
    step(state, code) {
      const [mine, its] = at(state);
      const [next, emitted] = transducer.step(mine, code);
      const reached = feed(its, emitted);
      const key = `${reached}${next}`;
      const known = index.get(key);
      if (known !== undefined) return known;
      index.set(key, states.length);
      return states.push([next, reached]) - 1;
    },
    accepts: (state) => inner.accepts(feed(at(state)[1], transducer.finish(at(state)[0]))),
    settled: (state) => inner.settled(at(state)[1]),
    seen: () => inner.seen?.() ?? 0,
    weight: (inner.weight ?? 1) + 1,
    testWeight: (inner.testWeight ?? inner.weight ?? 1) + 2,
    mark(code) {
      const mark = marks.get(code) ?? `${transducer.mark(code)},${markOf(transducer, inner, code)}`;
      marks.set(code, mark);
      return mark;
    },
    codes: () => [...new Set([...transducer.codes, ...inner.codes().flatMap(preimages)])],
    ...(inner.isOpaque && { isOpaque: true }),
    ...(inner.samples && { samples: inner.samples }),
    ...(inner.length !== undefined && { length: inner.length }),
    ...(inner.test && { test: (value: string) => inner.test?.(run(transducer, value)) ?? false }),
  };
}

function run(transducer: Transducer, value: string): string {
  let state = '';
  const codes: number[] = [];
  for (let at = 0; at < value.length; at += 1) {
    const [next, out] = transducer.step(state, value.charCodeAt(at));
    state = next;
    codes.push(...out);
  }
  codes.push(...transducer.finish(state));
  return codes.map((code) => String.fromCharCode(code)).join('');
}

function markOf(transducer: Transducer, inner: Automaton, code: number): string {
  return transducer
    .step('', code)[1]
    .map((emitted) => inner.mark(emitted))
    .join();
}

/** The codes a transformation may have made this one from. */
function preimages(code: number): readonly number[] {
  return code >= A + 32 && code <= Z + 32 ? [code, code - 32] : [code];
}

/**
 * Transformations that leave a value as it is unless it holds one of these strings; what they do otherwise is not
 * modelled. A transformation in neither list (hashes, BASE64_DECODE) changes every value.
 */
export const triggers: Readonly<Record<string, readonly string[]>> = {
  HTML_ENTITY_DECODE: ['&'],
  CSS_DECODE: ['\\'],
  JS_DECODE: ['\\'],
  ESCAPE_SEQ_DECODE: ['\\'],
  NORMALIZE_PATH: ['//', '/.'],
  NORMALIZE_PATH_WIN: ['//', '/.', '\\'],
  SQL_HEX_DECODE: ['0x'],
  REPLACE_COMMENTS: ['/*', '*/'],
  URL_DECODE_UNI: ['%', '+'],
  CMD_LINE: [...'\\"\'^,; \t\n\v\f\r\u00a0/(', ...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'],
};

const CAPITAL = one({ ranges: [[A, Z]], negated: false });
const COMMAND = one({ ranges: [[A, Z], ...rangesOf('\\"\'^,;')], negated: false });
const NAME = one({ ranges: [[46, 47]], negated: true });

/** What cannot be in a value once all is done: what a step removes and none after it can bring back. */
export function leavesOut(steps: readonly string[]): readonly Regex[] {
  const isQuiet = (after: readonly string[]) =>
    after.every((name) => name === 'LOWERCASE' || name === NORMALIZE);
  const has = (name: string) => steps.some((step, at) => step === name && isQuiet(steps.slice(at + 1)));
  return [
    ...(has('LOWERCASE') ? [CAPITAL] : []),
    ...(has('CMD_LINE') ? [COMMAND] : []),
    // A back-reference at the very beginning stays.
    ...(has(NORMALIZE) ? [text('//'), text('/./'), sequence(NAME, text('/../'))] : []),
  ];
}

const NORMALIZE = 'NORMALIZE_PATH';
