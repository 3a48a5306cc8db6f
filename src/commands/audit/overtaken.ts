import { DoneError } from '../../model/held-error.ts';
import type { KnownPlace } from '../../model/memory.ts';
import type { NotLaterError } from '../../model/not-later-error.ts';
import { type PlaceRef, textOfPlace } from '../../model/place.ts';
import type { Policy } from '../../model/policy.ts';
import { UserError } from '../../model/user-error.ts';
import { policiesAt } from '../../pipeline/scope.ts';
import { selectors } from '../../registry.generated.ts';

export interface Overtaking {
  readonly places: readonly PlaceRef[];
  readonly policies: readonly Policy[];
  /** When this process began with it. */
  readonly begun: Date;
  readonly now: Date;
  readonly known: readonly KnownPlace[];
}

/**
 * Why an audit is not later than one that is stored. Where nobody knew whose the credentials were, or a process was
 * stopped for a while, two audit a place at once, and the one that began first may end last.
 */
export function whyNotLater(error: NotLaterError, overtaking: Overtaking): UserError {
  const { places, begun, now } = overtaking;
  const [fact] = error.message.split('\n');
  if (error.last > now.toISOString())
    return new UserError(
      `${fact}, which is yet to come: a clock is wrong, or was\nset it; audits are kept again once that time is past`,
    );
  if (error.last < begun.toISOString()) return error;
  const names = places.map(textOfPlace).join(', ');
  return isDone(overtaking)
    ? new DoneError(`another process has audited ${names} meanwhile: this audit is not kept`)
    : new UserError(
        `another process has audited a part of ${names} since this audit began: it is not kept\nthe next is made when it is due`,
      );
}

function isDone({ places, policies, begun, now, known }: Overtaking): boolean {
  const judgedAt = (place: PlaceRef, id: string) =>
    known.find((one) => textOfPlace(one.place) === textOfPlace(place))?.policies[id]?.at ?? '';
  return places.every((place) =>
    policiesAt(policies, place, selectors).every(({ id }) => {
      const at = judgedAt(place, id);
      return at >= begun.toISOString() && at <= now.toISOString();
    }),
  );
}
