import type { PlaceRef } from '../../src/model/place.ts';
import type { SlackMessage } from '../support/slack/workspace.ts';
import type { Check, Part } from './aws/breaks.ts';
import type { Act } from './people.ts';
import { endOf, isQuiet } from './script/decisions.ts';
import { auditsOf, isAt, isSame, partsOf, type Script, tickOf, timeOf } from './script/script.ts';
import type { Story } from './script/spans.ts';
import { truthOf, where } from './script/truth.ts';
import { shownBy } from './shown.ts';

/** Minutes after which what stands unchanged is told again, as the documentation has it. */
const hour = 60;
const usual = 4 * hour;
const others: Partial<Readonly<Record<Check, number>>> = {
  'edge/https-only': 24 * hour,
  'services/autoscaling': 24 * hour,
  'files/elastic-throughput': 7 * 24 * hour,
};
const ofSight = 24 * hour;

interface Given {
  readonly script: Script;
  readonly messages: readonly SlackMessage[];
  readonly acts: readonly Act[];
  /** Whether Slack takes at an audit whatever is told. */
  readonly isWell: (tick: number) => boolean;
}

export interface Reminded {
  /** Where there were more or fewer reminders than there should be. */
  readonly wrong: readonly string[];
  readonly reminders: number;
  /** In how many stretches an acknowledgement kept them away. */
  readonly spared: number;
}

/** In each time in which nothing happens to a story, how often people were reminded of it. */
export function remindersOf({ script, messages, acts, isWell }: Given): Reminded {
  const shown = shownBy(script, messages);
  const stories = truthOf(script);
  const all = shown.flatMap((one) => {
    const story = stories.find(({ about, from }) => about === one.about && from === one.from);
    const own = acts.filter(({ incident }) => incident === one.incident);
    const said = messages.filter(
      ({ thread, versions }) => thread === one.root.ts && versions[0]?.text.includes('Still open after'),
    );
    if (!story?.place || own.some(({ what }) => what === 'deleted')) return [];
    return calmIn(story, script, own, isWell).map((calm) =>
      judge(
        story,
        calm,
        said.map(({ ts }) => tickOf(script, Number(ts) * 1000)),
        own,
      ),
    );
  });
  return {
    wrong: all.flatMap(({ wrong }) => wrong ?? []),
    reminders: all.reduce((sum, { reminders }) => sum + reminders, 0),
    spared: all.filter(({ isSpared }) => isSpared).length,
  };
}

interface Calm {
  readonly from: number;
  readonly to: number;
  /** Audits from one reminder to the next. */
  readonly every: number;
  /** What last happened to it. */
  readonly last: number;
}

function judge(story: Story, calm: Calm, said: readonly number[], acts: readonly Act[]) {
  const { from, to, every, last } = calm;
  const own = said.filter((tick) => from < tick && tick <= to).length;
  const acknowledged = acts.some(({ tick }) => tick < from);
  // What happened since an acknowledgement may have ended it.
  const isSpared = acknowledged && acts.some(({ tick }) => tick >= last && tick < from);
  if (acknowledged && !isSpared) return { reminders: 0, isSpared: false };
  // One that Slack did not take before may come late.
  const late = 1;
  const [least, most] = isSpared
    ? [0, late]
    : [Math.floor((to - from - 1) / (every + 1)), Math.floor((to - from) / every) + 1 + late];
  const about = `${story.about}, ${from} to ${to}: ${own} reminders, ${least} to ${most} are due`;
  return { reminders: own, isSpared, wrong: own < least || own > most ? [about] : undefined };
}

function calmIn(
  { about, place, from, to }: Story,
  script: Script,
  acts: readonly Act[],
  isWell: (tick: number) => boolean,
): readonly Calm[] {
  if (!place) return [];
  const happens = happening(script, place);
  const isCalm = (tick: number) =>
    isWell(tick) &&
    !happens(tick) &&
    !isQuiet(script.decisions, place.account, timeOf(script, tick)) &&
    !acts.some((act) => act.tick === tick || act.tick + 1 === tick);
  const end = to ?? auditsOf(script);
  const ticks = Array.from({ length: end - from - 1 }, (_, at) => from + 1 + at);
  return stretches(ticks.filter(isCalm)).flatMap((calm) => {
    const every = everyOf(about, script, place, calm.from);
    const last = ticks.findLast((tick) => tick < calm.from && happens(tick)) ?? from;
    return every === undefined ? [] : [{ ...calm, every, last }];
  });
}

/** Whether something changes in a place, or in what is asked of it, at an audit. */
function happening(script: Script, place: PlaceRef): (tick: number) => boolean {
  const own = [...script.broken, ...script.blind].filter((one) => isSame(one.place, place));
  const { accepted, dropped } = script.decisions;
  const turns = new Set([...own, ...accepted, ...dropped].flatMap((one) => [one.from, one.to]));
  const ends = new Set(accepted.map((one) => tickOf(script, endOf(one))));
  return (tick) => turns.has(tick) || ends.has(tick);
}

/** Audits that follow each other, from the first to the last. */
function stretches(ticks: readonly number[]): readonly { readonly from: number; readonly to: number }[] {
  const starts = ticks.filter((tick) => !ticks.includes(tick - 1));
  const ends = ticks.filter((tick) => !ticks.includes(tick + 1));
  return starts.map((from, at) => ({ from, to: ends[at] ?? from }));
}

/** By the worst of what is broken; undefined where nothing is, though it is told. */
function everyOf(about: string, script: Script, place: PlaceRef, tick: number): number | undefined {
  if (about.startsWith('sight')) return ofSight / script.every;
  const broken = script.broken.filter((one) => isSame(one.place, place) && isAt(one, tick));
  const isGone = (part: Part | undefined) => broken.some(({ what }) => what.empties && what.part === part);
  const partOf = (check: Check) => {
    const [own, cause] = partsOf(check);
    return cause && isGone(cause) ? cause : own;
  };
  const checks = broken
    .flatMap(({ what }) => what.fails)
    .filter((check) => about === `${partOf(check)} in ${where(place)}`);
  const minutes = checks.map((check) => others[check] ?? usual);
  return minutes.length === 0 ? undefined : Math.min(...minutes) / script.every;
}
