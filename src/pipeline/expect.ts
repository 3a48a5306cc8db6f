import { isDeepStrictEqual } from 'node:util';
import { settle } from '../model/all.ts';
import type { Resource } from '../model/resource.ts';
import { fail, pass, unknown, type Verdict } from '../model/verdict.ts';
import { valueAt } from './match.ts';
import { HIDDEN, presentable } from './presentable.ts';

/** Holds a property that no rule names against a literal, or one of `atLeast`, `atMost`, `atLeastVersion`, `oneOf`, `not`. */
export function judgeExpectation({ properties }: Resource, path: string, expected: unknown): Verdict {
  return settle(() => {
    const actual = valueAt(properties, path);
    // AWS leaves out what was never set as well as what it has no word for: neither shows that the value is right.
    if (actual === undefined) return unknown(`${path} is not among what AWS shows`);
    const shown = presentable(properties, path, actual);
    const fact = `${path} is ${JSON.stringify(shown)}`;
    if (satisfies(actual, expected)) return pass(fact);
    // Where the one may not be said, the other says what it is not, or what it was.
    const wanted = isDeepStrictEqual(shown, actual) ? expected : HIDDEN;
    return fail(fact, { expected: wanted, actual: shown, path });
  });
}

function satisfies(actual: unknown, expected: unknown): boolean {
  if (!isComparison(expected)) return equals(actual, expected);
  return Object.entries(expected).every(([kind, value]) => comparisons[kind]?.(actual, value) ?? false);
}

const comparisons: Readonly<Record<string, (actual: unknown, expected: unknown) => boolean>> = {
  atLeast: (actual, expected) => typeof actual === 'number' && actual >= Number(expected),
  atMost: (actual, expected) => typeof actual === 'number' && actual <= Number(expected),
  atLeastVersion: (actual, expected) => compareVersions(String(actual), String(expected)) >= 0,
  oneOf: (actual, expected) => (expected as readonly unknown[]).some((choice) => equals(actual, choice)),
  not: (actual, expected) => !equals(actual, expected),
};

const equals = (actual: unknown, expected: unknown): boolean => isDeepStrictEqual(actual, remade(expected));

/** What a policy is read into has no prototype, which would tell it from any answer with the same members. */
function remade(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(remade);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, remade(member)]));
}

function isComparison(expected: unknown): expected is Readonly<Record<string, unknown>> {
  if (typeof expected !== 'object' || expected === null || Array.isArray(expected)) return false;
  const keys = Object.keys(expected);
  return keys.length > 0 && keys.every((key) => Object.hasOwn(comparisons, key));
}

/** Dotted numbers, as engines are versioned: `8.0.mysql_aurora.3.04.0` compares by its numbers in order. */
function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.match(/\d+/g)?.map(Number) ?? []);
  const length = Math.max(left?.length ?? 0, right?.length ?? 0);
  for (let at = 0; at < length; at++) {
    const difference = (left?.[at] ?? 0) - (right?.[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
