import { describe, expect, test } from '@jest/globals';
import type { WebAclDocument } from '../../src/web-acl/model.ts';
import { proveGeoBlock } from '../../src/web-acl/prove.ts';
import { allOf, not } from './acls.ts';

const rule = (name: string, Priority: number, Statement: object, action = 'Block') => ({
  Name: name,
  Priority,
  Statement,
  Action: { [action]: {} },
});
const geo = rule('geo', 9, { GeoMatchStatement: { CountryCodes: ['KP'] } });
const proofOf = (...rules: readonly object[]) =>
  proveGeoBlock({ WebACL: { Name: 'acl', DefaultAction: { Allow: {} }, Rules: rules } } as WebAclDocument, {
    countries: ['KP'],
  });
const bytes = (FieldToMatch: object, text: string, PositionalConstraint = 'CONTAINS', Type = 'NONE') => ({
  ByteMatchStatement: {
    SearchString: new TextEncoder().encode(text),
    FieldToMatch,
    PositionalConstraint,
    TextTransformations: [{ Priority: 0, Type }],
  },
});
const allowing = (statement: object) => proofOf(rule('hole', 0, statement, 'Allow'), geo);
const all = { AllQueryArguments: {} };
const argument = (Name: string) => ({ SingleQueryArgument: { Name } });
const query = { QueryString: {} };
const pattern = (MatchPattern: object, MatchScope = 'ALL', OversizeHandling = 'CONTINUE') => ({
  MatchPattern,
  MatchScope,
  OversizeHandling,
});
const cookies = (MatchPattern: object, MatchScope?: string, handling?: string) => ({
  Cookies: pattern(MatchPattern, MatchScope, handling),
});
const headers = (MatchPattern: object, MatchScope?: string) => ({
  Headers: pattern(MatchPattern, MatchScope),
});

describe('query arguments', () => {
  test('a value that some argument must have', () => {
    expect(allowing(bytes(all, 'secret', 'EXACTLY'))).toMatchObject({
      verdict: 'violated',
      witness: { query: 'x=secret' },
    });
  });
  test('an argument cannot hold what the query must not', () => {
    const never = [
      rule('no', 0, bytes(query, 'adm')),
      rule('hole', 1, bytes(argument('id'), 'admin'), 'Allow'),
    ];
    expect(proofOf(...never, geo).verdict).toBe('proved');
  });
  test('an argument cannot hold what no argument may', () => {
    const never = [
      rule('no', 0, bytes(all, 'adm')),
      rule('hole', 1, bytes(argument('id'), 'admin'), 'Allow'),
    ];
    expect(proofOf(...never, geo).verdict).toBe('proved');
  });
  test('one argument is what all of them must not be, another is', () => {
    const both = allOf(
      bytes(argument('a'), '1', 'EXACTLY'),
      not(bytes(argument('b'), '1', 'EXACTLY')),
      bytes(all, '2'),
    );
    expect(allowing(both)).toMatchObject({ verdict: 'violated', witness: { query: 'a=1&x=2' } });
  });
  test('a query that begins with an argument', () => {
    const both = allOf(bytes(query, 'b=', 'STARTS_WITH'), bytes(argument('a'), '1', 'EXACTLY'));
    expect(allowing(both)).toMatchObject({ verdict: 'violated', witness: { query: 'b=&a=1' } });
  });
  test('whether an argument without `=` has a value is not known', () => {
    const bare = allOf(bytes(query, 'word', 'EXACTLY'), bytes(all, 'word', 'EXACTLY'));
    expect(allowing(bare).verdict).toBe('unknown');
  });
});

