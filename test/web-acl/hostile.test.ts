import { describe, expect, test } from '@jest/globals';
import type { WebAclDocument } from '../../src/web-acl/model.ts';
import { proveGeoBlock, proveRateLimit, walkRequest } from '../../src/web-acl/prove.ts';
import { allOf, geo, label, not } from './acls.ts';

/** What outside judges found, or tried: ways to be told "proved" that are not. */
const none = [{ Priority: 0, Type: 'NONE' }];
const bytes = (FieldToMatch: object, SearchString: string, PositionalConstraint = 'EXACTLY') => ({
  ByteMatchStatement: {
    FieldToMatch,
    SearchString: Buffer.from(SearchString),
    PositionalConstraint,
    TextTransformations: none,
  },
});
const regex = (RegexString: string) => ({
  RegexMatchStatement: { RegexString, FieldToMatch: { UriPath: {} }, TextTransformations: none },
});
const size = (FieldToMatch: object, ComparisonOperator: string, Size: number) => ({
  SizeConstraintStatement: { FieldToMatch, ComparisonOperator, Size, TextTransformations: none },
});
const rule = (
  Name: string,
  Priority: number,
  Statement: object,
  more: object = { Action: { Block: {} } },
) => ({
  Name,
  Priority,
  Statement,
  ...more,
});
const block = rule('geo', 9, geo('KP'));
const allow = (statement: object) => rule('hole', 5, statement, { Action: { Allow: {} } });
const documentOf = (rules: readonly object[], more: object = {}): WebAclDocument => ({
  WebACL: { Name: 'acl', LabelNamespace: 'awswaf:1:webacl:acl:', DefaultAction: { Allow: {} }, Rules: rules },
  ...more,
});
const geoOf = (document: WebAclDocument) => proveGeoBlock(document, { countries: ['KP'] });
const rateOf = (document: WebAclDocument) => proveRateLimit(document, { requests: 2000, seconds: 300 });

test('who pays for what a rule asks money for gains access', () => {
  const rules = [rule('geo', 9, geo('KP'), { Action: { Monetize: {} } })];
  expect(geoOf(documentOf(rules)).verdict).toBe('unknown');
});

describe('labels that nobody can list', () => {
  const Name = 'AWSManagedRulesBotControlRuleSet';
  const ManagedRuleGroups = { [`AWS/${Name}`]: [{ Name: 'Category', Action: { Block: {} } }] };
  const bots = rule(
    'bots',
    0,
    { ManagedRuleGroupStatement: { VendorName: 'AWS', Name } },
    { OverrideAction: { None: {} } },
  );
  test.each(['awswaf:managed:aws:bot-control:bot:verified', 'awswaf:managed:token:accepted'])(
    'a managed group may add %s though none of its rules counts',
    (key) => {
      const verdict = geoOf(documentOf([bots, allow(label(key)), block], { ManagedRuleGroups })).verdict;
      expect(verdict).toBe('unknown');
    },
  );
  test.each(['awswaf:managed:aws:core-rule-set:NoUserAgent_Header', 'awswaf:managed:f5:bots'])(
    'no group adds %s but the one that it names',
    (key) => {
      const verdict = geoOf(documentOf([bots, allow(label(key)), block], { ManagedRuleGroups })).verdict;
      expect(verdict).toBe('proved');
    },
  );
  test('an ASN match may label', () => {
    const asn = rule('asn', 0, { AsnMatchStatement: { AsnList: [1] } }, { Action: { Count: {} } });
    expect(geoOf(documentOf([asn, allow(label('awswaf:clientip:asn:99')), block])).verdict).toBe('unknown');
  });
  test('a negated geo match is not relied upon to label, nor not to', () => {
    const count = rule('count', 0, not(geo('US')), { Action: { Count: {} } });
    const blocked = rule('label', 1, label('awswaf:clientip:geo:country:KP'));
    expect(geoOf(documentOf([count, blocked])).verdict).toBe('unknown');
    const allowed = { ...blocked, Action: { Allow: {} } };
    expect(geoOf(documentOf([count, allowed, block])).verdict).toBe('violated');
  });
});

