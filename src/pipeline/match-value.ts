import { isDigest } from './presentable.ts';
import { isSameText, matchScalar } from './same-text.ts';
import { deciderOf, elementOf, heldAt, heldBelowNone, isInTheMaking, memberOf, type Spot } from './spot.ts';
import { allOf, anyOf, type Match, no, opposite, pairsOf, toldBy, untold, yes } from './told.ts';
import { atLeastVersion } from './versions.ts';

/**
 * The one meaning of values in `select` and `expect`, as docs/expect.md has it. Two scalars compare by their text, in
 * which `*` and `?` are wild. A list is one of its values beside a scalar, and the same elements, in whatever order,
 * beside a list. An object names the members that count.
 */
export function matchValue(actual: unknown, wanted: unknown, spot: Spot): Match {
  if (isComparison(wanted))
    return allOf(
      Object.entries(wanted).map(([kind, value]) => comparisons[kind]?.(actual, value, spot) ?? no),
    );
  return deciderOf(actual) === undefined
    ? shown(actual, spot, () => matchShown(actual, wanted, spot))
    : matchUndecided(actual, wanted, spot);
}

/** Not set is what it is, and what it is not cannot be told of it, nor of what is in it. */
function matchUndecided(actual: unknown, wanted: unknown, spot: Spot): Match {
  if (wanted === null) return yes;
  const parts = Array.isArray(wanted) ? wanted : isRecord(wanted) ? Object.values(wanted) : [];
  if (parts.length === 0) return shown(actual, spot, () => no);
  return (Array.isArray(wanted) ? anyOf : allOf)(parts.map((part) => matchValue(actual, part, spot)));
}

function matchShown(actual: unknown, wanted: unknown, spot: Spot): Match {
  if (actual === null && isRecord(wanted)) return matchMembersOfNone(wanted, spot);
  if (actual === null) return toldBy(Array.isArray(wanted) ? wanted.includes(null) : wanted === null);
  if (Array.isArray(wanted)) return matchList(actual, wanted, spot);
  if (isRecord(wanted)) return matchMembers(actual, wanted, spot);
  // There is one, whatever it is.
  if (wanted === null) return no;
  if (isRecord(actual) || Array.isArray(actual)) return otherKind(actual, spot);
  return matchScalar(actual, wanted, spot);
}

type Compare = (actual: unknown, wanted: unknown, spot: Spot) => Match;

const comparisons: Readonly<Record<string, Compare>> = {
  // Of what has nothing to be in, it cannot be said that it is anything but that.
  not: (actual, wanted, spot) =>
    spot.within !== undefined ? no : opposite(matchValue(actual, wanted, spot)),
  oneOf: (actual, wanted, spot) => anyOf(listOf(wanted).map((one) => matchValue(actual, one, spot))),
  exactly: matchExactly,
  atLeast: (actual, wanted, spot) => compareNumbers(actual, spot, (value) => value >= Number(wanted)),
  atMost: (actual, wanted, spot) => compareNumbers(actual, spot, (value) => value <= Number(wanted)),
  atLeastVersion: (actual, wanted, spot) =>
    shown(actual, spot, () => {
      if (actual === null) return no;
      const holds = atLeastVersion(String(actual), String(wanted));
      return holds === undefined
        ? untold(`${spot.path} is ${String(actual)}, a version of another kind`)
        : toldBy(holds);
    }),
  any: (actual, wanted, spot) => ofElements(actual, wanted, spot, anyOf),
  every: (actual, wanted, spot) => ofElements(actual, wanted, spot, allOf),
  // Where there is no list, nothing is said of its elements either way.
  none: (actual, wanted, spot) => (actual === null ? no : opposite(ofElements(actual, wanted, spot, anyOf))),
  includes: (actual, wanted, spot) =>
    allOf(listOf(wanted).map((one) => ofElements(actual, one, spot, anyOf))),
};

/** An object that holds nothing but comparisons; CloudFormation's own members begin with capitals. */
export function isComparison(wanted: unknown): wanted is Loose {
  if (!isRecord(wanted)) return false;
  const keys = Object.keys(wanted);
  return keys.length > 0 && keys.every((key) => Object.hasOwn(comparisons, key));
}

