import { describe, expect, test } from '@jest/globals';
import { explain } from '../../src/web-acl/explain.ts';
import type { WebAclDocument } from '../../src/web-acl/model.ts';
import { proveGeoBlock, walkRequest } from '../../src/web-acl/prove.ts';

const geo = {
  Name: 'geo',
  Priority: 5,
  Statement: { GeoMatchStatement: { CountryCodes: ['KP'] } },
  Action: { Block: {} },
};
const allowing = (Statement: object) => ({ Name: 'hole', Priority: 0, Statement, Action: { Allow: {} } });
const documentOf = (rules: unknown, more: object = {}) =>
  ({ WebACL: { Name: 'acl', DefaultAction: { Allow: {} }, Rules: rules }, ...more }) as WebAclDocument;
const verdictOf = (document: WebAclDocument) => proveGeoBlock(document, { countries: ['KP'] }).verdict;

const bytes = (
  FieldToMatch: object,
  SearchString: unknown,
  Type = 'NONE',
  PositionalConstraint = 'STARTS_WITH',
) => ({
  ByteMatchStatement: {
    SearchString,
    FieldToMatch,
    PositionalConstraint,
    TextTransformations: [{ Priority: 0, Type }],
  },
});

describe('a search string in JSON', () => {
  test('what nobody would type is base64', () => {
    const document = (text: string) => documentOf([allowing(bytes({ QueryString: {} }, text)), geo]);
    expect(proveGeoBlock(document('aWQ9'), { countries: ['KP'] })).toMatchObject({
      verdict: 'violated',
      witness: { query: 'id=' },
    });
    const nulls = proveGeoBlock(document('AA=='), { countries: ['KP'] });
    expect(nulls).toMatchObject({ verdict: 'unknown' });
  });

  test.each([
    ['bytes beside text that nobody types', ['L2hlYWx0aA==', 'rO0ABQ=='], 'violated'],
    ['bytes that look like a word, beside such text', ['L2xvZ2lu', 'data'], 'violated'],
    ['bytes alone, which somebody may have typed', ['rO0ABQ=='], 'unknown'],
    ['a word that is base64 of others', ['chop'], 'unknown'],
    ['a method that is base64 of no text', ['POST'], 'unknown'],
    ['a text that no encoder writes', ['rO0AB', 'data'], 'violated'],
  ])('%s', (_, texts, verdict) => {
    const holes = texts.map((text, at) => ({
      ...allowing(bytes({ QueryString: {} }, text)),
      Name: `hole-${at}`,
      Priority: at,
    }));
    expect(verdictOf(documentOf([...holes, geo]))).toBe(verdict);
  });

  test('a walk is undecided where the readings differ', () => {
    const document = documentOf([allowing(bytes({ UriPath: {} }, 'chop', 'NONE', 'CONTAINS')), geo]);
    const request = { country: 'KP', path: '/chop', headers: {}, bodySize: 0 } as never;
    expect(walkRequest(document, request)).toMatchObject({
      outcome: 'unknown',
      steps: [{ rule: 'hole', outcome: 'unknown' }, {}, {}],
    });
    expect(
      walkRequest(document, { country: 'US', path: '/x', headers: {}, bodySize: 0 } as never).outcome,
    ).toBe('allowed');
    const [hole] = explain(document, { countries: ['KP'] }) ?? [];
    expect(hole?.effects).toEqual({ allows: 'maybe' });
  });
});

