import type { PlaceRef } from '../../../src/model/place.ts';
import { breaks, type Check, type Part } from '../aws/breaks.ts';
import { exceptionStories } from './complaints.ts';
import { checks, isAccepted, isQuiet } from './decisions.ts';
import { type Blind, isAlike, isAt, isSame, isSeen, parts, partsOf, type Script, timeOf } from './script.ts';
import { type Lasting, type Story, spans, together } from './spans.ts';

export const where = ({ account, region }: PlaceRef): string => `${account}/${region}`;

/** What people are to hear of a fortnight, by the script alone. */
export const truthOf = (script: Script): readonly Story[] =>
  [
    ...script.places.flatMap((place) => [
      ...parts.flatMap((part) => storiesOf(script, place, part)),
      ...sightStories(script, place),
    ]),
    ...exceptionStories(script),
  ].filter((story) => isHeard(story, script));

/** What opens and ends while nobody is to be called is not told. */
function isHeard({ from, to, place }: Story, script: Script): boolean {
  if (to === null) return true;
  const ticks = Array.from({ length: to - from }, (_, at) => timeOf(script, from + at));
  return ticks.some((time) => !isQuiet(script.decisions, place?.account, time));
}

/** All that is wrong of a part at the same time is one story, with what fails elsewhere only because the part is gone. */
function storiesOf(script: Script, place: PlaceRef, part: Part): Story[] {
  const isOf = (check: Check) => {
    const [own, cause] = partsOf(check);
    const absences = cause && emptied.has(cause) ? failures(script, place, `${cause}/count`) : [];
    const isMissing = ({ from }: Lasting) => absences.some((one) => isWithin(one, from));
    return failures(script, place, check).filter((one) => (isMissing(one) ? cause : own) === part);
  };
  const about = `${part} in ${where(place)}`;
  return together(checks.flatMap(isOf)).map((span) => ({ about, place, ...span }));
}

const emptied = new Set(breaks.flatMap(({ part, empties }) => (empties ? [part] : [])));

const isWithin = ({ from, to }: Lasting, tick: number): boolean => from <= tick && (to === null || tick < to);

/**
 * A check fails from the first audit that could see it so until the first that could see it hold. One that changes its
 * mind a third time within a day is not believed to hold, until it has changed it less often in the day before. What
 * somebody accepts is no trouble, nor what the policy does not ask for: after such a decision it is counted anew.
 */
function failures(script: Script, place: PlaceRef, check: Check): readonly Lasting[] {
  const aDay = (24 * 60) / script.every;
  let [changes, flaps]: [number[], boolean] = [[], false];
  let before: State = 'holds';
  return spans(script, (tick) => {
    const now = stateAt(script, place, check, tick);
    if (now === 'unseen') return undefined;
    const isDecided = now === 'accepted' || now === 'dropped';
    const changed = now !== before && !isDecided && before !== 'accepted' && before !== 'dropped';
    changes = isDecided ? [] : changes.filter((change) => tick - change < aDay);
    if (changed) changes.push(tick);
    flaps = changes.length >= 3 && (flaps || changed);
    before = now;
    return now === 'fails' || flaps;
  });
}

type State = 'holds' | 'fails' | 'accepted' | 'dropped' | 'unseen';

function stateAt(script: Script, place: PlaceRef, check: Check, tick: number): State {
  const { decisions, broken } = script;
  if (decisions.dropped.some((one) => one.check === check && isAt(one, tick))) return 'dropped';
  if (!isSeen(script, place, check, tick)) return 'unseen';
  const fails = broken.some(
    (one) => one.what.fails.includes(check) && isSame(one.place, place) && isAt(one, tick),
  );
  if (!fails) return 'holds';
  return isAccepted(decisions, check, tick, timeOf(script, tick)) ? 'accepted' : 'fails';
}

/** What is denied is told at once. What may answer the next time is told only when it has not, twice. */
function sightStories(script: Script, place: PlaceRef): Story[] {
  const own = script.blind.filter((one) => isSame(one.place, place));
  const told = (tick: number) => {
    const now = own.filter((one) => isAt(one, tick));
    // What hides all of the place hides why a part of it cannot be seen.
    const whole = now.filter(({ operation }) => operation === null);
    return (whole.length > 0 ? whole : now).some((one) => isTold(one, own, tick));
  };
  const stays = (tick: number) =>
    own.some((one) => isAt(one, tick) && (one.operation === null || wasAlike(one, own, tick)));
  let open = false;
  return spans(script, (tick) => {
    open = told(tick) || (open && stays(tick));
    return open;
  }).map((span) => ({ about: `sight in ${where(place)}`, place, ...span }));
}

const isTold = (one: Blind, all: readonly Blind[], tick: number): boolean =>
  one.how === 'denied' || one.how === 'revoked' || wasAlike(one, all, tick);

const wasAlike = (one: Blind, all: readonly Blind[], tick: number): boolean =>
  all.some((other) => isAt(other, tick - 1) && isAlike(other, one));
