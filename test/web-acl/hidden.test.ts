import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Proof, WebAclDocument } from '../../src/web-acl/model.ts';
import { proveGeoBlock, proveRateLimit, walkRequest } from '../../src/web-acl/prove.ts';
import { randomDocument } from './random-acl.ts';

const NONE = [{ Priority: 0, Type: 'NONE' }];
const bytes = (
  SearchString: string,
  FieldToMatch: object,
  PositionalConstraint = 'EXACTLY',
  Type = 'NONE',
) => ({
  ByteMatchStatement: {
    SearchString: new TextEncoder().encode(SearchString),
    FieldToMatch,
    PositionalConstraint,
    TextTransformations: [{ Priority: 0, Type }],
  },
});
const header = { SingleHeader: { Name: 'X-Origin-Verify' } };
const allowing = (Statement: object): WebAclDocument => ({
  WebACL: {
    Name: 'w',
    DefaultAction: { Block: {} },
    Rules: [{ Name: 'verify', Priority: 0, Statement, Action: { Allow: {} } }],
  },
});
const violated = (document: WebAclDocument) => {
  const proof = proveGeoBlock(document, { countries: ['KP'] });
  if (proof.verdict !== 'violated') throw new Error(JSON.stringify(proof));
  return proof;
};

describe('what a web ACL compares is not shown', () => {
  const secret = 'S3cret/value';
  const cookies = (Name: string) => ({
    Cookies: {
      MatchPattern: { IncludedCookies: [Name] },
      MatchScope: 'VALUE',
      OversizeHandling: 'CONTINUE',
    },
  });
  test.each([
    ['of a header', bytes(secret, header)],
    ['of a header that holds it', bytes(secret, header, 'CONTAINS')],
    ['of a header in base64', bytes(secret, header, 'EXACTLY', 'BASE64_DECODE')],
    ['of a cookie', bytes(secret, cookies('session'))],
    ['of an argument', bytes(secret, { SingleQueryArgument: { Name: 'key' } })],
    ['of the query string', bytes(`key=${secret}`, { QueryString: {} })],
    [
      'of a header that an expression describes',
      {
        RegexMatchStatement: {
          RegexString: '^S3cret/value$',
          FieldToMatch: header,
          TextTransformations: NONE,
        },
      },
    ],
    [
      'of any header',
      bytes(secret, {
        Headers: { MatchPattern: { All: {} }, MatchScope: 'VALUE', OversizeHandling: 'CONTINUE' },
      }),
    ],
  ])('the value %s', (_, statement) => {
    const document = allowing(statement);
    const { shown, reason, walk, witness } = violated(document);
    const said = JSON.stringify([shown, reason, walk]);
    expect(said).not.toContain('S3cret');
    expect(said).not.toContain(Buffer.from(secret).toString('base64').slice(0, 12));
    expect(JSON.stringify(shown)).toMatch(
      /\{\{a value( of (argument key|cookie session))? that rule `verify` holds; answers /,
    );
    expect(walkRequest(document, shown)).toEqual(walkRequest(document, witness));
    expect(walkRequest(document, shown).outcome).toBe('allowed');
  });

  test('but a path, an address and a value that nobody asked for are', () => {
    const document = allowing(bytes('/health', { UriPath: {} }));
    expect(violated(document).shown).toEqual(violated(document).witness);
    const others = allowing({ NotStatement: { Statement: bytes('secret', header) } });
    expect(violated(others).shown).toEqual(violated(others).witness);
  });
});

test('a witness as it is shown walks as the witness does', () => {
  const holds = (document: WebAclDocument, proof: Proof) => {
    if (proof.verdict !== 'violated') return;
    expect(walkRequest(document, proof.shown)).toEqual(walkRequest(document, proof.witness));
  };
  fc.assert(
    fc.property(randomDocument({ readable: true }), (document) => {
      holds(document, proveGeoBlock(document, { countries: ['KP'] }));
      holds(document, proveRateLimit(document, { requests: 2000, seconds: 300 }));
    }),
    { numRuns: 150, seed: 8 },
  );
});
