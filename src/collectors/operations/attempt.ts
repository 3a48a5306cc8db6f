import { type Gap, Refused } from '../../model/unseen.ts';

/** A detail AWS told, or the gap it leaves. */
export type Attempt<T> = { readonly value: T; readonly gap?: never } | { readonly gap: Gap };

/** Waits for one detail of one resource; a refusal becomes a gap in `property`. */
export async function attempt<T>(property: string, detail: Promise<T>): Promise<Attempt<T>> {
  try {
    return { value: await detail };
  } catch (error) {
    if (error instanceof Refused) return { gap: { property, ...error.unseen } };
    throw error;
  }
}

export const gapsOf = (...attempts: readonly (Attempt<unknown> | undefined)[]): Gap[] =>
  attempts.flatMap((tried) => (tried?.gap ? [tried.gap] : []));

/** What was told; nothing where it was not asked for, or is a gap, which then stands in its place. */
export const told = <T>(tried: Attempt<T> | undefined): T | undefined =>
  tried && !tried.gap ? tried.value : undefined;

/** Reads several at once and yields all that came; the first refusal is thrown after the last of them. */
export async function* eachOf<A, B>(
  items: readonly A[],
  read: (item: A) => Promise<B>,
): AsyncGenerator<B, void> {
  const settled = await Promise.allSettled(items.map(read));
  const broken = settled.filter((outcome) => outcome.status === 'rejected');
  const bug = broken.find(({ reason }) => !(reason instanceof Refused));
  if (bug) throw bug.reason;
  for (const outcome of settled) if (outcome.status === 'fulfilled') yield outcome.value;
  if (broken[0]) throw broken[0].reason;
}
