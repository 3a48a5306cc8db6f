import { isDeepStrictEqual } from 'node:util';
import { settle } from '../model/all.ts';
import type { Resource } from '../model/resource.ts';
import { fail, pass, unknown, type Verdict } from '../model/verdict.ts';
import { valueText } from '../text/value.ts';
import { isComparison, isRecord, matchValue } from './match-value.ts';
import { HIDDEN, presentable } from './presentable.ts';
import { valueAt } from './value-at.ts';

/** Holds a property that no rule names against what the policy wants of it. */
export function judgeExpectation({ properties }: Resource, path: string, expected: unknown): Verdict {
  return settle(() => {
    const actual = valueAt(properties, path);
    // AWS leaves out what was never set as well as what it has no word for: neither shows that the value is right.
    if (actual === undefined) return unknown(`${path} is not among what AWS shows`);
    const shown = presentable(properties, path, actual);
    const match = matchValue(actual, expected, path);
    if (match.status === 'untold') return unknown(match.why);
    if (match.status === 'yes') return pass(merit(path, shown, expected));
    const [fact, told] = offence(path, { actual, shown }, expected);
    // Where the one may not be said, the other says what it is not, or what it was.
    const wanted = isDeepStrictEqual(shown, actual) ? expected : HIDDEN;
    return fail(fact, { expected: wanted, actual: told, path });
  });
}

const factOf = (path: string, shown: unknown): string =>
  `${path} is ${isRecord(shown) ? valueText(shown) : JSON.stringify(shown)}`;

/** Of an object the members that count, and of a long list how long it is. */
function merit(path: string, shown: unknown, expected: unknown): string {
  if (isRecord(shown) && isRecord(expected) && !isComparison(expected) && Object.keys(expected).length > 0)
    return Object.keys(expected)
      .map((key) => factOf(`${path}.${key}`, shown[key]))
      .join(', ');
  const fact = factOf(path, shown);
  return Array.isArray(shown) && fact.length > longest
    ? `${path} is as expected, a list of ${shown.length}`
    : fact;
}

const longest = 150;

/** Of a list whose elements are wrong only those are told, and of an object the members that are. */
function offence(
  path: string,
  { actual, shown }: { readonly actual: unknown; readonly shown: unknown },
  expected: unknown,
): readonly [fact: string, told: unknown] {
  const whole = [factOf(path, shown), shown] as const;
  if (isRecord(shown) && isRecord(actual) && isRecord(expected) && !isComparison(expected))
    return offendingMembers(path, { actual, shown }, expected) ?? whole;
  if (!Array.isArray(actual) || !Array.isArray(shown) || !isRecord(expected)) return whole;
  const { every, none } = expected;
  const isWrong = (element: unknown): boolean =>
    (every !== undefined && matchValue(element, every, path).status === 'no') ||
    (none !== undefined && matchValue(element, none, path).status === 'yes');
  const wrong = shown.filter((_, index) => isWrong(actual[index]));
  if (wrong.length === 0 || wrong.length === shown.length) return whole;
  return [`${path} has ${wrong.map((one) => JSON.stringify(one)).join(', ')} among ${shown.length}`, wrong];
}

type Loose = Readonly<Record<string, unknown>>;

function offendingMembers(
  path: string,
  { actual, shown }: { readonly actual: Loose; readonly shown: Loose },
  expected: Loose,
): readonly [fact: string, told: unknown] | undefined {
  const wrong = Object.keys(expected).filter(
    (key) => matchValue(actual[key], expected[key], `${path}.${key}`).status === 'no',
  );
  if (wrong.length === 0) return undefined;
  const facts = wrong.map((key) => factOf(`${path}.${key}`, shown[key]));
  return [facts.join(', '), Object.fromEntries(wrong.map((key) => [key, shown[key]]))];
}
