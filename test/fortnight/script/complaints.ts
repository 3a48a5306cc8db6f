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
 * taken out. Where the check cannot be seen somewhere it may be used there.
 */
function complaintsAbout(one: Accepted, script: Script): readonly Lasting[] {
  const broken = script.broken.filter(({ what }) => what.fails.includes(one.check));
  return spans(script, (tick) => {
    if (!isAt(one, tick)) return false;
    const end = endOf(one);
    const time = timeOf(script, tick).getTime();
    if (end <= time) return true;
    const seen = script.places.filter((place) => isSeen(script, place, one.check, tick));
    const isUsed = seen.some((place) => broken.some((what) => isSame(what.place, place) && isAt(what, tick)));
    if (!isUsed && seen.length === script.places.length) return true;
    if (end - time <= week) return true;
    return isUsed ? false : undefined;
  });
}