describe('cookies', () => {
  test('a cookie that must be there', () => {
    expect(
      allowing(bytes(cookies({ IncludedCookies: ['session'] }, 'VALUE'), 'abc', 'EXACTLY')),
    ).toMatchObject({
      verdict: 'violated',
      witness: { headers: { cookie: 'session=abc' } },
    });
  });
  test('one of all but some', () => {
    const others = bytes(cookies({ ExcludedCookies: ['session', 'x'] }, 'VALUE'), 'abc', 'EXACTLY');
    const { verdict, ...proof } = allowing(others);
    expect(verdict).toBe('violated');
    const { cookie = '' } = ('witness' in proof && proof.witness.headers) || {};
    expect(cookie).toMatch(/^(?!session=|x=)[^=;]+=abc$/);
  });
  test('a name, where keys are looked at', () => {
    expect(allowing(bytes(cookies({ All: {} }, 'KEY'), 'debug', 'EXACTLY'))).toMatchObject({
      witness: { headers: { cookie: 'debug=x' } },
    });
  });
  test('the header Cookie and the cookies are the same', () => {
    const never = [
      rule('no', 0, bytes({ SingleHeader: { Name: 'Cookie' } }, 'deb')),
      rule('hole', 1, bytes(cookies({ All: {} }, 'ALL', 'NO_MATCH'), 'debug'), 'Allow'),
    ];
    expect(proofOf(...never, geo).verdict).toBe('proved');
  });
  test('more cookies than AWS inspects may hide what is looked for', () => {
    const raw = bytes({ SingleHeader: { Name: 'Cookie' } }, 'ok');
    const rules = (handling: string) => [
      rule('raw', 0, allOf(geo.Statement, raw)),
      rule('rest', 1, allOf(geo.Statement, not(bytes(cookies({ All: {} }, 'ALL', handling), 'ok')))),
    ];
    expect(proofOf(...rules('NO_MATCH')).verdict).toBe('proved');
    expect(proofOf(...rules('CONTINUE')).verdict).toBe('unknown');
    expect(proofOf(...rules('MATCH')).verdict).toBe('unknown');
  });
  test('a pattern that is none is unknown', () => {
    expect(allowing(bytes({ Cookies: { MatchPattern: {}, MatchScope: 'ALL' } }, 'x')).verdict).toBe(
      'unknown',
    );
  });
});

describe('headers', () => {
  test('any header at all', () => {
    expect(allowing(bytes(headers({ All: {} }, 'VALUE'), 'let me in', 'EXACTLY'))).toMatchObject({
      verdict: 'violated',
      witness: { headers: { 'x-1': 'let me in' } },
    });
  });
  test('two that no one header can be', () => {
    const both = allOf(
      bytes(headers({ All: {} }, 'VALUE'), 'a', 'EXACTLY'),
      bytes(headers({ All: {} }, 'VALUE'), 'b', 'EXACTLY'),
    );
    expect(allowing(both)).toMatchObject({ witness: { headers: { 'x-1': 'a', 'x-2': 'b' } } });
  });
  test('a named one counts among all', () => {
    const never = [
      rule('no', 0, bytes(headers({ All: {} }, 'VALUE'), 'adm')),
      rule('hole', 1, bytes({ SingleHeader: { Name: 'x-a' } }, 'admin'), 'Allow'),
    ];
    expect(proofOf(...never, geo).verdict).not.toBe('violated');
  });
  test('only those included, and not those excluded', () => {
    const included = bytes(headers({ IncludedHeaders: ['X-A'] }, 'VALUE'), 'in');
    const excluded = bytes(headers({ ExcludedHeaders: ['X-A'] }, 'VALUE'), 'in');
    expect(allowing(allOf(included, not(excluded)))).toMatchObject({ witness: { headers: { 'x-a': 'in' } } });
    expect(allowing(allOf(excluded, not(included)))).toMatchObject({ witness: { headers: { 'x-1': 'in' } } });
  });
  test('a name, where keys are looked at', () => {
    const { verdict, ...proof } = allowing(bytes(headers({ All: {} }, 'KEY'), 'debug'));
    expect(verdict).toBe('violated');
    expect(Object.keys(('witness' in proof && proof.witness.headers) || {}).join()).toContain('debug');
  });
  test('one that is read both as text and for an address', () => {
    const forwarded = {
      GeoMatchStatement: {
        CountryCodes: ['US'],
        ForwardedIPConfig: { HeaderName: 'X-Forwarded-For', FallbackBehavior: 'NO_MATCH' },
      },
    };
    const text = bytes({ SingleHeader: { Name: 'x-forwarded-for' } }, '10.', 'STARTS_WITH');
    const proof = allowing(allOf(forwarded, text));
    expect(proof.verdict).toBe('violated');
    expect('witness' in proof && proof.witness.headers['x-forwarded-for']).toMatch(/^10\.\d+\.\d+\.\d+$/);
  });
});

