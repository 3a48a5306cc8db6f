import type { PlaceRef } from '../../../src/model/place.ts';
import { breaks, type Check, type Part } from '../aws/breaks.ts';
import { type Blind, isAlike, isAt, isSame, isSeen, parts, partsOf, type Script } from './script.ts';
import { type Lasting, spans, together } from './spans.ts';

/** One story that people are to hear of, once. */
export interface Story extends Lasting {
  /** `edge in 111122223333/sa-east-1`, or `sight in …` */
  readonly about: string;
}

const where = ({ account, region }: PlaceRef) => `${account}/${region}`;

/** What people are to hear of a fortnight, by the script alone. */
export const truthOf = (script: Script): readonly Story[] =>
  script.places.flatMap((place) => [
    ...parts.flatMap((part) => storiesOf(script, place, part)),
    ...sightStories(script, place),
  ]);

/** All that is wrong of a part at the same time is one story, with what fails elsewhere only because the part is gone. */
function storiesOf(script: Script, place: PlaceRef, part: Part): Story[] {
  const gone = failures(script, place, `${part}/count`);
  const isMissing = ({ from }: Lasting) => gone.some((one) => isWithin(one, from));
  const own = checks
    .filter((check) => partsOf(check)[0] === part)
    .flatMap((check) => {
      const cause = partsOf(check)[1];
      const absences = cause ? failures(script, place, `${cause}/count`) : [];
      return failures(script, place, check).filter(
        ({ from }) => !absences.some((one) => isWithin(one, from)),
      );
    });
  const others = checks
    .filter((check) => partsOf(check)[1] === part)
    .flatMap((check) => failures(script, place, check).filter(isMissing));
  return together([...own, ...others]).map((span) => ({ about: `${part} in ${where(place)}`, ...span }));
}

const checks = [...new Set(breaks.flatMap(({ fails }) => fails))];

const isWithin = ({ from, to }: Lasting, tick: number): boolean => from <= tick && (to === null || tick < to);

/**
 * A check fails from the first audit that could see it so until the first that could see it hold. One that changes its
 * mind a third time within a day is not believed to hold, until it has changed it less often in the day before.
 */
function failures(script: Script, place: PlaceRef, check: Check): readonly Lasting[] {
  const own = script.broken.filter(({ what, place: at }) => what.fails.includes(check) && isSame(at, place));
  const changes: number[] = [];
  let failing = false;
  return spans(script, (tick) => {
    if (!partsOf(check).every((part) => isSeen(script, place, part, tick))) return undefined;
    const fails = own.some((one) => isAt(one, tick));
    if (fails !== failing) changes.push(tick);
    failing = fails;
    return fails || changes.filter((change) => tick - change < aDayOf(script)).length >= 3;
  });
}

const aDayOf = ({ every }: Script): number => (24 * 60) / every;

/** What is denied is told at once. What may answer the next time is told only when it has not, twice. */
function sightStories(script: Script, place: PlaceRef): Story[] {
  const own = script.blind.filter((one) => isSame(one.place, place));
  const told = (tick: number) => own.some((one) => isAt(one, tick) && isTold(one, own, tick));
  const stays = (tick: number) =>
    own.some((one) => isAt(one, tick) && (one.operation === null || wasAlike(one, own, tick)));
  let open = false;
  return spans(script, (tick) => {
    open = told(tick) || (open && stays(tick));
    return open;
  }).map((span) => ({ about: `sight in ${where(place)}`, ...span }));
}

const isTold = (one: Blind, all: readonly Blind[], tick: number): boolean =>
  one.how === 'denied' || one.how === 'revoked' || wasAlike(one, all, tick);

const wasAlike = (one: Blind, all: readonly Blind[], tick: number): boolean =>
  all.some((other) => isAt(other, tick - 1) && isAlike(other, one));
