import type { WebAclDocument } from '../src/web-acl/model.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const countries = [...letters].flatMap((a) => [...letters].map((b) => a + b)).slice(0, 250);

const byteMatch = (kind: string, text: string) => ({
  ByteMatchStatement: {
    SearchString: Buffer.from(text).toString('base64'),
    FieldToMatch: { UriPath: {} },
    PositionalConstraint: kind,
    TextTransformations: [{ Priority: 0, Type: 'NONE' }],
  },
});

/**
 * A web ACL at AWS's limits, by weight: 250 countries and 10 rate rules (2 WCU each), 100 nested statements, 300
 * searches (10 each) and 850 prefixes (2 each): about 4,900 of 5,000 WCU. What passes is decided at its end.
 */
export function largeWebAcl(): WebAclDocument {
  const statements = [
    { GeoMatchStatement: { CountryCodes: countries } },
    nested(100),
    ...range(300).map((n) => byteMatch('CONTAINS', `search-${n}`)),
    ...range(850).map((n) => byteMatch('STARTS_WITH', `/prefix-${n}`)),
  ];
  const blocking = statements.map((Statement, n) => rule(`rule-${n}`, n + 10, Statement));
  const rates = range(10).map((n) =>
    rule(`rate-${n}`, n, {
      RateBasedStatement: {
        Limit: 2000,
        AggregateKeyType: 'IP',
        ...(n < 9 && { ScopeDownStatement: byteMatch('STARTS_WITH', `/api-${n}`) }),
      },
    }),
  );
  return { WebACL: { Name: 'large', DefaultAction: { Allow: {} }, Rules: [...blocking, ...rates] } };
}

const range = (count: number): number[] => Array.from({ length: count }, (_, n) => n);

const rule = (Name: string, Priority: number, Statement: object) => ({
  Name,
  Priority,
  Statement,
  Action: { Block: {} },
});

function nested(count: number): object {
  const inner = range(count).map((n) => byteMatch('EXACTLY', `/nested-${n}`));
  return inner.reduce<object>(
    (statement, leaf, n) =>
      n % 2
        ? { AndStatement: { Statements: [{ NotStatement: { Statement: leaf } }, statement] } }
        : { OrStatement: { Statements: [leaf, statement] } },
    byteMatch('EXACTLY', '/innermost'),
  );
}
