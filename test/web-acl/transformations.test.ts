import { describe, expect, test } from '@jest/globals';
import { not } from './acls.ts';
import { allowing, bytes, geo, proofOf, rule } from './holes.ts';

const header = { SingleHeader: { Name: 'x-a' } };

describe('transformations that are computed', () => {
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
});

describe('what is known without computing', () => {
  test('no value is known whose MD5 is what it should be', () => {
    expect(allowing(bytes(header, 'x', 'EXACTLY', 'MD5')).verdict).toBe('unknown');
    expect(allowing(not(bytes(header, 'x', 'EXACTLY', 'MD5'))).verdict).toBe('violated');
  });
  test('what is too short to hold it does not, whatever it decodes to', () => {
    const hex = bytes({ UriPath: {} }, '/admin', 'CONTAINS', 'HEX_DECODE');
    expect(proofOf(rule('hex', 0, hex))).toMatchObject({ verdict: 'violated', witness: { path: '/' } });
    expect(allowing(hex).verdict).toBe('unknown');
  });
  test.each(['BASE64_DECODE', 'HEX_DECODE', 'MD5', 'REPLACE_COMMENTS'])(
    'a path need not begin with a slash after %s',
    (type) => {
      const slashed = bytes({ UriPath: {} }, '/', 'STARTS_WITH', type);
      expect(proofOf(rule('slash', 0, slashed)).verdict).not.toBe('proved');
    },
  );
  test('an MD5 sum has 16 bytes, and a command line no capitals', () => {
    const size = (Size: number) => ({
      SizeConstraintStatement: {
        Size,
        ComparisonOperator: 'EQ',
        FieldToMatch: { UriPath: {} },
        TextTransformations: [{ Priority: 0, Type: 'MD5' }],
      },
    });
    expect(allowing(size(15)).verdict).toBe('proved');
    expect(allowing(size(16)).verdict).toBe('violated');
    expect(allowing(bytes(header, 'A', 'CONTAINS', 'CMD_LINE')).verdict).toBe('proved');
  });
  test.each(['NORMALIZE_PATH', 'BASE64_DECODE'])('one that no version knows after %s is unknown', (type) => {
    const statement = bytes(header, 'x', 'EXACTLY', type);
    statement.ByteMatchStatement.TextTransformations.push({ Priority: 1, Type: 'NEW' });
    expect(allowing(statement).verdict).toBe('unknown');
  });
});