describe('a regex pattern set', () => {
  const arn = 'arn:aws:wafv2:us-east-1:111122223333:regional/regexpatternset/paths/0';
  const paths = {
    RegexPatternSetReferenceStatement: {
      ARN: arn,
      FieldToMatch: { UriPath: {} },
      TextTransformations: [{ Priority: 0, Type: 'NONE' }],
    },
  };
  const proofWith = (list: unknown) =>
    proveGeoBlock(
      {
        WebACL: { Name: 'acl', DefaultAction: { Allow: {} }, Rules: [rule('hole', 0, paths, 'Allow'), geo] },
        RegexPatternSets: { [arn]: list === null ? null : { RegularExpressionList: list } },
      } as WebAclDocument,
      { countries: ['KP'] },
    );
  test('matches where one of its expressions does', () => {
    const proof = proofWith([{ RegexString: '^x' }, { RegexString: '^/health$' }]);
    expect(proof).toMatchObject({ verdict: 'violated', witness: { path: '/health' } });
    expect(proofWith([{ RegexString: '^x' }]).verdict).toBe('proved');
    expect(proofWith([]).verdict).toBe('proved');
  });
  test('that could not be read is unknown, and named', () => {
    const proof = proofWith(null);
    expect(proof).toEqual({ verdict: 'unknown', reason: `regex pattern set ${arn} could not be read` });
    expect(proofWith({}).verdict).toBe('unknown');
    expect(proofWith([{ RegexString: '^(?=/a)' }]).verdict).toBe('unknown');
  });
});

describe('transformations that are computed', () => {
  const header = { SingleHeader: { Name: 'x-a' } };
  test.each([
    ['BASE64_DECODE', 'c2VjcmV0'],
    ['HEX_DECODE', '736563726574'],
    ['UTF8_TO_UNICODE', 'secret'],
  ])('%s of a witness', (type, value) => {
    const raw = rule('raw', 0, type.startsWith('UTF8') ? geo.Statement : bytes(header, 'secret'));
    const rules = [raw, rule('hole', 1, bytes(header, 'secret', 'EXACTLY', type), 'Allow'), geo];
    const proof = type.startsWith('UTF8')
      ? allowing(bytes(header, 'secret', 'EXACTLY', type))
      : proofOf(...rules);
    expect(proof).toMatchObject({ verdict: 'violated', witness: { headers: { 'x-a': value } } });
  });
  test.each([
    ['NORMALIZE_PATH', '/health'],
    ['URL_DECODE_UNI', '/health'],
    ['HTML_ENTITY_DECODE', '/health'],
    ['JS_DECODE', '/health'],
    ['CSS_DECODE', '/health'],
    ['CMD_LINE', '/health'],
    ['SQL_HEX_DECODE', 'health'],
    ['REPLACE_COMMENTS', '/a /b'],
  ])('%s hides the value from a rule that reads it raw', (type, text) => {
    const raw = rule('raw', 0, bytes({ UriPath: {} }, text, text.startsWith('/') ? 'EXACTLY' : 'CONTAINS'));
    const hole = rule('hole', 1, bytes({ UriPath: {} }, text, 'CONTAINS', type), 'Allow');
    const proof = proofOf(raw, hole, geo);
    expect(proof.verdict).toBe('violated');
    expect('witness' in proof && proof.witness.path).not.toBe(text);
  });
  test('no value is known whose MD5 is what it should be', () => {
    expect(allowing(bytes(header, 'x', 'EXACTLY', 'MD5')).verdict).toBe('unknown');
    expect(allowing(not(bytes(header, 'x', 'EXACTLY', 'MD5'))).verdict).toBe('violated');
  });
  test.each(['NORMALIZE_PATH', 'BASE64_DECODE'])('one that no version knows after %s is unknown', (type) => {
    const statement = bytes(header, 'x', 'EXACTLY', type);
    statement.ByteMatchStatement.TextTransformations.push({ Priority: 1, Type: 'NEW' });
    expect(allowing(statement).verdict).toBe('unknown');
  });
});