test('a rate rule that only counts is in doubt where its label blocks, and no limit where it does not', () => {
  const statement = { RateBasedStatement: { Limit: 2000, AggregateKeyType: 'IP' } };
  const counts = rule('rate', 0, statement, { Action: { Count: {} }, RuleLabels: [{ Name: 'over' }] });
  expect(rateOf(documentOf([counts, rule('stop', 1, label('over'))])).verdict).toBe('unknown');
  expect(rateOf(documentOf([counts, rule('stop', 1, label('other'))])).verdict).toBe('violated');
});

describe('one component, several values', () => {
  test('which of an argument given twice is looked at is not documented', () => {
    const a = { SingleQueryArgument: { Name: 'a' } };
    const proof = geoOf(documentOf([allow(allOf(bytes(a, '1'), bytes(a, '2'))), block]));
    expect(proof.verdict).toBe('unknown');
  });
  test('an oversized body matches as each statement says', () => {
    const body = (OversizeHandling: string) => bytes({ Body: { OversizeHandling } }, 'x');
    expect(geoOf(documentOf([allow(allOf(body('MATCH'), not(body('CONTINUE')))), block])).verdict).not.toBe(
      'proved',
    );
  });
});

describe('text', () => {
  test('a space in a request line is not certain to be served', () => {
    expect(geoOf(documentOf([allow(bytes({ UriPath: {} }, 'a b', 'CONTAINS')), block])).verdict).toBe(
      'unknown',
    );
    const decoded = bytes({ UriPath: {} }, 'a b', 'CONTAINS').ByteMatchStatement;
    const TextTransformations = [{ Priority: 0, Type: 'URL_DECODE' }];
    const ByteMatchStatement = { ...decoded, TextTransformations };
    expect(geoOf(documentOf([allow({ ByteMatchStatement }), block]))).toMatchObject({
      verdict: 'violated',
      witness: { path: expect.not.stringContaining(' ') },
    });
  });
  test('letters of several bytes are shown as letters', () => {
    const document = documentOf([allow(bytes({ UriPath: {} }, '/café')), block]);
    expect(geoOf(document)).toMatchObject({ verdict: 'violated', witness: { path: '/café' } });
    expect(walkRequest(document, { country: 'KP', path: '/café' } as never).outcome).toBe('allowed');
  });
  test('a line feed cannot be sent in a path', () => {
    expect(geoOf(documentOf([rule('all', 0, regex('^/.*$'))])).verdict).toBe('proved');
  });
});

describe('expressions', () => {
  test.each(['^(/a|^/b)$', '\\b(foo)\\b', '\\x2fA', '[[:digit:]]{3}', '(a|b$)', '^/[]x]'])(
    'a path that %s finds is shown',
    (source) => {
      const proof = geoOf(documentOf([allow(regex(source)), block]));
      const found = source.replace('[[:digit:]]', '\\d').replace('[]x]', '[\\]x]');
      expect(proof.verdict).toBe('violated');
      expect(proof.verdict === 'violated' && proof.witness.path).toMatch(new RegExp(found));
    },
  );
  test.each([
    ['^/(?i:AB)c$', ['/ABc', '/abc'], ['/abC', '/ABD']],
    ['^/a(?i)b|C$', ['/aB', '/xc'], ['/AB', '/cx']],
    ['^/(?P<name>x)y(?-i)z$', ['/xyz'], ['/xyZ', '/x']],
    ['^/(?:(?i)a)b$', ['/Ab'], ['/aB']],
    ['^/[[:punct:]]a$', ['/-a', '/~a'], ['/xa', '/ a']],
  ])('%s finds what it should', (source, found, missed) => {
    const walked = (path: string) =>
      walkRequest(documentOf([rule('r', 0, regex(source))]), { country: 'US', path } as never).outcome;
    expect(found.map(walked)).toEqual(found.map(() => 'blocked'));
    expect(missed.map(walked)).toEqual(missed.map(() => 'allowed'));
  });
  test.each([
    ['one character of two bytes', '^/.$'],
    ['no letter', '^/[^a]$'],
  ])('%s is not taken for a byte', (_, source) => {
    const document = documentOf([allow(allOf(bytes({ UriPath: {} }, '/é'), regex(source))), block]);
    expect(geoOf(document).verdict).toBe('unknown');
  });
});

