import type { PlaceRef } from '../../../src/model/place.ts';
import { randomOf } from '../../support/random.ts';
import { type Break, breaks, type Check, type Part } from '../aws/breaks.ts';
import { type Harmless, harmless } from '../aws/harmless.ts';

/** A Tuesday. */
export const start = Date.parse('2026-12-01T00:00:00.000Z');
const fortnight = 14 * 24 * 60;

/** From an audit on, up to another and without it. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface Broken extends Span {
  readonly place: PlaceRef;
  readonly what: Break;
}

export interface Went extends Span {
  readonly place: PlaceRef;
  readonly what: Harmless;
}

/** What AWS would not answer. */
export interface Blind extends Span {
  readonly place: PlaceRef;
  /** An operation; null where it is all of them. */
  readonly operation: string | null;
  /** `denied` and `revoked` stay until somebody grants it; the others are over at the next audit. */
  readonly how: 'denied' | 'revoked' | 'throttled' | 'cut' | 'slow';
}

export interface Script {
  /** Minutes from one audit to the next. */
  readonly every: number;
  readonly places: readonly PlaceRef[];
  readonly broken: readonly Broken[];
  readonly went: readonly Went[];
  readonly blind: readonly Blind[];
}

/** Which operations each part cannot be judged without. */
const eyes: Readonly<Record<Part, readonly string[]>> = {
  services: ['ecs:ListServices', 'ecs:DescribeServices', 'application-autoscaling:DescribeScalableTargets'],
  edge: ['elasticloadbalancing:DescribeLoadBalancers', 'elasticloadbalancing:DescribeListeners'],
  firewall: ['wafv2:ListWebACLs'],
  sessions: ['elasticache:DescribeReplicationGroups'],
  files: ['elasticfilesystem:DescribeFileSystems'],
  database: ['rds:DescribeDBClusters', 'rds:DescribeDBInstances'],
};
/** Through what else a check is judged: the web ACL that counts at a load balancer, the zones that services run in. */
const through: Partial<Readonly<Record<Check, Part>>> = {
  'edge/protected-by': 'firewall',
  'files/mount-target-in-every-az-of': 'services',
};
/** The part that a check is of, and another that it is judged through. */
export function partsOf(check: Check): readonly [Part, ...Part[]] {
  const other = through[check];
  return [check.split('/')[0] as Part, ...(other ? [other] : [])];
}
export const parts = Object.keys(eyes) as Part[];

export const isSeen = ({ blind }: Script, place: PlaceRef, part: Part, tick: number): boolean =>
  !blind.some(
    (one) =>
      isAt(one, tick) &&
      isSame(one.place, place) &&
      (one.operation === null || eyes[part].includes(one.operation)),
  );

/** Whether two hide the same: all of a place, or the same type in it. */
export const isAlike = (a: Blind, b: Blind): boolean => seenBy(a) === seenBy(b);
const seenBy = ({ operation }: Blind): Part | undefined =>
  parts.find((part) => operation !== null && eyes[part].includes(operation));

export const isAt = ({ from, to }: Span, tick: number): boolean => from <= tick && tick < to;
export const isSame = (a: PlaceRef, b: PlaceRef): boolean => a.account === b.account && a.region === b.region;

/** How many audits are made after the fortnight, while Slack is well: they see what goes on by then. */
export const afterwards = 4;
export const auditsOf = ({ every }: Pick<Script, 'every'>): number => fortnight / every;
export const timeOf = ({ every }: Pick<Script, 'every'>, tick: number): Date =>
  new Date(start + tick * every * 60_000);

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
  return untangled({
    every,
    places,
    broken: clear,
    went: places.flatMap((place) => wentIn(place)),
    blind: places.flatMap((place) => blindIn(place).filter((blind) => !isTangledIn(blind, clear))),
  });

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
  if (empties.includes(one.what.name) && isAt(blind, one.from)) return true;
  const { operation } = blind;
  return isOfBoth(one)
    ? operation === null || [...eyes.edge, ...eyes.firewall].includes(operation)
    : operation !== null &&
        one.what.fails.flatMap((check) => eyesOf(partsOf(check).slice(1))).includes(operation);
}

const eyesOf = (all: readonly Part[]): readonly string[] => all.flatMap((part) => eyes[part]);

const empties: readonly string[] = ['the web ACL is deleted', 'the sessions are deleted'];

/** Without what is on its way in the audit that is the first to see something broken or whole: of that, the next tells. */
export function untangled(script: Script): Script {
  const isFirst = ({ place, from }: Went) =>
    script.broken.some((one) => isSame(one.place, place) && (one.from === from || one.to === from)) ||
    script.blind.some((one) => isSame(one.place, place) && one.to === from);
  return { ...script, went: script.went.filter((one) => !one.what.during || !isFirst(one)) };
}

const overlap = (a: Span, b: Span): boolean => a.from <= b.to + 1 && b.from <= a.to + 1;
