import type { Field } from '../acl.ts';
import { createBudget } from '../budget.ts';
import type { Automaton, Demand } from '../text/automaton.ts';
import { isDifference, paired } from '../text/pair.ts';
import { either, except, one, type Regex, rangesOf, repeat, sequence, text } from '../text/regex.ts';
import { regexAutomaton } from '../text/regex-automaton.ts';
import { wordsAutomaton } from '../text/words.ts';

/** The values a field can have at all. */
export function valuesOf({ kind }: Field): Demand {
  return { automaton: machines[kind], wanted: true };
}

/** The values to prefer in a witness. */
export function usualValues({ kind }: Field): readonly string[] {
  return usual[kind];
}

const usual: Readonly<Record<Field['kind'], readonly string[]>> = {
  path: ['/'],
  query: [''],
  method: ['GET', 'POST', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'],
  header: ['x'],
  body: [''],
  ja3: ['0'.repeat(32)],
  ja4: ['t13d0000h2_000000000000_000000000000'],
  fragment: ['x'],
};

/** RFC 9110, 5.6.2. */
const token = one({
  ranges: [...rangesOf("!#$%&'*+-.^_`|~"), [48, 57], [65, 90], [97, 122]],
  negated: false,
});

/** What no request line carries: HTTP takes it for malformed. */
const CONTROLS = String.fromCharCode(...Array(32).keys(), 127);

/** White space at the sides of a header is not part of its value. */
const trimmed = either([
  sequence(),
  except('\r\n\0\t '),
  sequence(except('\r\n\0\t '), repeat(except('\r\n\0')), except('\r\n\0\t ')),
]);

const HEX = one({
  ranges: [
    [48, 57],
    [97, 102],
  ],
  negated: false,
});
const ALPHANUMERIC = repeat(
  one({
    ranges: [
      [48, 57],
      [97, 122],
    ],
    negated: false,
  }),
  10,
  10,
);

const languages: Readonly<Record<Field['kind'], Regex>> = {
  path: sequence(text('/'), repeat(except(`${CONTROLS}?#`))),
  query: repeat(except(`${CONTROLS}#`)),
  method: repeat(token, 1),
  header: trimmed,
  body: repeat(except('')),
  ja3: repeat(HEX, 32, 32),
  // Transport, TLS version, SNI, numbers of ciphers and extensions, ALPN, and two hashes.
  ja4: sequence(ALPHANUMERIC, text('_'), repeat(HEX, 12, 12), text('_'), repeat(HEX, 12, 12)),
  fragment: repeat(except(CONTROLS)),
};

/** A header's name that is none of these, which are in lower case. */
export function headerName(taken: readonly string[]): Demand {
  const name = machines.method;
  return { automaton: paired(name, wordsAutomaton(taken), isDifference), wanted: true };
}

/** What no name in lower case has. */
export const NO_CAPITAL: Demand = {
  automaton: wholly(repeat(one({ ranges: [[65, 90]], negated: true }))),
  wanted: true,
};

/** All of a value, and nothing else. */
function wholly(language: Regex): Automaton {
  const start: Regex = { kind: 'assert', what: 'start' };
  const end: Regex = { kind: 'assert', what: 'end' };
  // These few states are found once and serve every proof, which is not to depend on those before it.
  const automaton = regexAutomaton(sequence(start, language, end), createBudget(Number.POSITIVE_INFINITY));
  if (automaton === null) throw new Error('the values of a field are modelled');
  return automaton;
}

const machines: Readonly<Record<Field['kind'], Automaton>> = {
  path: wholly(languages.path),
  query: wholly(languages.query),
  method: wholly(languages.method),
  header: wholly(languages.header),
  body: wholly(languages.body),
  ja3: wholly(languages.ja3),
  ja4: wholly(languages.ja4),
  fragment: wholly(languages.fragment),
};
