import { describe, expect, test } from '@jest/globals';
import type { WebAclDocument } from '../../src/web-acl/model.ts';
import { proveGeoBlock } from '../../src/web-acl/prove.ts';
import { acl, anyOf, bytes, geo, not, rule } from './acls.ts';

const TextTransformations = [{ Priority: 0, Type: 'NONE' }];
const sqli = (FieldToMatch: object) => ({ SqliMatchStatement: { FieldToMatch, TextTransformations } });
const xss = (FieldToMatch: object) => ({ XssMatchStatement: { FieldToMatch, TextTransformations } });
const size = (FieldToMatch: object, ComparisonOperator: string, Size: number) => ({
  SizeConstraintStatement: { FieldToMatch, ComparisonOperator, Size, TextTransformations },
});
const body = { Body: { OversizeHandling: 'CONTINUE' } };
const shortBody = { Body: { OversizeHandling: 'NO_MATCH' } };
const query = { QueryString: {} };
const header = { SingleHeader: { Name: 'x' } };
const cookie = { SingleHeader: { Name: 'cookie' } };
const argument = { SingleQueryArgument: { Name: 'a' } };
const json = { JsonBody: { MatchPattern: { All: {} }, MatchScope: 'ALL', OversizeHandling: 'CONTINUE' } };
const cookies = (MatchScope: string) => ({
  Cookies: { MatchPattern: { IncludedCookies: ['a'] }, MatchScope, OversizeHandling: 'CONTINUE' },
});
const headers = (MatchScope: string) => ({
  Headers: { MatchPattern: { IncludedHeaders: ['x'] }, MatchScope, OversizeHandling: 'CONTINUE' },
});

const proofOf = (...rules: object[]) =>
  proveGeoBlock({ WebACL: acl(rules) } as WebAclDocument, { countries: ['KP'] });
const allow = (statement: object) => rule(1, statement, 'Allow');
const rest = rule(2, geo('KP'), 'Block');
const onlyIf = (statement: object) => rule(0, not(statement), 'Block');

describe('what only AWS recognises', () => {
  test.each([
    ['an attack with SQL', sqli],
    ['a script', xss],
  ])('%s is in a body that is there, though how an empty one compares is not known', (_, attack) => {
    const proof = proofOf(
      rule(0, attack(body), 'Allow'),
      rule(1, anyOf(geo('CA'), size(body, 'LE', 8192)), 'Block'),
    );
    expect(proof.verdict).toBe('violated');
    expect('witness' in proof && proof.witness.bodySize).toBeGreaterThan(0);
  });
  test.each<[string, object, object]>([
    ['body', rule(0, size(body, 'GT', 0), 'Block'), body],
    ['body that is not to be too long', rule(0, size(body, 'GT', 0), 'Block'), shortBody],
    ['body of JSON', rule(0, size(body, 'GT', 0), 'Block'), json],
    ['query', rule(0, size(query, 'GT', 0), 'Block'), query],
    ['argument', onlyIf(bytes(query, 'EXACTLY', 'a=')), argument],
    ['list of arguments', onlyIf(bytes(query, 'EXACTLY', 'a=')), { AllQueryArguments: {} }],
    ['header', onlyIf(size(header, 'EQ', 0)), header],
    ['header of a list', onlyIf(size(header, 'EQ', 0)), headers('VALUE')],
    ['cookie', onlyIf(bytes(cookie, 'EXACTLY', 'a=')), cookies('VALUE')],
  ])('no witness has it in an empty %s, and no proof says so', (_, only, field) => {
    for (const attack of [sqli, xss]) {
      expect(proofOf(only, allow(attack(field)), rest).verdict).toBe('unknown');
      // Neither in one reading of what is empty, where the other reading lets it through too.
      expect(proofOf(only, allow(attack(field)), rule(2, size(body, 'LE', 8192), 'Block')).verdict).toBe(
        'unknown',
      );
    }
  });
  test.each<[string, object, object]>([
    ['argument', onlyIf(bytes(query, 'EXACTLY', 'a=x')), argument],
    ['header', onlyIf(size(header, 'EQ', 1)), header],
    ['header of a list', onlyIf(size(header, 'EQ', 1)), headers('VALUE')],
    ['name of a header', onlyIf(size(header, 'EQ', 0)), headers('KEY')],
    ['cookie', onlyIf(bytes(cookie, 'EXACTLY', 'a=x')), cookies('VALUE')],
    ['name of a cookie', onlyIf(bytes(cookie, 'EXACTLY', 'a=')), cookies('ALL')],
  ])('a witness may have it in the %s', (_, only, field) => {
    expect(proofOf(only, allow(sqli(field)), rest).verdict).toBe('violated');
  });
  test.each([
    ['NO_MATCH', 'proved'],
    ['MATCH', 'violated'],
  ])('is in a fragment that is not sent as the statement says: %s', (FallbackBehavior, verdict) => {
    const noFragment = rule(0, size({ UriFragment: { FallbackBehavior: 'NO_MATCH' } }, 'GE', 0), 'Block');
    expect(proofOf(noFragment, allow(sqli({ UriFragment: { FallbackBehavior } })), rest).verdict).toBe(
      verdict,
    );
  });
});
