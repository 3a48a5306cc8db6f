import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { WebAclDocument } from '../../src/web-acl/model.ts';
import { proveGeoBlock, proveRateLimit } from '../../src/web-acl/prove.ts';
import { geo, path, rule } from './acls.ts';
import { randomDocument } from './random-acl.ts';
import { RUNS, SEED } from './runs.ts';

// Three properties share them.
const runs = { numRuns: Math.ceil(RUNS / 3), seed: SEED };
const anything = randomDocument({ readable: false });
const verdictOf = (document: WebAclDocument) => proveGeoBlock(document, { countries: ['KP'] }).verdict;
const rateVerdictOf = (document: WebAclDocument) =>
  proveRateLimit(document, { requests: 2000, seconds: 300 }).verdict;

function withRules(document: WebAclDocument, Rules: object[]): WebAclDocument {
  return { ...document, WebACL: { ...document.WebACL, Rules } };
}

const rulesOf = ({ WebACL }: WebAclDocument) => [...(WebACL.Rules ?? [])] as { Priority: number }[];

/** A geo match labels what it looks at, and another rule may let go what carries such a label. */
const isSpared = (document: WebAclDocument, statement: object) =>
  'GeoMatchStatement' in statement && JSON.stringify(document).includes('awswaf:clientip:');

test('adding a Block rule anywhere never turns proved into anything else', () => {
  const block = fc.constantFrom(geo('US'), path('STARTS_WITH', '/a'), geo('KP'));
  fc.assert(
    fc.property(anything, fc.nat(6), block, (document, at, statement) => {
      if (verdictOf(document) !== 'proved' || isSpared(document, statement)) return;
      const later = rulesOf(document).map((each) =>
        each.Priority < at ? each : { ...each, Priority: each.Priority + 1 },
      );
      const added = { ...rule(at, statement, 'Block'), Name: 'added' };
      expect(verdictOf(withRules(document, [...later, added]))).toBe('proved');
    }),
    runs,
  );
});

test('the order of the rules in the array changes nothing', () => {
  fc.assert(
    fc.property(anything, (document) => {
      const turned = withRules(document, rulesOf(document).reverse());
      expect(proveGeoBlock(turned, { countries: ['KP'] })).toEqual(
        proveGeoBlock(document, { countries: ['KP'] }),
      );
      expect(rateVerdictOf(turned)).toBe(rateVerdictOf(document));
    }),
    runs,
  );
});

test('hiding what the web ACL refers to never turns another verdict into proved', () => {
  fc.assert(
    fc.property(
      anything,
      fc.constantFrom('RuleGroups', 'IPSets', 'ManagedRuleGroups'),
      (document, hidden) => {
        const { [hidden]: _, ...rest } = document as WebAclDocument & Record<string, object>;
        for (const ask of [verdictOf, rateVerdictOf]) {
          if (ask(document) !== 'proved') expect(ask(rest as WebAclDocument)).not.toBe('proved');
        }
      },
    ),
    runs,
  );
});
