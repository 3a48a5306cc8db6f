import { settle } from '../model/all.ts';
import type { Meaning } from '../model/meaning.ts';
import type { Resource } from '../model/resource.ts';
import { fail, pass, unknown, type Verdict } from '../model/verdict.ts';
import { isPlain, valueText } from '../text/value.ts';
import { isComparison, isRecord, matchMember, matchValue } from './match-value.ts';
import { presentable } from './presentable.ts';
import { deciderOf, elementOf, heldAt, lookUp, memberOf, type Spot } from './spot.ts';
import { withheld } from './withheld.ts';

/** Holds a property that no rule names against what the policy wants of it; `meaning` says how to read its type's answers. */
export function judgeExpectation(
  resource: Resource,
  path: string,
  expected: unknown,
  meaning?: Meaning,
): Verdict {
  return settle(() => {
    const [actual, spot] = lookUp(resource, path, meaning);
    const match = matchValue(actual, expected, spot);
    if (match.status === 'untold') return unknown(match.why);
    // What is left out and decided elsewhere is told as what it is: not set.
    const value = deciderOf(actual) === undefined ? actual : null;
    const shown = presentable(resource.properties, path, value);
    if (match.status === 'yes') return pass(merit(spot, { actual: value, shown }, expected));
    const [fact, told] = offence(spot, { actual: value, shown }, expected);
    // Where the one may not be said, the other says what it is not, or what it was.
    const wanted = withheld(shown, value, expected) ?? expected;
    return fail(fact, { expected: wanted, actual: told, path });
  });
}

const factOf = ({ path, within = path }: Spot, shown: unknown): string =>
  shown === null || shown === undefined
    ? `${within} is not set`
    : `${path} is ${isCompound(shown) ? valueText(shown) : JSON.stringify(shown)}`;

/** Of a list that is plain its brackets say that it is one. */
const isCompound = (value: unknown): boolean =>
  Array.isArray(value) ? !isPlain(value) : typeof value === 'object';

/** What is held against what is wanted, and what of it may be said. */
interface Told {
  readonly actual: unknown;
  readonly shown: unknown;
}

/** Of an object the members that count, and of a long list how long it is. */
function merit(spot: Spot, { actual, shown }: Told, expected: unknown): string {
  const { path } = spot;
  if (isRecord(shown) && isRecord(actual) && isRecord(expected) && !isComparison(expected))
    if (Object.keys(expected).length > 0)
      return Object.keys(expected)
        .map((key) => factOf(memberOf(spot, key), memberTold(spot, { actual, shown }, key)))
        .join(', ');
  const fact = factOf(spot, shown);
  return Array.isArray(shown) && fact.length > longest
    ? `${path} is as expected, a list of ${shown.length}`
    : fact;
}

/** What is said of a member: where it is left out, what that means. */
function memberTold(
  spot: Spot,
  { actual, shown }: { readonly actual: Loose; readonly shown: Loose },
  key: string,
) {
  const value = shown[key] ?? heldAt(actual[key], memberOf(spot, key));
  return value === undefined || deciderOf(value) !== undefined ? null : value;
}

const longest = 150;

/** Of a list whose elements are wrong only those are told, and of an object the members that are. */
function offence(
  spot: Spot,
  { actual, shown }: Told,
  expected: unknown,
): readonly [fact: string, told: unknown] {
  const { path } = spot;
  const whole = [factOf(spot, shown), shown] as const;
  if (isRecord(shown) && isRecord(actual) && isRecord(expected) && !isComparison(expected))
    return offendingMembers(spot, { actual, shown }, expected) ?? whole;
  if (!Array.isArray(actual) || !Array.isArray(shown) || !isRecord(expected)) return whole;
  const { every, none } = expected;
  const isWrong = (element: unknown, at: Spot): boolean =>
    (every !== undefined && matchValue(element, every, at).status === 'no') ||
    (none !== undefined && matchValue(element, none, at).status === 'yes');
  const wrong = [...shown.keys()].filter((index) => isWrong(actual[index], elementOf(spot, index)));
  if (wrong.length === 0) return whole;
  const elements = wrong.map((index): unknown => shown[index]);
  const inside = wrong.map((index) =>
    offenceInside(elementOf(spot, index), { actual: actual[index], shown: shown[index] }, every),
  );
  if (none === undefined && inside.every(isText)) return [inside.join(', '), elements];
  if (wrong.length === shown.length) return whole;
  return [
    `${path} has ${isPlain(elements) ? elements.map((one) => JSON.stringify(one)).join(', ') : valueText(elements)} among ${shown.length}`,
    elements,
  ];
}

const isText = (fact: string | undefined): fact is string => fact !== undefined;

/** What of an element is wrong, where it is an object of which members count. */
const offenceInside = (spot: Spot, { actual, shown }: Told, expected: unknown): string | undefined =>
  isRecord(actual) && isRecord(shown) && isRecord(expected) && !isComparison(expected)
    ? offendingMembers(spot, { actual, shown }, expected)?.[0]
    : undefined;

type Loose = Readonly<Record<string, unknown>>;

function offendingMembers(
  spot: Spot,
  { actual, shown }: { readonly actual: Loose; readonly shown: Loose },
  expected: Loose,
): readonly [fact: string, told: unknown] | undefined {
  const at = (key: string) => memberOf(spot, key);
  const wrong = Object.keys(expected).filter(
    (key) => matchMember(actual, key, expected[key], spot).status === 'no',
  );
  if (wrong.length === 0) return undefined;
  const told = wrong.map((key) => [key, memberTold(spot, { actual, shown }, key)] as const);
  const facts = told.map(
    ([key, value]) =>
      offence(at(key), { actual: heldAt(actual[key], at(key)), shown: value }, expected[key])[0],
  );
  return [facts.join(', '), Object.fromEntries(told)];
}
