import { describe, expect, test } from '@jest/globals';
import type { WebAclDocument } from '../../src/web-acl/model.ts';
import { proveGeoBlock } from '../../src/web-acl/prove.ts';
import { allOf, not } from './acls.ts';
import { allowing, bytes, geo, proofOf, rule } from './holes.ts';

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
  test('there may be several headers Cookie', () => {
    const never = [
      rule('no', 0, bytes({ SingleHeader: { Name: 'Cookie' } }, 'deb')),
      rule('hole', 1, bytes(cookies({ All: {} }, 'ALL', 'NO_MATCH'), 'debug'), 'Allow'),
    ];
    expect(proofOf(...never, geo).verdict).toBe('unknown');
  });
  test('more cookies than AWS inspects may hide what is looked for', () => {
    const raw = bytes(cookies({ All: {} }, 'ALL', 'NO_MATCH'), 'ok');
    const rules = (handling: string) => [
      rule('raw', 0, allOf(geo.Statement, raw)),
      rule('rest', 1, allOf(geo.Statement, not(bytes(cookies({ All: {} }, 'ALL', handling), 'ok')))),
    ];
    expect(proofOf(...rules('NO_MATCH')).verdict).toBe('proved');
    expect(proofOf(...rules('CONTINUE')).verdict).toBe('unknown');
    const proof = proofOf(...rules('MATCH'));
    expect(proof.verdict).toBe('violated');
    const { cookie = '' } = ('witness' in proof && proof.witness.headers) || {};
    expect(cookie.length).toBeGreaterThan(8192);
  });
  test('of cookies of two names each is looked at', () => {
    const both = {
      MatchPattern: { IncludedCookies: ['a', 'b'] },
      MatchScope: 'VALUE',
      OversizeHandling: 'NO_MATCH',
    };
    const one = { ...both, MatchPattern: { IncludedCookies: ['a'] } };
    const proof = allowing(
      allOf(bytes({ Cookies: both }, 'one', 'EXACTLY'), bytes({ Cookies: one }, 'two', 'EXACTLY')),
    );
    expect(proof).toMatchObject({ verdict: 'violated', witness: { headers: { cookie: 'a=two;b=one' } } });
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
  test('a name that is only found in capitals is no proof', () => {
    const capitals = bytes(headers({ All: {} }, 'KEY'), 'Admin');
    expect(allowing(capitals).verdict).toBe('unknown');
    expect(allowing(bytes(headers({ All: {} }, 'KEY'), 'a b')).verdict).not.toBe('violated');
  });
  test('a line names what is sent and not its value, which may be a secret', () => {
    const { verdict, ...proof } = allowing(bytes({ SingleHeader: { Name: 'X-Origin-Verify' } }, 's3cret'));
    expect(verdict).toBe('violated');
    expect('reason' in proof && proof.reason).toBe(
      'GET / from KP with header x-origin-verify is allowed by rule `hole` (priority 0) before `geo` (priority 9)',
    );
    expect('witness' in proof && proof.witness.headers).toEqual({ 'x-origin-verify': 's3cret' });
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

describe('what a request may be without', () => {
  const bad = 'e7d705a3286e19ea42f587b344ee6865';
  const ja3 = (FallbackBehavior: string) => ({ JA3Fingerprint: { FallbackBehavior } });
  test('a fingerprint', () => {
    expect(allowing(bytes(ja3('NO_MATCH'), bad, 'EXACTLY'))).toMatchObject({
      verdict: 'violated',
      witness: { ja3Fingerprint: bad },
    });
    expect(allowing(bytes(ja3('NO_MATCH'), 'no fingerprint', 'EXACTLY')).verdict).toBe('proved');
    expect(proofOf(rule('bad', 0, bytes(ja3('NO_MATCH'), bad, 'EXACTLY')))).toMatchObject({
      verdict: 'violated',
    });
  });
  test('what the statement falls back to', () => {
    const { verdict, ...proof } = allowing(bytes(ja3('MATCH'), bad, 'EXACTLY'));
    expect(verdict).toBe('violated');
    expect('witness' in proof && proof.witness.ja3Fingerprint).toBe(undefined);
    expect(allowing(bytes({ UriFragment: { FallbackBehavior: 'NEW' } }, 'x')).verdict).toBe('unknown');
    expect(allowing(bytes({ UriFragment: { FallbackBehavior: 'NO_MATCH' } }, 'top'))).toMatchObject({
      witness: { uriFragment: 'top' },
    });
    const ja4 = { JA4Fingerprint: { FallbackBehavior: 'NO_MATCH' } };
    expect(allowing(bytes(ja4, 't13d1516h2_8daaf6152771_02713d6af862', 'EXACTLY')).verdict).toBe('violated');
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
