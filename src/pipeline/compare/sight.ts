import type { Change } from '../../model/drift.ts';
import type { Finding } from '../../model/finding.ts';
import { type Blind, everywhere, type Known, type Sighting } from '../../model/known.ts';
import type { PlaceRef } from '../../model/place.ts';
import type { Unseen } from '../../model/unseen.ts';
import { type CompareSettings, neededUnseen, type Sight } from './comparing.ts';

/** Where something cannot be seen, or can be again. */
export function compareSight(known: Known, sighting: Sighting, settings: CompareSettings): Sight {
  const doubts = doubtsOf(known, sighting);
  const unseen = new Map([
    ...listsOf(sighting),
    ...doubts.map(({ type, unseen }) => [type, unseen] as const),
  ]);
  const spots = spotsOf(sighting, doubts);
  const before = new Map(known.blind.map((blind) => [keyOf(blind), blind]));
  const steps = [...spots].map(([key, spot]) => lost(spot, before.get(key), { known, sighting, settings }));
  const looked = new Set(sighting.looked.map(({ type }) => type));
  const others = known.blind.filter((blind) => !spots.has(keyOf(blind)));
  const isWhole = [...spots.values()].some(({ place, type }) => type === null && place === sighting.place);
  const isLooked = ({ type }: Blind): boolean => !isWhole && (type === null || looked.has(type));
  return {
    changes: [
      ...steps.flatMap(({ change }) => change ?? []),
      ...others.filter((blind) => isLooked(blind) && blind.told).map((blind) => regained(blind, sighting)),
    ],
    blind: [...steps.map(({ blind }) => blind), ...others.filter((blind) => !isLooked(blind))],
    seen: seenAfter(known, sighting, doubts),
    listUnseen: (type) => unseen.get(type),
    doubted: (finding) => doubtOf(finding, sighting, doubts),
  };
}

interface Spot {
  readonly place: PlaceRef;
  readonly type: string | null;
  readonly unseen: Unseen;
  readonly doubtedBy?: readonly string[] | undefined;
}

interface Doubt extends Spot {
  readonly type: string;
}

const keyOf = ({ place, type }: Pick<Blind, 'place' | 'type'>): string =>
  JSON.stringify([place.account, place.region, type]);

const listsOf = ({ looked }: Sighting): (readonly [string, Unseen])[] =>
  looked.flatMap(({ type, unseen }) => (unseen ? [[type, unseen] as const] : []));

/** What cannot be seen, one thing a type; one thing in all where no list of the place can be read. */
function spotsOf(sighting: Sighting, doubts: readonly Doubt[]): ReadonlyMap<string, Spot> {
  const { place, looked } = sighting;
  const lists = listsOf(sighting);
  const isTold = ([type]: (typeof lists)[number]) =>
    !sighting.unread.some((fact) => fact.type === type && fact.property === null && fact.exception);
  const first = lists.find(isTold);
  if (first && looked.length > 1 && lists.length === looked.length) {
    const whole = { place, type: null, unseen: first[1] };
    return new Map([[keyOf(whole), whole]]);
  }
  // What somebody has accepted as unread wakes nobody; what rests on it is not closed all the same.
  const gaps = sighting.unread.filter(({ kind, exception }) => kind !== 'settling' && !exception);
  const spots: readonly Spot[] = [
    ...gaps.map((gap) => ({ place, type: gap.type, unseen: unseenOf(gap) })),
    ...lists.filter(isTold).map(([type, unseen]) => ({ place, type, unseen })),
    ...doubts,
    ...(place === everywhere ? sighting.findings.flatMap(notCovered) : []),
  ];
  return new Map(spots.map((spot) => [keyOf(spot), spot]));
}

function unseenOf({
  type: _,
  property: __,
  account: ___,
  region: ____,
  exception: _____,
  ...unseen
}: Sighting['unread'][number]) {
  return unseen as Unseen;
}

