import type { PlaceRef } from '../../../src/model/place.ts';
import { randomOf } from '../../support/random.ts';
import { breaks, type Part } from '../aws/breaks.ts';
import { harmless } from '../aws/harmless.ts';
import { decisionsIn } from './decisions.ts';
import {
  auditsOf,
  type Blind,
  type Broken,
  eyes,
  isAt,
  isSame,
  parts,
  partsOf,
  type Script,
  type Span,
  type Went,
} from './script.ts';

/** A fortnight by a seed: in each place each part breaks a few times, some things cannot be read, and life goes on. */
export function scriptOf(seed: number, places: readonly PlaceRef[], every = 15): Script {
  const ticks = auditsOf({ every });
  const ticksADay = ticks / 14;
  const random = randomOf(seed);
  const whole = (least: number, most: number) => least + Math.floor(random() * (most - least + 1));
  // As often for each audit, however many there are.
  const often = (everyQuarter: number) => Math.ceil((everyQuarter * 15) / every);
  const pick = <T>(all: readonly T[]): T => all[whole(0, all.length - 1)] as T;
  const broken = places.flatMap((place) => parts.flatMap((part) => brokenOf(place, part)));
  const clear = broken.filter((one) => !isTangled(one, broken));
  const script = {
    every,
    places,
    broken: clear,
    went: places.flatMap((place) => wentIn(place)),
    blind: places.flatMap((place) => blindIn(place).filter((blind) => !isTangledIn(blind, clear))),
  };
  return untangled({ ...script, decisions: decisionsIn(script, seed) });

  function brokenOf(place: PlaceRef, part: Part): Broken[] {
    const all: Broken[] = [];
    // What comes back within a day may flap: that is a story of its own.
    let from = whole(2, 2 * ticksADay);
    while (from < ticks) {
      const what = pick(breaks.filter((one) => one.part === part));
      const to = from + whole(1, 2 * ticksADay);
      all.push({ place, what, from, to });
      from = to + whole(ticksADay + 2, 4 * ticksADay);
    }
    return all;
  }

  function wentIn(place: PlaceRef): Went[] {
    return [...Array(often(60)).keys()].map(() => {
      const from = whole(1, ticks - 2);
      return { place, what: pick(harmless), from, to: from + 1 };
    });
  }

  function blindIn(place: PlaceRef): Blind[] {
    const denied = [3, 6, 10].map((day): Blind => {
      const from = day * ticksADay + whole(0, ticksADay / 2);
      return {
        place,
        operation: pick(eyes[pick(parts)]),
        how: 'denied',
        from,
        to: from + whole(2, ticksADay / 2),
      };
    });
    const passing = [...Array(often(40)).keys()].map((): Blind => {
      const from = whole(1, ticks - 1);
      const operation = random() < 0.2 ? null : pick(eyes[pick(parts)]);
      return { place, operation, how: pick(['throttled', 'cut', 'slow'] as const), from, to: from + 1 };
    });
    return [...denied, ...passing];
  }
}

// A web ACL that is deleted is missed at the load balancer too. What else befalls that, or hides it, makes a story of which
// two people would not tell the same.
const isOfBoth = ({ what }: Broken): boolean => what.name === 'the web ACL is deleted';

const isTangled = (one: Broken, all: readonly Broken[]): boolean =>
  one.what.part === 'edge' &&
  all.some((other) => isOfBoth(other) && isSame(other.place, one.place) && overlap(other, one));

const isTangledIn = (blind: Blind, all: readonly Broken[]): boolean =>
  all.some((one) => isSame(one.place, blind.place) && overlap(one, blind) && hides(blind, one));

function hides(blind: Blind, one: Broken): boolean {
  // A list that is empty all of a sudden is not believed while something else cannot be read.
  if (one.what.empties && isAt(blind, one.from)) return true;
  const { operation } = blind;
  return isOfBoth(one)
    ? operation === null || [...eyes.edge, ...eyes.firewall].includes(operation)
    : operation !== null &&
        one.what.fails.flatMap((check) => eyesOf(partsOf(check).slice(1))).includes(operation);
}

const eyesOf = (all: readonly Part[]): readonly string[] => all.flatMap((part) => eyes[part]);

/** Without what is on its way in the audit that is the first to see something broken or whole: of that, the next tells. */
export function untangled(script: Script): Script {
  const isFirst = ({ place, from }: Went) =>
    script.broken.some((one) => isSame(one.place, place) && (one.from === from || one.to === from)) ||
    script.blind.some((one) => isSame(one.place, place) && one.to === from);
  return { ...script, went: script.went.filter((one) => !one.what.during || !isFirst(one)) };
}

const overlap = (a: Span, b: Span): boolean => a.from <= b.to + 1 && b.from <= a.to + 1;
