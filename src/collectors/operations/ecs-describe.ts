import type { Failure } from '@aws-sdk/client-ecs';
import { nameOf, type Operation } from '../../model/operation.ts';
import type { Place } from '../../model/ports.ts';
import { Refused } from '../../model/unseen.ts';
import { askAgain } from './ask-again.ts';
import { batchesOf } from './ecs.ts';

/** How ECS is asked about several things by their ARNs, and where each answer holds them. */
export interface Describing<I extends object, O extends Answer, T> {
  readonly operation: Operation<I, O>;
  /** The most it takes at once. */
  readonly most: number;
  readonly question: (arns: string[]) => I;
  readonly items: (answer: O) => readonly T[] | undefined;
  readonly arnOf: (item: T) => string | undefined;
}

interface Answer {
  readonly failures?: Failure[] | undefined;
}

export interface Described<T> {
  readonly found: readonly T[];
  /** What was listed, and left out even when it was asked for once more, with why. */
  readonly unread: readonly { readonly arn: string; readonly why: Refused }[];
}

/**
 * Describes what was listed. ECS answers 200 and lists under `failures` what it could not describe, or leaves it out:
 * that is asked for once more, and is then neither there nor gone.
 */
export async function describeAll<I extends object, O extends Answer, T>(
  place: Place,
  describing: Describing<I, O, T>,
  arns: readonly string[],
): Promise<Described<T>> {
  const batches = await Promise.all(
    batchesOf(arns, describing.most).map((batch) => describe(place, describing, batch)),
  );
  return { found: batches.flatMap(({ found }) => found), unread: batches.flatMap(({ unread }) => unread) };
}

async function describe<I extends object, O extends Answer, T>(
  place: Place,
  describing: Describing<I, O, T>,
  arns: string[],
): Promise<Described<T>> {
  const { operation, question } = describing;
  const first = read(describing, arns, await place.ask(operation, question(arns)));
  if (first.unread.length === 0) return first;
  const rest = first.unread.map(({ arn }) => arn);
  try {
    const second = read(describing, rest, await askAgain(place, operation, question(rest)));
    return { found: [...first.found, ...second.found], unread: second.unread };
  } catch (error) {
    if (error instanceof Refused) return first;
    throw error;
  }
}

function read<I extends object, O extends Answer, T>(
  { operation, items, arnOf }: Describing<I, O, T>,
  arns: readonly string[],
  answer: O,
): Described<T> {
  const found = items(answer) ?? [];
  const known = new Set(found.map(arnOf));
  const left = arns.filter((arn) => !known.has(arn));
  return { found, unread: left.map((arn) => ({ arn, why: leftOut(operation, arn, answer.failures) })) };
}

function leftOut<I extends object, O extends object>(
  operation: Operation<I, O>,
  arn: string,
  failures: readonly Failure[] = [],
): Refused {
  const failure = failures.find((one) => one.arn === arn);
  return new Refused({
    kind: 'refused',
    operation: nameOf(operation),
    reason: failure?.reason ?? 'UnreadableAnswer',
    message: `${arn} was listed and not described${failure?.detail ? `: ${failure.detail}` : ''}`,
  });
}
