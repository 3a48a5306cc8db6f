import { type Budget, createBudget, spend } from '../budget.ts';
import { type Automaton, constantly } from './automaton.ts';
import { wordsAutomaton } from './words.ts';

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
 * without `=` or without a value, nor whether the name of a cookie may be written in another case.
 */
export type Certainty = 'sure' | 'maybe' | 'doubt';

/** `may`: a part before this one may be what is looked for. The other numbers are states of machines. */
type State =
  | { readonly phase: 'start'; readonly may: boolean }
  | {
      readonly phase: 'name';
      readonly may: boolean;
      readonly exact: number;
      readonly folded: number;
      readonly key: number;
    }
  | {
      readonly phase: 'value';
      readonly may: boolean;
      readonly named: Named;
      readonly value: number;
      readonly isEmpty: boolean;
    };

/** Whether a part has a name that is looked at, and if so whether that alone is what is looked for. */
type Named = 'no' | 'maybe' | 'surely' | 'maybe found' | 'surely found';

const FOUND = 0;
const EQUALS = 61;
const SPACE = 32;

/** What a state costs to keep: a long value may make as many as it has characters. */
const STATE = 25;
/** What a letter of a name costs to learn. */
const LETTER = 1;

/** Finds a part that `inner` accepts. */
export function somePart(parts: Parts, inner: Automaton, certainty: Certainty, budget: Budget): Automaton {
  spend(budget, LETTER * parts.names.of.reduce((sum, name) => sum + name.length, 0));
  const reading = readingOf(parts, inner);
  const states: (State | null)[] = [null, { phase: 'start', may: false }];
  const index = new Map<string, number>();
  const steps = new Map<number, number>();
  const enter = (state: State): number => {
    const key = keyOf(state);
    const known = index.get(key);
    if (known !== undefined) return known;
    spend(budget, STATE);
    index.set(key, states.length);
    return states.push(state) - 1;
  };
  const answer = (found: boolean, may: boolean): boolean =>
    certainty === 'sure' ? found : certainty === 'maybe' ? may : may && !found;
  const reopened = (state: State): number => {
    const { sure, may } = reading.closed(state);
    if (sure || (may && certainty === 'maybe')) return FOUND;
    return enter({ phase: 'start', may: certainty === 'doubt' && (state.may || may) });
  };
  return {
    start: 1,
    step(at, code) {
      if (at === FOUND) return FOUND;
      const key = at * 65_536 + code;
      const known = steps.get(key);
      if (known !== undefined) return known;
      const state = states[at] as State;
      const next = code === reading.separator ? reopened(state) : enter(reading.step(state, code));
      steps.set(key, next);
      return next;
    },
    accepts(at) {
      if (at === FOUND) return answer(true, true);
      const state = states[at] as State;
      const { sure, may } = reading.closed(state);
      return answer(sure, may || state.may);
    },
    settled: (at) => (at === FOUND ? answer(true, true) : undefined),
    mark: (code) => markOf(reading, inner, code),
    codes: () => [EQUALS, SPACE, reading.separator, ...reading.codes, ...inner.codes()],
    weight: (inner.weight ?? 1) + 2,
    testWeight: (inner.weight ?? 1) + 5,
    seen: () => inner.seen?.() ?? 0,
    ...(inner.length !== undefined && { length: inner.length + nameOf(parts).length + 1 }),
    samples: certainty === 'doubt' ? bareSamplesOf(parts, inner) : samplesOf(parts, inner.samples ?? []),
  };
}

function keyOf(state: State): string {
  const may = state.may ? '!' : '';
  if (state.phase === 'start') return may;
  if (state.phase === 'name') return `${may}${state.exact},${state.folded},${state.key}`;
  return `${may}${state.named} ${state.value}${state.isEmpty ? '' : '.'}`;
}

/** Whether there is any part of these names at all. */
export function anyPart(parts: Parts): Automaton {
  // Its states are no more than the letters of the names.
  return somePart(parts, constantly(true), 'maybe', createBudget(Number.POSITIVE_INFINITY));
}

interface Reading {
  readonly separator: number;
  readonly codes: readonly number[];
  /** After a character that is not the separator. */
  step(state: State, code: number): State;
  /** Whether the part that ends here is what is looked for. */
  closed(state: State): { readonly sure: boolean; readonly may: boolean };
  mark(code: number): string;
}

