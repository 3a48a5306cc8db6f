/** A deterministic machine that reads one field of a request, character by character. */
export interface Automaton {
  readonly start: number;
  step(state: number, code: number): number;
  accepts(state: number): boolean;
  /** The answer, where it no longer depends on what follows. */
  settled(state: number): boolean | undefined;
  /** Characters it need not be asked about: two codes with the same mark are the same to it. */
  mark(code: number): string;
  /** Codes that stand for all it tells apart. */
  codes(): readonly number[];
  /** The answer for a whole value, where there is a faster way than step by step. */
  test?(value: string): boolean;
  /** How many states it has been in: an expression may have exponentially many. */
  seen?(): number;
  /** What reading a character costs, in steps of the budget; 1 unless said. */
  readonly weight?: number;
  /** The same where it is asked about a whole value and has a faster way. */
  readonly testWeight?: number;
  /** The one value it accepts, where there is but one. */
  readonly only?: string;
  /** How every value it accepts begins. */
  readonly prefix?: string;
  /** It can only be asked about whole values. */
  readonly isOpaque?: boolean;
  /** No shorter value is accepted. */
  readonly least?: number;
  /** A length about which its answer may change. */
  readonly length?: number;
  /** It asks for nothing but the length. */
  readonly isSize?: boolean;
  /** Values that are likely, or close, to be accepted. */
  readonly samples?: readonly string[];
}

/** What a value must and must not be: each machine with the answer wanted of it. */
export interface Demand {
  readonly automaton: Automaton;
  readonly wanted: boolean;
}

export type Comparison = 'EQ' | 'NE' | 'LE' | 'LT' | 'GE' | 'GT';

export function compare(size: number, operator: Comparison, limit: number): boolean {
  switch (operator) {
    case 'EQ':
      return size === limit;
    case 'NE':
      return size !== limit;
    case 'LE':
      return size <= limit;
    case 'LT':
      return size < limit;
    case 'GE':
      return size >= limit;
    case 'GT':
      return size > limit;
  }
}

function leastOf(operator: Comparison, limit: number): number {
  if (operator === 'GT') return limit + 1;
  return operator === 'GE' || operator === 'EQ' ? limit : 0;
}

/** Counts characters up to just above the limit. */
export function sizeAutomaton(operator: Comparison, limit: number): Automaton {
  return {
    start: 0,
    step: (state) => Math.min(state + 1, limit + 1),
    accepts: (state) => compare(state, operator, limit),
    settled(state) {
      if (state > limit) return compare(state, operator, limit);
      if (state === limit && (operator === 'GE' || operator === 'LT')) return operator === 'GE';
      return limit === 0 && state === 0 && operator === 'GE' ? true : undefined;
    },
    mark: () => '',
    codes: () => [],
    test: ({ length }) => compare(length, operator, limit),
    testWeight: 0,
    length: limit,
    isSize: true,
    least: leastOf(operator, limit),
  };
}

/** The opposite answer to every value. */
export function negated(inner: Automaton): Automaton {
  const { start, step, mark, codes, test, seen, weight, testWeight, samples = [] } = inner;
  return {
    start,
    step,
    accepts: (state) => !inner.accepts(state),
    settled(state) {
      const answer = inner.settled(state);
      return answer === undefined ? undefined : !answer;
    },
    mark,
    codes,
    ...(test && { test: (value: string) => !test(value) }),
    ...(seen && { seen }),
    ...(weight !== undefined && { weight }),
    ...(testWeight !== undefined && { testWeight }),
    ...(inner.isOpaque && { isOpaque: true }),
    ...(inner.length !== undefined && { length: inner.length }),
    ...(inner.isSize && { isSize: true }),
    samples: ['x', ...samples.map((sample) => `${sample}x`)],
  };
}

/** The same answer to every value. */
export function constantly(answer: boolean): Automaton {
  return {
    start: 0,
    step: () => 0,
    accepts: () => answer,
    settled: () => answer,
    mark: () => '',
    codes: () => [],
    test: () => answer,
    testWeight: 0,
  };
}

/** What it costs to read a value of this length, in steps of the budget. */
export function costOf(automaton: Automaton, length: number): number {
  return 2 + perCharacter(automaton) * (1 + length);
}

/** What it costs to read a character of a whole value. */
export function perCharacter({ weight = 1, testWeight = weight }: Automaton): number {
  return testWeight;
}

export function reads(automaton: Automaton, value: string): boolean {
  if (automaton.test !== undefined) return automaton.test(value);
  let state = automaton.start;
  for (let at = 0; at < value.length; at += 1) state = automaton.step(state, value.charCodeAt(at));
  return automaton.accepts(state);
}
