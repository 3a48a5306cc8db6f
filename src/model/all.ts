import { Unread } from './unseen.ts';
import { type Fail, type Failure, pass, unknown, type Verdict } from './verdict.ts';

const weight = { fail: 3, unknown: 2, pass: 1, 'not-applicable': 0 } as const;

/**
 * Judges several things as one: a failure outweighs an unknown, an unknown outweighs a pass. Each judgement
 * runs on its own, so that what one cannot read does not hide what another found broken.
 */
export function all(...judgements: readonly (() => Verdict)[]): Verdict {
  const verdicts = judgements.map(settle);
  const failures = verdicts.filter(({ status }) => status === 'fail') as Fail[];
  if (failures.length > 1) return together(failures);
  const heaviest = verdicts.reduce(heavier, pass());
  if (heaviest.status !== 'pass') return heaviest;
  const seen = verdicts.flatMap(({ status, message }) =>
    status === 'pass' && message !== 'holds' ? [message] : [],
  );
  return seen.length > 0 ? pass([...new Set(seen)].join('; ')) : heaviest;
}

/** Every failing fact is told: who mends one should not learn of the next from the next audit. */
function together(failures: readonly Fail[]): Fail {
  const all = failures.flatMap((failure): readonly Failure[] => failure.facts ?? [factOf(failure)]);
  const facts = [...new Map(all.map((fact) => [JSON.stringify(fact), fact])).values()];
  const [first] = facts as unknown as readonly [Failure, ...Failure[]];
  if (facts.length === 1) return { status: 'fail', ...first };
  return { status: 'fail', ...first, message: facts.map(({ message }) => message).join('; '), facts };
}

const factOf = ({ status: _, facts: __, ...fact }: Fail): Failure => fact;

/** Runs a judgement; what it cannot read makes it unknown. A crash is not ours to hide and goes on. */
export function settle(judgement: () => Verdict): Verdict {
  try {
    return judgement();
  } catch (error) {
    if (error instanceof Unread) return unknown(error.message, error.unseen);
    throw error;
  }
}

const heavier = (a: Verdict, b: Verdict): Verdict => (weightOf(b) > weightOf(a) ? b : a);

/** A fault of ours is not hidden behind what AWS refused. */
const weightOf = (verdict: Verdict): number =>
  weight[verdict.status] + (verdict.status === 'unknown' && verdict.unseen?.kind === 'fault' ? 0.5 : 0);
