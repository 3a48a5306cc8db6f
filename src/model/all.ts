import { Unread } from './unseen.ts';
import { pass, unknown, type Verdict } from './verdict.ts';

const weight = { fail: 3, unknown: 2, pass: 1, 'not-applicable': 0 } as const;

/**
 * Judges several things as one: a failure outweighs an unknown, an unknown outweighs a pass. Each judgement
 * runs on its own, so that what one cannot read does not hide what another found broken.
 */
export function all(...judgements: readonly (() => Verdict)[]): Verdict {
  const verdicts = judgements.map(settle);
  const heaviest = verdicts.reduce(heavier, pass());
  if (heaviest.status !== 'pass') return heaviest;
  const seen = verdicts.flatMap(({ status, message }) =>
    status === 'pass' && message !== 'holds' ? [message] : [],
  );
  return seen.length > 0 ? pass([...new Set(seen)].join('; ')) : heaviest;
}

/** Runs a judgement; what it cannot read makes it unknown. A crash is not ours to hide and goes on. */
export function settle(judgement: () => Verdict): Verdict {
  try {
    return judgement();
  } catch (error) {
    if (error instanceof Unread) return unknown(error.message, error.unseen);
    throw error;
  }
}

const heavier = (a: Verdict, b: Verdict): Verdict => (weight[b.status] > weight[a.status] ? b : a);
