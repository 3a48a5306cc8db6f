import type { PlaceRef } from '../../../src/model/place.ts';
import type { Part } from '../aws/breaks.ts';
import {
  afterwards,
  auditsOf,
  type Blind,
  isAlike,
  isAt,
  isSame,
  isSeen,
  parts,
  type Script,
} from './script.ts';

/** One story that people are to hear of, once. */
export interface Story {
  /** `edge in 111122223333/sa-east-1`, or `sight in …` */
  readonly about: string;
  /** The audits that first saw it so, and first saw it no more; null where it goes on. */
  readonly from: number;
  readonly to: number | null;
}

const where = ({ account, region }: PlaceRef) => `${account}/${region}`;

/** What people are to hear of a fortnight, by the script alone. */
export const truthOf = (script: Script): readonly Story[] =>
  script.places.flatMap((place) => [
    ...parts.flatMap((part) => storiesOf(script, place, part)),
    ...sightStories(script, place),
  ]);

/** A part is broken from the first audit that could see it so until the first that could see it whole. */
function storiesOf(script: Script, place: PlaceRef, part: Part): Story[] {
  const isBroken = (tick: number) =>
    script.broken.some((one) => one.what.part === part && isSame(one.place, place) && isAt(one, tick));
  return spans(script, (tick) => (isSeen(script, place, part, tick) ? isBroken(tick) : undefined)).map(
    (span) => ({
      about: `${part} in ${where(place)}`,
      ...span,
    }),
  );
}

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

/** The spans in which something is so; undefined is not known, and leaves it as it was. */
function spans(
  script: Script,
  isSo: (tick: number) => boolean | undefined,
): { from: number; to: number | null }[] {
  const all: { from: number; to: number | null }[] = [];
  let from: number | null = null;
  for (let tick = 0; tick < auditsOf(script) + afterwards; tick += 1) {
    const so = isSo(tick);
    if (so === undefined) continue;
    if (so) from ??= tick;
    else if (from !== null) {
      all.push({ from, to: tick });
      from = null;
    }
  }
  return from === null ? all : [...all, { from, to: null }];
}
