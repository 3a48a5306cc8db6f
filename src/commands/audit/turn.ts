import { DoneError } from '../../model/held-error.ts';
import type { KnownPlace, Memory } from '../../model/memory.ts';
import { type PlaceRef, textOfPlace } from '../../model/place.ts';
import type { Policy } from '../../model/policy.ts';
import { policiesAt } from '../../pipeline/scope.ts';
import { selectors } from '../../registry.generated.ts';
import type { Shell } from '../shell.ts';
import type { Holder } from './holder.ts';

export interface Turn {
  readonly memory: Memory;
  readonly holder: Holder;
  readonly policies: readonly Policy[];
  /** Whether what another process has just audited is to be left at that: whoever asks for a report wants one. */
  readonly isScheduled: boolean;
}

/** Another process audited some of the places since this audit began: it is to begin anew, so that it is the later one. */
class Overtaken extends Error {}

/** Performs an audit in places that are taken for it. Throws `DoneError` where another process audited all of it meanwhile. */
export async function inTurn<T>(
  turn: Turn,
  perform: (enter: (places: readonly PlaceRef[]) => Promise<void>) => Promise<T>,
  shell: Shell,
): Promise<T> {
  const attempt = () => {
    const begun = shell.now();
    return perform((places) => enter(places, begun, turn, shell));
  };
  try {
    return await attempt();
  } catch (error) {
    if (!(error instanceof Overtaken)) throw error;
    // The places are held by now: nobody is before it again.
    return attempt();
  }
}

async function enter(
  places: readonly PlaceRef[],
  begun: Date,
  { memory, holder, policies, isScheduled }: Turn,
  { now }: Shell,
): Promise<void> {
  let before: readonly KnownPlace[] | undefined;
  await holder.take(places, 'nothing was audited', async () => {
    before ??= await memory.present.places();
  });
  const after = await memory.present.places();
  const since = (place: PlaceRef, policy: string) =>
    before ? (judgedAt(before, place, policy) ?? '') : new Date(begun.getTime() - 1).toISOString();
  // What lies in the future is nobody's turn: a clock was set back.
  const isJudged = (at: string, since: string) => at > since && at <= now().toISOString();
  const isDone = places.every((place) =>
    policiesAt(policies, place, selectors).every(({ id }) =>
      isJudged(judgedAt(after, place, id) ?? '', since(place, id)),
    ),
  );
  if (isScheduled && isDone && places.length > 0)
    throw new DoneError(`another process has audited ${places.map(textOfPlace).join(', ')} meanwhile`);
  const isOvertaken = ({ lastAudit }: KnownPlace) =>
    lastAudit >= begun.toISOString() && lastAudit <= now().toISOString();
  if (places.some((place) => after.some((one) => isSame(one.place, place) && isOvertaken(one))))
    throw new Overtaken();
}

const isSame = (a: PlaceRef, b: PlaceRef): boolean => textOfPlace(a) === textOfPlace(b);

const judgedAt = (known: readonly KnownPlace[], place: PlaceRef, policy: string): string | undefined =>
  known.find((one) => isSame(one.place, place))?.policies[policy]?.at;
