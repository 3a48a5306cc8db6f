import { expect, test } from '@jest/globals';
import { readPolicy } from '../../src/policies/read-policy.ts';
import { catalogue, validate } from './catalogue.ts';

const text = `{
  "version": 1, "id": "p", "title": "P",
  "components": {
    "edge": {
      "type": "AWS::ElasticLoadBalancingV2::LoadBalancer",
      "count": 1,
      "rules": {
        "https-only": true
      }
    },
    "firewall": {
      "type": "AWS::WAFv2::WebACL",
      "expect": { "Capacity": 1,
        "Name": "a" }
    }
  },
  "exceptions": [
    { "component": "edge", "check": "count",
      "id": "EX-1", "reason": "Long enough a reason", "approvedBy": "cto", "expires": "2027-01-31" }
  ]
}
`;

const linesIn = (source: string) =>
  readPolicy(
    { file: 'p.json', text: source, sha256: 'abc' },
    { catalogue, validate, now: new Date('2026-11-24T12:00:00Z') },
  ).policy?.lines;

test.each([
  ['with line feeds', text],
  ['as Windows writes it', text.replaceAll('\n', '\r\n')],
  ['with a byte order mark', `\uFEFF${text}`],
])('a policy %s tells on which line each part of it stands', (_, source) => {
  expect(linesIn(source)).toEqual({
    components: { edge: 4, firewall: 11 },
    checks: {
      'edge/count': 6,
      'edge/https-only': 8,
      'firewall/expect.Capacity': 13,
      'firewall/expect.Name': 14,
    },
    exceptions: { 'EX-1': 19 },
  });
});
