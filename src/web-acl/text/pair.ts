import { type Automaton, perCharacter, reads } from './automaton.ts';

/** Two machines read at once; their answers make one. */
export function paired(
  one: Automaton,
  other: Automaton,
  combine: (a: boolean, b: boolean) => boolean,
): Automaton {
  const states: (readonly [number, number])[] = [];
  const index = new Map<string, number>();
  const enter = (a: number, b: number): number => {
    const key = `${a} ${b}`;
    const known = index.get(key);
    if (known !== undefined) return known;
    index.set(key, states.length);
    return states.push([a, b]) - 1;
  };
  const at = (state: number) => states[state] as readonly [number, number];
  return {
    start: enter(one.start, other.start),
    step: (state, code) => enter(one.step(at(state)[0], code), other.step(at(state)[1], code)),
    accepts: (state) => combine(one.accepts(at(state)[0]), other.accepts(at(state)[1])),
    settled(state) {
      const [a, b] = [one.settled(at(state)[0]), other.settled(at(state)[1])];
      const answers = choices(a).flatMap((x) => choices(b).map((y) => combine(x, y)));
      return new Set(answers).size === 1 ? answers[0] : undefined;
    },
    mark: (code) => `${one.mark(code)},${other.mark(code)}`,
    codes: () => [...one.codes(), ...other.codes()],
    test: (value) => combine(reads(one, value), reads(other, value)),
    weight: (one.weight ?? 1) + (other.weight ?? 1) + 1,
    testWeight: perCharacter(one) + perCharacter(other),
    seen: () => Math.max(one.seen?.() ?? 0, other.seen?.() ?? 0),
    samples: [...new Set([...(one.samples ?? []), ...(other.samples ?? [])])],
  };
}

const choices = (settled: boolean | undefined): readonly boolean[] =>
  settled === undefined ? [true, false] : [settled];

export const isBoth = (a: boolean, b: boolean): boolean => a && b;
export const isEither = (a: boolean, b: boolean): boolean => a || b;
export const isDifference = (a: boolean, b: boolean): boolean => a && !b;
export const isOneOnly = (a: boolean, b: boolean): boolean => a !== b;
