import * as sdk from '@aws-sdk/client-wafv2';
import { expect, test } from '@jest/globals';
import { membersOf } from '../../src/web-acl/normalise/members.ts';

type Structure = readonly [number, string, string, unknown, readonly string[], readonly unknown[]];

const LIST = 1;
const MAP = 2;
const STRUCTURE = 3;

/** The structures that an answer of AWS may hold, by the SDK's own schemas: the members of each, and what they are. */
function structuresFrom(...roots: readonly unknown[]): ReadonlyMap<string, Readonly<Record<string, string>>> {
  const found = new Map<string, Record<string, string>>();
  const nameOf = (schema: unknown): string => {
    const known = typeof schema === 'function' ? schema() : schema;
    if (!Array.isArray(known)) return '';
    if (known[0] === LIST || known[0] === MAP) return nameOf(known[known[0] === LIST ? 4 : 5]);
    return known[0] === STRUCTURE ? note(known as unknown as Structure) : '';
  };
  const note = ([, , name, , names, schemas]: Structure): string => {
    if (found.has(name)) return name;
    const members: Record<string, string> = {};
    found.set(name, members);
    for (const [at, member] of names.entries()) members[member] = nameOf(schemas[at]);
    return name;
  };
  for (const root of roots) nameOf(root);
  return found;
}

const { WebACL$, RuleGroup$, IPSet$, RegexPatternSet$, RuleSummary$ } = sdk;
const known = structuresFrom(WebACL$, RuleGroup$, IPSet$, RegexPatternSet$, RuleSummary$);

/** The structures that the prover comes to, by way of members that are neither harmless nor read as they are. */
function reached(): readonly string[] {
  const names = ['WebACL', 'RuleGroup', 'IPSet', 'RegexPatternSet', 'RuleSummary'];
  for (const name of names) {
    for (const [member, inner] of Object.entries(known.get(name) ?? {})) {
      const meaning = membersOf(name)?.[member] ?? 'part';
      const isLookedInto = meaning !== 'harmless' && meaning !== 'read' && inner !== '';
      if (isLookedInto && !names.includes(inner)) names.push(inner);
    }
  }
  // Unions each of whose members is a statement of its own.
  return names.filter((name) => name !== 'Statement' && name !== 'FirewallManagerStatement');
}

test('the walk of the schemas arrives', () => {
  expect(known.size).toBeGreaterThan(100);
  expect(reached()).toContain('PreParseTextTransformation');
  expect(Object.keys(known.get('Statement') ?? {}).filter((name) => !membersOf(name))).toEqual([]);
});

test.each(reached())('somebody has looked at every member of %s that the SDK knows', (name) => {
  const [ours, theirs] = [membersOf(name), known.get(name)].map((members) => Object.keys(members ?? {}));
  expect(ours?.toSorted()).toEqual(theirs?.toSorted());
});
