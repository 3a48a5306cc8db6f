import type { Automaton } from './automaton.ts';

export const CONSTRAINTS = ['EXACTLY', 'STARTS_WITH', 'ENDS_WITH', 'CONTAINS'] as const;
export type Constraint = (typeof CONSTRAINTS)[number];

/**
 * Looks for one string. A state is how much of it has been read: all of it is `wanted.length`, and one more means
 * that it can no longer be where it must (Knuth, Morris and Pratt's machine, cut off where the start is fixed).
 */
export function literalAutomaton(wanted: string, constraint: Constraint): Automaton {
  const whole = wanted.length;
  const isFixed = constraint === 'EXACTLY' || constraint === 'STARTS_WITH';
  const goesOn = constraint === 'EXACTLY' || constraint === 'ENDS_WITH';
  let borders: readonly number[] | undefined;
  const step = (state: number, code: number): number => {
    if (state > whole || (state === whole && !goesOn)) return state;
    if (wanted.charCodeAt(state) === code) return state + 1;
    if (isFixed) return whole + 1;
    borders ??= bordersOf(wanted);
    return advance(wanted, borders, state, code);
  };
  return {
    start: 0,
    step,
    accepts: (state) => state === whole,
    settled(state) {
      if (state > whole) return false;
      return state === whole && (!goesOn || (whole === 0 && !isFixed)) ? true : undefined;
    },
    mark: (code) => (wanted.includes(String.fromCharCode(code)) ? `${code}` : ''),
    codes: () => [...new Set(wanted)].map((character) => character.charCodeAt(0)),
    test: (value) => tests[constraint](value, wanted),
    testWeight: 1 / 16,
    samples: [wanted],
    least: whole,
    ...(constraint === 'EXACTLY' && { only: wanted }),
    ...(constraint === 'STARTS_WITH' && { prefix: wanted }),
  };
}

const tests: Readonly<Record<Constraint, (value: string, wanted: string) => boolean>> = {
  EXACTLY: (value, wanted) => value === wanted,
  STARTS_WITH: (value, wanted) => value.startsWith(wanted),
  ENDS_WITH: (value, wanted) => value.endsWith(wanted),
  CONTAINS: (value, wanted) => value.includes(wanted),
};

/** For each length of what has been read, the longest shorter part of it that is a start of the string as well. */
function bordersOf(wanted: string): readonly number[] {
  const borders = [0, 0];
  let border = 0;
  for (let at = 1; at < wanted.length; at += 1) {
    border = advance(wanted, borders, border, wanted.charCodeAt(at));
    borders.push(border);
  }
  return borders;
}

function advance(wanted: string, borders: readonly number[], state: number, code: number): number {
  let read = state;
  while (read > 0 && wanted.charCodeAt(read) !== code) read = borders[read] ?? 0;
  return wanted.charCodeAt(read) === code ? read + 1 : 0;
}
