import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Exchange } from '../../../src/aws/exchange.ts';
import { withTokens } from '../../../src/aws/tokens/replace.ts';
import type { Proof, WebAclDocument } from '../../../src/web-acl/model.ts';
import { proveGeoBlock, proveRateLimit } from '../../../src/web-acl/prove.ts';
import { randomDocument } from '../../web-acl/random-acl.ts';

const salt = Buffer.alloc(32, 1);
const secret = 'Tr0ub4dor-and.3';
const utf8 = (text: string) => new TextEncoder().encode(text);
const header = { SingleHeader: { Name: 'x-origin-verify' } };
const cookies = (MatchScope: string, name = 'session') => ({
  Cookies: { MatchPattern: { IncludedCookies: [name] }, MatchScope, OversizeHandling: 'MATCH' },
});
const argument = { SingleQueryArgument: { Name: 'key' } };

interface Statement {
  readonly text: string;
  readonly field?: object;
  readonly how?: string;
  readonly through?: string;
}

function statement({ text, field = header, how = 'EXACTLY', through = 'NONE' }: Statement): object {
  const common = { FieldToMatch: field, TextTransformations: [{ Priority: 0, Type: through }] };
  return how === 'REGEX'
    ? { RegexMatchStatement: { RegexString: text, ...common } }
    : { ByteMatchStatement: { SearchString: utf8(text), PositionalConstraint: how, ...common } };
}

const aclOf = (...statements: readonly object[]): WebAclDocument['WebACL'] => ({
  Name: 'w',
  DefaultAction: { Allow: {} },
  Rules: statements.map((Statement, Priority) => ({
    Name: `rule-${Priority}`,
    Priority,
    Statement,
    Action: Priority % 2 === 0 ? { Allow: {} } : { Block: {} },
  })),
});

const exchange = (output: object, operation = 'GetWebACL'): Exchange => ({
  service: 'wafv2',
  operation,
  input: {},
  account: '1',
  region: 'r',
  time: '',
  answer: { kind: 'output', output },
});

function recorded(...statements: readonly Statement[]) {
  const output = { WebACL: aclOf(...statements.map(statement)) };
  const { exchanges, redaction } = withTokens([exchange(output)], salt);
  const [{ answer } = exchange({})] = exchanges;
  const document = (answer.kind === 'output' ? answer.output : {}) as WebAclDocument;
  return { redaction, document, before: output, texts: textsIn(document) };
}

const textsIn = ({ WebACL }: WebAclDocument): readonly string[] =>
  (WebACL.Rules ?? []).flatMap((rule) => {
    const { Statement } = rule as { Statement: { ByteMatchStatement?: { SearchString: Uint8Array } } };
    const { ByteMatchStatement: bytes } = Statement;
    return bytes ? [Buffer.from(bytes.SearchString).toString()] : [];
  });

describe('a token stands for', () => {
  test.each<[string, Statement]>([
    ['a header', { text: secret }],
    ['a header in lower case', { text: secret.toLowerCase(), through: 'LOWERCASE' }],
    ['a header out of base64', { text: secret, through: 'BASE64_DECODE' }],
    ['a cookie', { text: secret, field: cookies('VALUE') }],
    ['a cookie, or its name', { text: secret, field: cookies('ALL') }],
    ['an argument', { text: secret, field: argument }],
  ])('%s that is compared exactly, and is like it', (_, given) => {
    const { texts, redaction } = recorded(given);
    expect(texts[0]).not.toBe(given.text);
    expect(texts[0]?.replace(/[a-z]/g, 'a').replace(/[A-Z]/g, 'A').replace(/\d/g, '0')).toBe(
      given.text.replace(/[a-z]/g, 'a').replace(/[A-Z]/g, 'A').replace(/\d/g, '0'),
    );
    expect(redaction.tokens.count).toBe(1);
  });

  test('equal values equally, whatever their case, and different ones differently', () => {
    const { texts } = recorded(
      { text: 'Secret' },
      { text: 'Secret' },
      { text: 'secret' },
      { text: 'secreT2' },
    );
    const [first, second, third, fourth] = texts;
    expect(second).toBe(first);
    expect(third).toBe(first?.toLowerCase());
    expect(fourth?.toLowerCase().startsWith(third ?? '')).toBe(false);
  });

  test('the value a listener rule compares, but for one with a wildcard', () => {
    const rule = (...Values: readonly string[]) => ({
      Conditions: [{ Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'X-Key', Values } }],
    });
    const { exchanges } = withTokens(
      [
        exchange({
          Rules: [rule(secret, 'Tr0ub*'), rule('other')],
          WebACL: aclOf(statement({ text: secret })),
        }),
      ],
      salt,
    );
    const text = JSON.stringify(exchanges);
    expect(text).not.toContain(secret);
    expect(text).not.toContain('other');
    expect(text).toContain('"Tr0ub*"');
    // The same value has one token wherever it stands, and the listener's pattern goes on covering it.
    const token = /Tr0ub\w+-\w+\.\d/.exec(text)?.[0] ?? '';
    expect(text).toContain(
      Object.values(utf8(token))
        .map((byte, at) => `"${at}":${byte}`)
        .join(),
    );
  });
});

