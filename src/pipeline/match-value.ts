import { isDeepStrictEqual } from 'node:util';
import { matchesGlob } from '../text/glob.ts';
import { isDigest } from './properties.ts';
import { atLeastVersion } from './versions.ts';

/** Whether a value is as a policy wants it; `untold` where what AWS shows does not tell, with what is lacking. */
export type Match =
  | { readonly status: 'yes' }
  | { readonly status: 'no' }
  | { readonly status: 'untold'; readonly why: string };

export const yes: Match = { status: 'yes' };
export const no: Match = { status: 'no' };
export const untold = (why: string): Match => ({ status: 'untold', why });
export const toldBy = (holds: boolean): Match => (holds ? yes : no);

/**
 * The one meaning of values in `select` and `expect`, as docs/expect.md has it. Two scalars compare by their text, in
 * which `*` and `?` are wild. A list is one of its values beside a scalar, and the same elements, in whatever order,
 * beside a list. An object names the members that count. `path` is what reasons call the value.
 */
export function matchValue(actual: unknown, wanted: unknown, path: string): Match {
  if (isComparison(wanted))
    return allOf(
      Object.entries(wanted).map(([kind, value]) => comparisons[kind]?.(actual, value, path) ?? no),
    );
  if (actual === undefined) return untold(`${path} is not among what AWS shows`);
  if (actual === null) return toldBy(wanted === null);
  if (isConcealed(actual)) return untold(`${path} is not compared: it may be a secret`);
  if (Array.isArray(wanted)) return matchList(actual, wanted, path);
  if (isRecord(wanted)) return matchMembers(actual, wanted, path);
  if (isRecord(actual) || Array.isArray(actual)) return otherKind(actual, path);
  return toldBy(isSameScalar(actual, wanted));
}

type Compare = (actual: unknown, wanted: unknown, path: string) => Match;

const comparisons: Readonly<Record<string, Compare>> = {
  not: (actual, wanted, path) => opposite(matchValue(actual, wanted, path)),
  oneOf: (actual, wanted, path) => anyOf(listOf(wanted).map((one) => matchValue(actual, one, path))),
  exactly: (actual, wanted, path) =>
    shown(actual, path, () => toldBy(isDeepStrictEqual(actual, remade(wanted)))),
  atLeast: (actual, wanted, path) => compareNumbers(actual, path, (value) => value >= Number(wanted)),
  atMost: (actual, wanted, path) => compareNumbers(actual, path, (value) => value <= Number(wanted)),
  atLeastVersion: (actual, wanted, path) =>
    shown(actual, path, () => {
      const holds = atLeastVersion(String(actual), String(wanted));
      return holds === undefined
        ? untold(`${path} is ${String(actual)}, a version of another kind`)
        : toldBy(holds);
    }),
  any: (actual, wanted, path) => ofElements(actual, wanted, path, anyOf),
  every: (actual, wanted, path) => ofElements(actual, wanted, path, allOf),
  none: (actual, wanted, path) => ofElements(actual, wanted, path, (all) => opposite(anyOf(all))),
  includes: (actual, wanted, path) =>
    allOf(listOf(wanted).map((one) => ofElements(actual, one, path, anyOf))),
};

/** An object that holds nothing but comparisons; CloudFormation's own members begin with capitals. */
export function isComparison(wanted: unknown): wanted is Loose {
  if (!isRecord(wanted)) return false;
  const keys = Object.keys(wanted);
  return keys.length > 0 && keys.every((key) => Object.hasOwn(comparisons, key));
}

/** All must hold: what does not outweighs what cannot be told. */
export function allOf(matches: readonly Match[]): Match {
  return (
    matches.find(({ status }) => status === 'no') ?? matches.find(({ status }) => status === 'untold') ?? yes
  );
}

/** One must hold: what holds outweighs what cannot be told. */
export function anyOf(matches: readonly Match[]): Match {
  return (
    matches.find(({ status }) => status === 'yes') ?? matches.find(({ status }) => status === 'untold') ?? no
  );
}

export function opposite(match: Match): Match {
  if (match.status === 'untold') return match;
  return toldBy(match.status === 'no');
}

function matchList(actual: unknown, wanted: readonly unknown[], path: string): Match {
  if (isRecord(actual)) return otherKind(actual, path);
  if (!Array.isArray(actual)) return anyOf(wanted.map((one) => matchValue(actual, one, path)));
  if (actual.length !== wanted.length) return no;
  const elements = actual.map((element, index) =>
    wanted.map((one) => matchValue(element, one, `${path}[${index}]`)),
  );
  const each = wanted.map((_, at) => anyOf(elements.map((row) => row[at] ?? no)));
  return allOf([...elements.map(anyOf), ...each]);
}

/** A structure that is left out of a whole answer is not there; of a scalar AWS may leave out the default. */
function matchMembers(actual: unknown, wanted: Loose, path: string): Match {
  if (!isRecord(actual)) return otherKind(actual, path);
  return allOf(
    Object.entries(wanted).map(([key, value]) => {
      const member = Object.hasOwn(actual, key) ? actual[key] : undefined;
      const isStructure = isRecord(value) && !isComparison(value);
      return member === undefined && isStructure ? no : matchValue(member, value, `${path}.${key}`);
    }),
  );
}

function ofElements(
  actual: unknown,
  wanted: unknown,
  path: string,
  combine: (all: readonly Match[]) => Match,
): Match {
  // There is none, so that nothing of it can be so.
  if (actual === null) return no;
  if (actual !== undefined && !Array.isArray(actual)) return otherKind(actual, path);
  return shown(actual, path, () =>
    combine((actual as readonly unknown[]).map((one, index) => matchValue(one, wanted, `${path}[${index}]`))),
  );
}

// AWS writes some numbers as text: the attributes of load balancers.
function compareNumbers(actual: unknown, path: string, holds: (value: number) => boolean): Match {
  const isText = typeof actual === 'string' && actual.trim() !== '';
  const value = isText || typeof actual === 'number' ? Number(actual) : Number.NaN;
  return shown(actual, path, () =>
    Number.isNaN(value)
      ? untold(`${path} is ${JSON.stringify(actual)}, which is no number`)
      : toldBy(holds(value)),
  );
}

const shown = (actual: unknown, path: string, compare: () => Match): Match => {
  if (actual === undefined) return untold(`${path} is not among what AWS shows`);
  return isConcealed(actual) ? untold(`${path} is not compared: it may be a secret`) : compare();
};

// CloudFormation writes some numbers and booleans as text where the API has them as such, and the other way round.
function isSameScalar(actual: unknown, wanted: unknown): boolean {
  if (wanted === null) return false;
  const text = actual instanceof Date ? actual.toISOString() : String(actual);
  if (typeof wanted === 'number') return text.trim() !== '' && Number(text) === wanted;
  return matchesGlob(text, String(wanted));
}

const otherKind = (actual: unknown, path: string): Match =>
  untold(
    `${path} is ${Array.isArray(actual) ? 'a list' : isRecord(actual) ? 'an object' : 'a single value'}`,
  );

/** What stands for itself in no answer: a digest of what may be a secret, and bytes. */
const isConcealed = (actual: unknown): boolean => actual instanceof Uint8Array || isDigest(actual);

const listOf = (wanted: unknown): readonly unknown[] => (Array.isArray(wanted) ? wanted : [wanted]);

/** What a policy is read into has no prototype, which would tell it from any answer with the same members. */
function remade(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(remade);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, remade(member)]));
}

type Loose = Readonly<Record<string, unknown>>;

export const isRecord = (value: unknown): value is Loose =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof Date) &&
  !(value instanceof Uint8Array);
