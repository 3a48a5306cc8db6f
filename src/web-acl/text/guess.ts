import type { Demand } from './automaton.ts';

const MOST_SAMPLES = 24;

/** Values made of what is asked for: most often one of them will do, and nothing need be searched. */
export function* candidates(demands: readonly Demand[], tries: readonly string[]): Iterable<string> {
  yield* tries;
  const wanted = demands.filter((demand) => demand.wanted);
  const told = wanted.map(({ automaton }) => automaton.samples?.filter((sample) => sample !== '') ?? []);
  const samples = [...new Set(told.flat())].slice(0, MOST_SAMPLES);
  for (const each of samples) yield* [each, `/${each}`, `${each}x`, `x${each}`, `/x${each}`];
  if (samples.length < 2) return;
  const choices = [0, 1, 2, 3].map((which) =>
    told.flatMap((each) => each[which] ?? each[0] ?? []).filter(isNoStartOfAnother),
  );
  for (const between of ['', '/', 'x', ' ', '&', '; ']) {
    const all = samples.join(between);
    yield* [...choices.map((words) => words.join(between)), all, `/${all}`, `/x${all}x`];
  }
}

function isNoStartOfAnother(word: string, at: number, words: readonly string[]): boolean {
  return !words.some(
    (other, where) => where !== at && other.startsWith(word) && (other !== word || where > at),
  );
}