/** A place of a policy's scope that nobody looked at: `scope.<account>/<region>`, or one of the two. */
function notCovered({ check, verdict }: Finding): Spot[] {
  if (!check.startsWith('scope.') || verdict.status !== 'unknown' || !verdict.unseen) return [];
  const where = check.slice('scope.'.length);
  const [account = '', region] = where.split('/');
  const place = region
    ? { account, region }
    : /^\d+$/.test(where)
      ? { ...everywhere, account }
      : { ...everywhere, region: where };
  return [{ place, type: null, unseen: verdict.unseen }];
}

/**
 * A type of which things were seen before and nothing is now, while something else fails to be read that could be read
 * before, is not believed to be empty: one that cannot see, not a violation of everything that rests on it.
 */
function doubtsOf(known: Known, { looked, unread, place }: Sighting): Doubt[] {
  const failing = [...new Set(unread.filter(({ kind }) => kind !== 'settling').map(({ type }) => type))];
  const failed = new Set(known.blind.map(({ type }) => type));
  return looked.flatMap(({ type, seen, unseen }) => {
    const count = known.seen[type] ?? 0;
    if (seen > 0 || unseen || count === 0) return [];
    const doubtedBy = known.blind.find((blind) => blind.type === type)?.doubtedBy;
    const reasons = failing.filter((other) => (doubtedBy ? doubtedBy.includes(other) : !failed.has(other)));
    if (reasons.length === 0) return [];
    const message = `${count} ${count === 1 ? 'was' : 'were'} there before and none is now, while ${reasons.join(', ')} cannot be read`;
    const doubt = { kind: 'contradictory', operation: `the list of ${type}`, message } as const;
    return [{ place, type, unseen: doubt, doubtedBy: reasons }];
  });
}

function doubtOf(finding: Finding, { bases }: Sighting, doubts: readonly Doubt[]): Unseen | undefined {
  if (doubts.length === 0) return undefined;
  const types = typesOf(finding, bases);
  return doubts.find(({ type }) => types.includes(type))?.unseen;
}

function typesOf(finding: Finding, bases: Sighting['bases']): readonly string[] {
  const own = bases.filter(
    ({ policy, component, check }) =>
      policy === finding.policy && component === finding.component && check === finding.check,
  );
  return own.length > 0 ? own.flatMap(({ types }) => types) : [finding.resource?.type ?? finding.type];
}

interface Losing {
  readonly known: Known;
  readonly sighting: Sighting;
  readonly settings: CompareSettings;
}

function lost(
  spot: Spot,
  before: Blind | undefined,
  { known, sighting, settings }: Losing,
): { readonly blind: Blind; readonly change: Change | undefined } {
  const since = before?.since ?? { after: lastLooked(known), until: sighting.at };
  const audits = before?.told ? before.audits : (before?.audits ?? 0) + 1;
  // Until it is told nothing opens by it either.
  const needed = spot.doubtedBy ? 1 : neededUnseen(spot.unseen, settings);
  const told = before?.told || audits >= Math.max(settings.confirm.failAfter, needed);
  const blind: Blind = { ...spot, since, audits, told };
  if (!told || before?.told) return { blind, change: undefined };
  const { place, type, unseen } = spot;
  return {
    blind,
    change: { kind: 'cannot-see', place, type, unseen, hides: hiding(spot, known, sighting), since },
  };
}

/** How many verdicts that are known rest on it. */
const hiding = ({ type }: Spot, { findings }: Known, { bases }: Sighting): number =>
  type === null
    ? findings.length
    : findings.filter(({ finding }) => typesOf(finding, bases).includes(type)).length;

function regained({ place, type }: Blind, { at }: Sighting): Change {
  return { kind: 'can-see', place, type, since: { after: null, until: at } };
}

const lastLooked = ({ policies }: Known): string | null =>
  Object.values(policies).reduce<string | null>(
    (last, { at }) => (last === null || at > last ? at : last),
    null,
  );

/** Of a list that is not complete, or not believed, what is known stays. */
function seenAfter(known: Known, { looked }: Sighting, doubts: readonly Doubt[]): Known['seen'] {
  const counted = looked.filter(
    ({ type, unseen }) => !unseen && !doubts.some((doubt) => doubt.type === type),
  );
  return { ...known.seen, ...Object.fromEntries(counted.map(({ type, seen }) => [type, seen])) };
}
