import type { Automaton } from './automaton.ts';
import { either, one, type Regex, sequence, text } from './regex.ts';
import { regexAutomaton } from './regex-automaton.ts';

/** Which names of a list of `name=value` a statement looks at. */
export interface Names {
  readonly which: 'all' | 'only' | 'except';
  readonly of: readonly string[];
}

export type Scope = 'KEY' | 'VALUE' | 'ALL';

/** How a field is a list, and what of it a statement looks at. */
export interface Parts {
  readonly separator: '&' | ';';
  readonly names: Names;
  readonly scope: Scope;
}

/**
 * What counts as found: what surely is, what may be, or what only may be. Not documented is how AWS WAF takes a part
 * without `=`, nor whether the name of a cookie may be written in another case.
 */
export type Certainty = 'sure' | 'maybe' | 'doubt';

interface State {
  readonly phase: 'start' | 'name' | 'value';
  /** Where the machines for the names, exact and in any case, stand; then those for the name and the value. */
  readonly exact: number;
  readonly folded: number;
  readonly key: number;
  readonly value: number;
  /** That a part before this one may be what is looked for. */
  readonly may: boolean;
}

const FOUND = 0;
const EQUALS = 61;
const SPACE = 32;

/** Finds a part that `inner` accepts. */
export function somePart(parts: Parts, inner: Automaton, certainty: Certainty): Automaton {
  const reading = readingOf(parts, inner);
  const states: (State | null)[] = [null, reading.start(false)];
  const index = new Map<string, number>();
  const enter = (state: State | null): number => {
    if (state === null) return FOUND;
    const key = `${state.phase} ${state.exact} ${state.folded} ${state.key} ${state.value} ${state.may}`;
    const known = index.get(key);
    if (known !== undefined) return known;
    index.set(key, states.length);
    return states.push(state) - 1;
  };
  const answer = (found: boolean, may: boolean): boolean =>
    certainty === 'sure' ? found : certainty === 'maybe' ? found || may : may && !found;
  return {
    start: 1,
    step: (at, code) => (at === FOUND ? FOUND : enter(reading.step(states[at] as State, code))),
    accepts(at) {
      const state = states[at] as State;
      if (at === FOUND) return answer(true, true);
      const { sure, may } = reading.closed(state);
      return answer(sure, may || state.may);
    },
    settled: (at) => (at === FOUND ? answer(true, true) : undefined),
    mark: (code) => markOf(reading, inner, code),
    codes: () => [EQUALS, SPACE, reading.separator, ...reading.codes, ...inner.codes()],
    seen: () => Math.max(states.length, inner.seen?.() ?? 0),
    samples: certainty === 'doubt' ? [] : samplesOf(parts, inner),
  };
}

/** Whether there is any part of these names at all. */
export function anyPart(parts: Parts): Automaton {
  const everything = regexAutomaton(sequence());
  if (everything === null) throw new Error('the empty expression is modelled');
  return somePart(parts, everything, 'maybe');
}

interface Reading {
  readonly separator: number;
  readonly codes: readonly number[];
  start(may: boolean): State;
  step(state: State, code: number): State | null;
  closed(state: State): { readonly sure: boolean; readonly may: boolean };
  mark(code: number): string;
}