describe('what stays is told of', () => {
  test.each<[string, string, readonly Statement[]]>([
    [
      'a value that another string shows',
      'other match strings show all of it',
      [{ text: secret }, { text: secret, how: 'CONTAINS' }],
    ],
    ['a value that is too short to hide', 'it has fewer than 3 letters and digits', [{ text: 'on-' }]],
    [
      'a value that is part of a query string',
      'expressions are held against what it is a part of',
      [
        { text: secret, field: argument },
        { text: 'key=T', how: 'REGEX', field: { QueryString: {} } },
      ],
    ],
    [
      'a value that is read in base64 and as it is',
      'it is compared after transformations of several kinds',
      [{ text: secret, through: 'BASE64_DECODE' }, { text: 'VHIwdWI0ZG9yLWFuZC4z' }],
    ],
  ])('%s', (_, why, statements) => {
    const { texts, redaction } = recorded(...statements);
    expect(texts[0]).toBe(statements[0]?.text);
    expect(redaction.stays.join('\n')).toContain(why);
  });

  test('a string that is not compared exactly, or that may be a name', () => {
    const given: readonly Statement[] = [
      { text: 'curl', how: 'CONTAINS', field: { SingleHeader: { Name: 'user-agent' } } },
      { text: '/health', field: { UriPath: {} } },
      { text: 'session', field: cookies('KEY') },
      { text: 'Session', field: cookies('ALL') },
    ];
    const { texts, redaction } = recorded(...given);
    expect(texts).toEqual(given.map(({ text }) => text));
    expect(redaction.tokens.count).toBe(0);
  });

  test('a part of a value that another string asks for, and nothing but that', () => {
    const { texts } = recorded({ text: secret }, { text: 'TR0UB', how: 'STARTS_WITH', through: 'LOWERCASE' });
    expect(texts[0]?.slice(0, 5)).toBe('Tr0ub');
    expect(texts[0]).not.toBe(secret);
  });
});

const exact = fc.record({
  text: fc.constantFrom('secret', 'Secret', 'session', 's3cret-1', 'secret2', 'a', 'c2VjcmV0'),
  how: fc.constantFrom(
    'EXACTLY',
    'EXACTLY',
    'EXACTLY',
    'STARTS_WITH',
    'CONTAINS',
    'ENDS_WITH',
    'CONTAINS_WORD',
  ),
  through: fc.constantFrom(
    'NONE',
    'NONE',
    'LOWERCASE',
    'COMPRESS_WHITE_SPACE',
    'BASE64_DECODE',
    'URL_DECODE',
  ),
  field: fc.constantFrom<object>(
    header,
    header,
    argument,
    cookies('VALUE'),
    cookies('ALL'),
    { QueryString: {} },
    { SingleHeader: { Name: 'cookie' } },
    { Headers: { MatchPattern: { All: {} }, MatchScope: 'VALUE', OversizeHandling: 'MATCH' } },
  ),
});
const regex = fc.record({
  text: fc.constantFrom('^sec', 'cret$', '[a-f]{2}', '\\d'),
  how: fc.constant('REGEX'),
  through: fc.constantFrom('NONE', 'LOWERCASE'),
  field: fc.constantFrom<object>(header, argument),
});
const nested = fc
  .tuple(
    fc.array(fc.oneof({ weight: 5, arbitrary: exact }, regex), { minLength: 1, maxLength: 3 }),
    fc.nat(7),
  )
  .map(([given, bits]) => {
    const of = given.map((each, at) =>
      bits & (1 << at) ? { NotStatement: { Statement: statement(each) } } : statement(each),
    );
    return of.length === 1 ? of[0] : { AndStatement: { Statements: of } };
  });

test('no verdict, no reason and no witness that is shown is another one with tokens', () => {
  const isHere = (proof: Proof) =>
    proof.verdict === 'violated' ? { ...proof, witness: null } : { ...proof };
  const documents = fc.oneof(
    fc.array(nested, { minLength: 1, maxLength: 3 }).map((statements) => ({
      WebACL: aclOf(...(statements as object[])),
    })),
    randomDocument({ readable: true }),
  );
  fc.assert(
    fc.property(documents, (document) => {
      const [{ answer } = exchange({})] = withTokens([exchange(document)], salt).exchanges;
      const tokens = (answer.kind === 'output' ? answer.output : {}) as WebAclDocument;
      const [geo, rate] = [{ countries: ['KP'] }, { requests: 2000, seconds: 300 }];
      expect(isHere(proveGeoBlock(tokens, geo))).toEqual(isHere(proveGeoBlock(document, geo)));
      expect(isHere(proveRateLimit(tokens, rate))).toEqual(isHere(proveRateLimit(document, rate)));
    }),
    { numRuns: 60, seed: 8 },
  );
});