describe('what is absent, or changed first', () => {
  test('a body or query that is empty may be none', () => {
    expect(geoOf(documentOf([rule('any', 0, size({ QueryString: {} }, 'GE', 0))])).verdict).not.toBe(
      'proved',
    );
    expect(geoOf(documentOf([rule('any', 0, size({ Body: {} }, 'GE', 0))])).verdict).not.toBe('proved');
  });
  test.each([
    ['/x/../y', 'NORMALIZE_PATH', 'proved'],
    ['/HEALTH', 'NORMALIZE_PATH,LOWERCASE', 'proved'],
    ['/x/..', 'NORMALIZE_PATH', 'violated'],
    ['/../x', 'NORMALIZE_PATH', 'unknown'],
    ['/health', 'NORMALIZE_PATH', 'violated'],
  ])('%s after %s: %s', (wanted, steps, verdict) => {
    const statement = bytes({ UriPath: {} }, wanted, 'CONTAINS').ByteMatchStatement;
    const TextTransformations = steps.split(',').map((Type, Priority) => ({ Priority, Type }));
    const ByteMatchStatement = { ...statement, TextTransformations };
    expect(geoOf(documentOf([allow({ ByteMatchStatement }), block])).verdict).toBe(verdict);
  });
  test('an absent header does not match', () => {
    const header = size({ SingleHeader: { Name: 'x' } }, 'GE', 0);
    expect(geoOf(documentOf([rule('any', 0, header)]))).toMatchObject({
      verdict: 'violated',
      witness: { headers: {} },
    });
  });
  test.each(['AllQueryArguments', 'Cookies', 'JsonBody'])(
    'a request without %s gets by what looks at them',
    (name) => {
      expect(geoOf(documentOf([rule('look', 0, bytes({ [name]: {} }, 'x'))])).verdict).toBe('violated');
    },
  );
});

describe('what is malformed is never proved', () => {
  const group = (more: object) =>
    rule('g', 0, { RuleGroupReferenceStatement: { ARN: 'arn', ...more } }, { OverrideAction: { None: {} } });
  const RuleGroups = { arn: { LabelNamespace: 'awswaf:1:rulegroup:g:', Rules: [block] } };
  const rate = (more: object) =>
    documentOf([rule('rate', 0, { RateBasedStatement: { Limit: 2000, AggregateKeyType: 'IP', ...more } })]);
  test.each([
    ['excluded rules that are texts', documentOf([group({ ExcludedRules: ['geo'] })], { RuleGroups })],
    [
      'overrides that are no list',
      documentOf([group({ RuleActionOverrides: { Name: 'geo' } })], { RuleGroups }),
    ],
    ['an action with a text', documentOf([{ ...block, Action: { Block: 'x' } }])],
    ['an action beside an override action', documentOf([{ ...block, OverrideAction: { Count: {} } }])],
    [
      'a group named as what every object has',
      documentOf(
        [
          rule(
            'g',
            0,
            { RuleGroupReferenceStatement: { ARN: 'constructor' } },
            { OverrideAction: { None: {} } },
          ),
          block,
        ],
        { RuleGroups: {} },
      ),
    ],
  ])('%s', (_, document) => {
    expect(geoOf(document).verdict).toBe('unknown');
  });
  test.each([
    { EvaluationWindowSec: '300' },
    { EvaluationWindowSec: -300 },
    { Limit: -1 },
    { Limit: 1999.5 },
  ])('rate %j', (more) => {
    expect(rateOf(rate(more)).verdict).toBe('unknown');
  });
  test('a rate rule by a key nobody knows', () => {
    expect(rateOf(rate({ AggregateKeyType: 'CUSTOM_KEYS', CustomKeys: [{ Foo: {} }] })).verdict).toBe(
      'unknown',
    );
  });
  test.each([
    ['addresses that are a text', { arn: { Addresses: '1.2.3.4/32' } }],
    ['addresses that are numbers', { arn: { Addresses: [1] } }],
  ])('%s are unread', (_, IPSets) => {
    const document = documentOf([allow({ IPSetReferenceStatement: { ARN: 'arn' } }), block], { IPSets });
    expect(geoOf(document).verdict).toBe('unknown');
  });
  test('a label namespace that is no text', () => {
    const document = documentOf([block]);
    expect(geoOf({ WebACL: { ...document.WebACL, LabelNamespace: 1 as never } }).verdict).toBe('proved');
  });
});
