import { expect, test } from '@jest/globals';
import { proveGeoBlock, proveRateLimit } from '../../src/web-acl/prove.ts';
import { acl, allOf, not, rule } from './acls.ts';
import { CODES, webAclAtLimits } from './limits.ts';
import { randomFrom } from './random-request.ts';

test.each([
  [false, 'proved'],
  [true, 'violated'],
])('a web ACL at the limits of AWS, with a hole: %s, is %s', (isHoled, verdict) => {
  const document = webAclAtLimits(isHoled);
  expect(proveGeoBlock(document, { countries: CODES }).verdict).toBe(verdict);
  expect(proveRateLimit(document, { requests: 2000, seconds: 300 }).verdict).toBe(verdict);
});

test('a web ACL that is a hard puzzle is too complex, and said to be', () => {
  const random = randomFrom(9);
  const secret = () => {
    const Name = `h${Math.floor(random() * 300)}`;
    const asks = {
      SqliMatchStatement: { FieldToMatch: { SingleHeader: { Name } }, TextTransformations: [] },
    };
    return random() < 0.5 ? asks : not(asks);
  };
  const rules = [...Array(1275).keys()].map((at) => rule(at, allOf(secret(), secret(), secret()), 'Block'));
  const proof = proveGeoBlock({ WebACL: acl(rules) }, { countries: ['KP'] });
  expect(proof).toEqual({ verdict: 'unknown', reason: 'too complex' });
});