/** Every member and element, in order, and no other; of a scalar the text, in which nothing is wild. */
function matchExactly(actual: unknown, wanted: unknown, spot: Spot): Match {
  if (wanted === null && deciderOf(actual) !== undefined) return yes;
  return shown(actual, spot, () => {
    if (Array.isArray(actual) && Array.isArray(wanted))
      return actual.length === wanted.length
        ? allOf(actual.map((one, index) => matchExactly(one, wanted[index], elementOf(spot, index))))
        : no;
    if (!isRecord(actual) || !isRecord(wanted)) return toldBy(isSameText(actual, wanted));
    const keys = Object.keys(actual).filter((key) => actual[key] !== undefined);
    const isWhole =
      keys.length === Object.keys(wanted).length && keys.every((key) => Object.hasOwn(wanted, key));
    return isWhole
      ? allOf(keys.map((key) => matchExactly(actual[key], wanted[key], memberOf(spot, key))))
      : no;
  });
}

/** The same elements in whatever order, as often as they are wanted. */
function matchList(actual: unknown, wanted: readonly unknown[], spot: Spot): Match {
  if (!Array.isArray(actual)) return anyOf(wanted.map((one) => matchValue(actual, one, spot)));
  if (actual.length !== wanted.length) return no;
  return pairsOf(
    actual.map((element, index) => wanted.map((one) => matchValue(element, one, elementOf(spot, index)))),
  );
}

function matchMembers(actual: unknown, wanted: Loose, spot: Spot): Match {
  if (!isRecord(actual)) return otherKind(actual, spot);
  return allOf(Object.entries(wanted).map(([key, value]) => matchMember(actual, key, value, spot)));
}

/** What is not there has no members, but those of which AWS says what they then are. */
function matchMembersOfNone(wanted: Loose, spot: Spot): Match {
  const members = Object.entries(wanted).map(([key, value]) => {
    const at = memberOf(spot, key);
    const held = heldBelowNone(at);
    return held === undefined ? no : matchValue(held, value, at);
  });
  return members.length === 0 ? no : allOf(members);
}

/** A structure that is left out of a whole answer is not there; of a scalar AWS may leave out the default. */
export function matchMember(actual: Loose, key: string, wanted: unknown, spot: Spot): Match {
  const at = memberOf(spot, key);
  const member = heldAt(Object.hasOwn(actual, key) ? actual[key] : undefined, at);
  const isStructure = isRecord(wanted) && !isComparison(wanted);
  return member === undefined && isStructure && !isInTheMaking(spot) ? no : matchValue(member, wanted, at);
}

function ofElements(
  actual: unknown,
  wanted: unknown,
  spot: Spot,
  combine: (all: readonly Match[]) => Match,
): Match {
  return shown(actual, spot, () => {
    // There is none, so that nothing of it can be so.
    if (actual === null) return no;
    if (!Array.isArray(actual)) return otherKind(actual, spot);
    return combine(actual.map((one: unknown, index) => matchValue(one, wanted, elementOf(spot, index))));
  });
}

// AWS writes some numbers as text: the attributes of load balancers.
function compareNumbers(actual: unknown, spot: Spot, holds: (value: number) => boolean): Match {
  const isText = typeof actual === 'string' && actual.trim() !== '';
  const value = isText || typeof actual === 'number' ? Number(actual) : Number.NaN;
  return shown(actual, spot, () => {
    if (actual === null) return no;
    return Number.isNaN(value)
      ? untold(`${spot.path} is ${JSON.stringify(actual)}, which is no number`)
      : toldBy(holds(value));
  });
}

function shown(actual: unknown, { path }: Spot, compare: () => Match): Match {
  if (actual === undefined) return untold(`${path} is not among what AWS shows`);
  const decider = deciderOf(actual);
  if (decider !== undefined) return { status: 'no', doubt: `${path} is not set: ${decider} decides` };
  return isConcealed(actual) ? untold(`${path} is not compared: it may be a secret`) : compare();
}

const otherKind = (actual: unknown, { path }: Spot): Match =>
  untold(
    `${path} is ${Array.isArray(actual) ? 'a list' : isRecord(actual) ? 'an object' : 'a single value'}`,
  );

/** What stands for itself in no answer: a digest of what may be a secret, and bytes. */
const isConcealed = (actual: unknown): boolean => actual instanceof Uint8Array || isDigest(actual);

const listOf = (wanted: unknown): readonly unknown[] => (Array.isArray(wanted) ? wanted : [wanted]);

type Loose = Readonly<Record<string, unknown>>;

export const isRecord = (value: unknown): value is Loose =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof Date) &&
  !(value instanceof Uint8Array);
