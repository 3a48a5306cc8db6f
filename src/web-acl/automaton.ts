import { acceptsEmpty, after, charactersOf, contains, type Language } from './language.ts';

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
  readonly codes: readonly number[];
  /** How many states it has been in: an expression may have exponentially many. */
  seen?(): number;
  /** The length it compares with, where it does nothing else. */
  readonly length?: number;
  /** Values that are likely, or close, to be accepted. */
  readonly samples?: readonly string[];
}

export function languageAutomaton(language: Language): Automaton {
  const states: Language[] = [language];
  const index = new Map<string, number>([[language.key, 0]]);
  const steps = new Map<number, number>();
  const sets = [...new Map(charactersOf(language).map((set) => [JSON.stringify(set), set])).values()];
  const enter = (next: Language): number => {
    const known = index.get(next.key);
    if (known !== undefined) return known;
    index.set(next.key, states.length);
    return states.push(next) - 1;
  };
  const at = (state: number): Language => states[state] as Language;
  return {
    start: 0,
    step(state, code) {
      const key = state * 65_536 + code;
      const known = steps.get(key);
      if (known !== undefined) return known;
      const next = enter(after(at(state), code));
      steps.set(key, next);
      return next;
    },
    accepts: (state) => acceptsEmpty(at(state)),
    settled(state) {
      if (at(state).kind === 'nothing') return false;
      return at(state).key === '{[^]}' ? true : undefined;
    },
    mark: (code) => sets.map((set) => (contains(set, code) ? '1' : '0')).join(''),
    codes: sets.flatMap((set) => set.ranges.flat()),
    seen: () => states.length,
  };
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
    codes: [],
    length: limit,
  };
}

export function reads(automaton: Automaton, value: string): boolean {
  let state = automaton.start;
  for (let at = 0; at < value.length; at += 1) state = automaton.step(state, value.charCodeAt(at));
  return automaton.accepts(state);
}
