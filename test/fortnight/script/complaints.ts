import { endOf } from './decisions.ts';
import { type Accepted, isAt, isSame, isSeen, type Script, timeOf } from './script.ts';
import { type Lasting, type Story, spans, together } from './spans.ts';

const week = 7 * 24 * 60 * 60_000;

/** What is wrong with the exceptions themselves is one story of the policy. */
export const exceptionStories = (script: Script): readonly Story[] =>
  together(script.decisions.accepted.flatMap((one) => complaintsAbout(one, script))).map((span) => ({
    about: 'exceptions',
    place: null,
    ...span,
  }));

/**
 * An exception that has expired, will within a week, or that nothing stands under, until it is seen to be in order, or is
 * taken out. Where the check cannot be seen somewhere it may be used there. That it will is told a day after it was
 * written into the policy: those who wrote it know.
 */
function complaintsAbout(one: Accepted, script: Script): readonly Lasting[] {
  const aDay = (24 * 60) / script.every;
  let isOpen = false;
  return spans(script, (tick) => {
    const state = isAt(one, tick) ? stateAt(one, script, tick) : 'in order';
    if (state === 'unseen' || (state === 'expires' && !isOpen && tick - one.from < aDay)) return undefined;
    isOpen = state !== 'in order';
    return isOpen;
  });
}

type State = 'in order' | 'expired' | 'unused' | 'expires' | 'unseen';

function stateAt(one: Accepted, script: Script, tick: number): State {
  const left = endOf(one) - timeOf(script, tick).getTime();
  if (left <= 0) return 'expired';
  const broken = script.broken.filter(({ what }) => what.fails.includes(one.check));
  const seen = script.places.filter((place) => isSeen(script, place, one.check, tick));
  const isUsed = seen.some((place) => broken.some((what) => isSame(what.place, place) && isAt(what, tick)));
  if (!isUsed && seen.length === script.places.length) return 'unused';
  if (left <= week) return 'expires';
  return isUsed ? 'in order' : 'unseen';
}