function readingOf({ separator, names, scope }: Parts, inner: Automaton): Reading {
  // Names of arguments are not case-sensitive, AWS documents.
  const exact = namesAutomaton(names, separator === '&');
  const folded = namesAutomaton(names, true);
  const split = separator.charCodeAt(0);
  const begun = (may: boolean) =>
    ({ phase: 'name', may, exact: exact.start, folded: folded.start, key: inner.start }) as const;
  const isNamed = (state: Extract<State, { phase: 'name' }>): Named => {
    const [is, mayBe] = [exact.accepts(state.exact), folded.accepts(state.folded)];
    const [sure, may] = names.which === 'except' ? [!mayBe, !is] : [is, mayBe];
    const isFound = scope !== 'VALUE' && inner.accepts(state.key);
    if (!may) return 'no';
    if (isFound) return sure ? 'surely found' : 'maybe found';
    return sure ? 'surely' : 'maybe';
  };
  return {
    separator: split,
    codes: [...exact.codes(), ...folded.codes()],
    mark: (code) => `${code === split ? 'split' : ''}${exact.mark(code)},${folded.mark(code)}`,
    step(state, code) {
      const { phase, may } = state;
      if (phase === 'value') return valueStep(state, code, inner, scope);
      const name = phase === 'name' ? state : begun(may);
      if (code === EQUALS)
        return { phase: 'value', may, named: isNamed(name), value: inner.start, isEmpty: true };
      if (separator === ';' && code === SPACE && phase === 'start') return state;
      return {
        ...name,
        exact: exact.step(name.exact, code),
        folded: folded.step(name.folded, code),
        key: inner.step(name.key, code),
      };
    },
    closed(state) {
      if (state.phase === 'start') return { sure: false, may: false };
      if (state.phase === 'value') return valueClosed(state, inner, scope);
      const isMatch = inner.accepts(state.key) || inner.accepts(inner.start);
      return { sure: false, may: isNamed(state) !== 'no' && isMatch };
    },
  };
}

type ValueState = Extract<State, { phase: 'value' }>;

/** What the answer does not depend on makes no states. */
function valueStep(state: ValueState, code: number, inner: Automaton, scope: Scope): State {
  const isRead = scope !== 'KEY' && (state.named === 'surely' || state.named === 'maybe');
  return isRead
    ? { ...state, value: inner.step(state.value, code), isEmpty: false }
    : { ...state, isEmpty: false };
}

/** An empty value may be none. */
function valueClosed({ named, value, isEmpty }: ValueState, inner: Automaton, scope: Scope) {
  const isName = named.endsWith('found');
  const isFound = isName || (scope !== 'KEY' && inner.accepts(value));
  const isSure = isFound && (isName || !isEmpty);
  return { sure: isSure && named.startsWith('surely'), may: isFound && named !== 'no' };
}

// A statement's names are read several times over.
const known = { exact: new WeakMap<Names, Automaton>(), folded: new WeakMap<Names, Automaton>() };

function namesAutomaton(names: Names, isFolded: boolean): Automaton {
  const { which, of } = names;
  if (which === 'all') return constantly(true);
  const read = known[isFolded ? 'folded' : 'exact'];
  const automaton = read.get(names) ?? wordsAutomaton(of, isFolded);
  read.set(names, automaton);
  return automaton;
}

function markOf(reading: Reading, inner: Automaton, code: number): string {
  const own = code === EQUALS || code === SPACE ? `${code}` : '';
  return `${own} ${reading.mark(code)} ${inner.mark(code)}`;
}

function nameOf({ names }: Pick<Parts, 'names'>): string {
  return names.which === 'only' ? (names.of[0] ?? 'x') : 'x';
}

/** Lists of one part that reads as a sample. */
export function samplesOf({ names, scope }: Parts, samples: readonly string[]): readonly string[] {
  const name = nameOf({ names });
  return [
    ...(scope === 'KEY' ? [] : [...samples, 'x'].map((sample) => `${name}=${sample}`)),
    ...(scope === 'VALUE' ? [] : samples.map((sample) => `${sample}=x`)),
  ];
}

/** Parts without `=`. */
function bareSamplesOf({ names }: Parts, inner: Automaton): readonly string[] {
  return names.which === 'only' ? names.of : (inner.samples ?? []);
}
