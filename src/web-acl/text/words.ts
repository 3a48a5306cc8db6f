import type { Automaton } from './automaton.ts';

const START = 0;
const DEAD = 1;

/** Accepts a value that is one of these words, or, folded, one of them in other letters. There may be thousands. */
export function wordsAutomaton(words: readonly string[], isFolded = false): Automaton {
  const letter = isFolded ? foldedLetter : (code: number) => code;
  const nodes: Map<number, number>[] = [new Map(), new Map()];
  const ends = new Set<number>();
  const mentioned = new Set<number>();
  for (const word of words) {
    let at = START;
    for (const character of word.split('')) {
      const code = letter(character.charCodeAt(0));
      mentioned.add(code);
      const next = nodes[at]?.get(code) ?? nodes.push(new Map()) - 1;
      nodes[at]?.set(code, next);
      at = next;
    }
    ends.add(at);
  }
  return {
    start: START,
    step: (state, code) => nodes[state]?.get(letter(code)) ?? DEAD,
    accepts: (state) => ends.has(state),
    settled: (state) => (state === DEAD ? false : undefined),
    mark: (code) => (mentioned.has(letter(code)) ? `${letter(code)}` : ''),
    codes: () => [...mentioned].flatMap((code) => (isFolded ? [code, raised(code)] : [code])),
  };
}

function foldedLetter(code: number): number {
  const lower = String.fromCharCode(code).toLowerCase();
  return lower.length === 1 && raised(lower.charCodeAt(0)) === code ? lower.charCodeAt(0) : code;
}

function raised(code: number): number {
  return String.fromCharCode(code).toUpperCase().charCodeAt(0);
}