describe('a search string in base64', () => {
  test.each(['/café', '/health', '/\u00ff', '/\u0000', 'PUT', 'ABC'])(
    '%j in base64 is not taken for the base64',
    (text) => {
      const hole = allowing(
        bytes({ UriPath: {} }, Buffer.from(text).toString('base64'), 'URL_DECODE', 'CONTAINS'),
      );
      expect(verdictOf(documentOf([hole, geo]))).not.toBe('proved');
    },
  );
  test('a witness holds what the base64 says', () => {
    const proof = proveGeoBlock(
      documentOf([allowing(bytes({ Method: {} }, 'UFVU', 'NONE', 'EXACTLY')), geo]),
      {
        countries: ['KP'],
      },
    );
    expect(proof).toMatchObject({ verdict: 'violated', witness: { method: 'PUT' } });
  });
  test('is plain text where one of them is no base64', () => {
    const document = documentOf([allowing(bytes({ UriPath: {} }, '/health')), geo]);
    expect(proveGeoBlock(document, { countries: ['KP'] })).toMatchObject({ witness: { path: '/health' } });
    expect(walkRequest(document, { country: 'KP', path: '/health' } as never).outcome).toBe('allowed');
  });
  test.each(['/api', '/healthz', '/static/'])('%s is not base64 of any text', (text) => {
    const document = documentOf([allowing(bytes({ UriPath: {} }, text, 'NONE', 'EXACTLY')), geo]);
    const { verdict, ...proof } = proveGeoBlock(document, { countries: ['KP'] });
    expect({ verdict, ...proof }).toMatchObject({
      witness: { path: text },
    });
  });
  test.each([
    ['bytes of the SDK', new TextEncoder().encode('/api')],
    ['a buffer in JSON', JSON.parse(JSON.stringify(Buffer.from('/api')))],
    ['an array of bytes in JSON', JSON.parse(JSON.stringify(new TextEncoder().encode('/api')))],
  ])('%s are what they are', (_, searched) => {
    const document = documentOf([allowing(bytes({ UriPath: {} }, searched)), geo]);
    expect(proveGeoBlock(document, { countries: ['KP'] })).toMatchObject({ witness: { path: '/api' } });
  });
});

describe('a document in another shape than AWS gives it is never proved', () => {
  const reference = (ARN: string) => ({
    Name: 'group',
    Priority: 0,
    Statement: { RuleGroupReferenceStatement: { ARN } },
    OverrideAction: { None: {} },
  });
  const opening = { Rules: [allowing(bytes({ UriPath: {} }, '/'))] };
  test.each([
    [
      'a rule group in its answer',
      documentOf([reference('g'), geo], { RuleGroups: { g: { RuleGroup: opening } } }),
    ],
    ['an empty rule group', documentOf([reference('g'), geo], { RuleGroups: { g: {} } })],
    [
      'a rule group without a list',
      documentOf([reference('g'), geo], { RuleGroups: { g: { Rules: null } } }),
    ],
    ['rules that are a text', documentOf('x')],
    ['rules that are no rules', documentOf([null, 5])],
    ['rules in an object', documentOf({ 0: geo })],
  ])('%s', (_, document) => {
    expect(
      verdictOf({ ...document, WebACL: { ...document.WebACL, DefaultAction: { Block: {} } } as never }),
    ).toBe('unknown');
  });
});

describe('what a client chooses and we cannot follow', () => {
  const regex = (RegexString: string) => ({
    RegexMatchStatement: {
      RegexString,
      FieldToMatch: { UriPath: {} },
      TextTransformations: [{ Priority: 0, Type: 'NONE' }],
    },
  });
  const json = bytes(
    { JsonBody: { MatchPattern: { All: {} }, MatchScope: 'ALL' } },
    Buffer.from('evil!').toString('base64'),
    'NONE',
    'EXACTLY',
  );
  test.each([
    ['a regex that looks ahead', regex('^(?=/foo)')],
    ['the keys and values of a JSON body', json],
    [
      'a pattern set',
      {
        RegexPatternSetReferenceStatement: {
          ARN: 'x',
          FieldToMatch: { UriPath: {} },
          TextTransformations: [],
        },
      },
    ],
  ])('%s is unknown where it decides', (_, statement) => {
    expect(verdictOf(documentOf([allowing(statement), geo]))).toBe('unknown');
  });
  test('the same one twice has one value', () => {
    const both = [
      { ...allowing({ AndStatement: { Statements: [geo.Statement, json] } }), Action: { Block: {} } },
      {
        ...geo,
        Statement: { AndStatement: { Statements: [geo.Statement, { NotStatement: { Statement: json } }] } },
      },
    ];
    expect(verdictOf(documentOf(both))).toBe('proved');
  });
});

describe('what is beyond any request ends, and is unknown', () => {
  test.each([100_000_000, 21_474_836_480])('a path of %i bytes', (Size) => {
    const statement = {
      SizeConstraintStatement: {
        Size,
        ComparisonOperator: 'GE',
        FieldToMatch: { UriPath: {} },
        TextTransformations: [{ Priority: 0, Type: 'NONE' }],
      },
    };
    expect(verdictOf(documentOf([allowing(statement), geo]))).toBe('unknown');
  });
  test('statements nested deeper than the stack', () => {
    let deep: object = geo.Statement;
    for (let depth = 0; depth < 30_000; depth++) deep = { NotStatement: { Statement: deep } };
    expect(verdictOf(documentOf([allowing(deep), geo]))).toBe('unknown');
  });
});