function readingOf({ separator, names, scope }: Parts, inner: Automaton): Reading {
  const split = separator.charCodeAt(0);
  // Names of arguments are not case-sensitive, AWS documents.
  const exact = namesAutomaton(names, separator === '&');
  const folded = namesAutomaton(names, true);
  const start = (may: boolean): State => ({
    phase: 'start',
    exact: exact.start,
    folded: folded.start,
    key: inner.start,
    value: inner.start,
    may,
  });
  const applies = (state: State) => {
    const [is, mayBe] = [exact.accepts(state.exact), folded.accepts(state.folded)];
    if (names.which === 'except') return { sure: !mayBe, may: !is };
    return { sure: is, may: mayBe };
  };
  const closed = (state: State) => {
    const isNamed = applies(state);
    if (state.phase === 'start' || !isNamed.may) return { sure: false, may: false };
    const isKey = inner.accepts(state.key);
    if (state.phase === 'name') return { sure: false, may: isKey || inner.accepts(inner.start) };
    const hit = (scope !== 'VALUE' && isKey) || (scope !== 'KEY' && inner.accepts(state.value));
    return { sure: hit && isNamed.sure, may: hit };
  };
  const reopened = (state: State) => {
    const { sure, may } = closed(state);
    return sure ? null : start(state.may || may);
  };
  const named = (state: State, code: number): State => ({
    ...state,
    phase: 'name',
    exact: exact.step(state.exact, code),
    folded: folded.step(state.folded, code),
    key: inner.step(state.key, code),
  });
  return {
    separator: split,
    codes: [...exact.codes(), ...folded.codes()],
    start,
    closed,
    mark: (code) => `${code === split ? 'split' : ''}${exact.mark(code)},${folded.mark(code)}`,
    step(state, code) {
      if (code === split) return reopened(state);
      if (state.phase === 'value') return { ...state, value: inner.step(state.value, code) };
      if (code === EQUALS) return { ...state, phase: 'value' };
      const isBlank = separator === ';' && code === SPACE && state.phase === 'start';
      return isBlank ? state : named(state, code);
    },
  };
}

function namesAutomaton({ which, of }: Names, isFolded: boolean): Automaton {
  const start: Regex = { kind: 'assert', what: 'start' };
  const end: Regex = { kind: 'assert', what: 'end' };
  const spelled = isFolded ? of.map(inAnyCase) : of.map(text);
  const automaton = regexAutomaton(which === 'all' ? sequence() : sequence(start, either(spelled), end));
  if (automaton === null) throw new Error('a list of names is modelled');
  return automaton;
}

function inAnyCase(name: string): Regex {
  const letters = [...name].map((letter) =>
    one({
      ranges: [...new Set([letter.toLowerCase(), letter.toUpperCase()])].map((each) => {
        const code = each.charCodeAt(0);
        return [code, code] as const;
      }),
      negated: false,
    }),
  );
  return sequence(...letters);
}

function markOf(reading: Reading, inner: Automaton, code: number): string {
  const own = code === EQUALS || code === SPACE ? `${code}` : '';
  return `${own} ${reading.mark(code)} ${inner.mark(code)}`;
}

function samplesOf({ names, scope }: Parts, inner: Automaton): readonly string[] {
  const name = names.which === 'only' ? (names.of[0] ?? 'x') : 'x';
  const samples = inner.samples ?? [];
  return [
    ...(scope === 'KEY' ? [] : [...samples, 'x'].map((sample) => `${name}=${sample}`)),
    ...(scope === 'VALUE' ? [] : samples.map((sample) => `${sample}=x`)),
  ];
}

interface Part {
  readonly isSure: boolean;
  readonly read: readonly string[];
}

/** The parts of a value that a statement looks at, or may look at, and what it reads of each. */
export function partsOf(parts: Parts, value: string): readonly Part[] {
  return value.split(parts.separator).flatMap((given): readonly Part[] => {
    const part = parts.separator === ';' ? given.replace(/^ +/, '') : given;
    const at = part.indexOf('=');
    const key = at < 0 ? part : part.slice(0, at);
    const { sure, may } = isLookedAt(parts, key);
    if (part === '' || !may) return [];
    if (at < 0) return [{ isSure: false, read: [part, ''] }];
    const read = { KEY: [key], VALUE: [part.slice(at + 1)], ALL: [key, part.slice(at + 1)] };
    return [{ isSure: sure, read: read[parts.scope] }];
  });
}

function isLookedAt({ separator, names: { which, of } }: Parts, key: string) {
  const folded = key.toLowerCase();
  const mayBe = of.some((name) => name.toLowerCase() === folded);
  const is = separator === '&' ? mayBe : of.includes(key);
  if (which === 'all') return { sure: true, may: true };
  return which === 'only' ? { sure: is, may: mayBe } : { sure: !mayBe, may: !is };
}
