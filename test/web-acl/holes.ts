import type { WebAclDocument } from '../../src/web-acl/model.ts';
import { proveGeoBlock } from '../../src/web-acl/prove.ts';

/** Web ACLs that block a country, with a hole before that. */
export const rule = (name: string, Priority: number, Statement: object, action = 'Block') => ({
  Name: name,
  Priority,
  Statement,
  Action: { [action]: {} },
});
export const geo = rule('geo', 9, { GeoMatchStatement: { CountryCodes: ['KP'] } });
export const proofOf = (...rules: readonly object[]) =>
  proveGeoBlock({ WebACL: { Name: 'acl', DefaultAction: { Allow: {} }, Rules: rules } } as WebAclDocument, {
    countries: ['KP'],
  });
export const bytes = (
  FieldToMatch: object,
  text: string,
  PositionalConstraint = 'CONTAINS',
  Type = 'NONE',
) => ({
  ByteMatchStatement: {
    SearchString: new TextEncoder().encode(text),
    FieldToMatch,
    PositionalConstraint,
    TextTransformations: [{ Priority: 0, Type }],
  },
});
export const allowing = (statement: object) => proofOf(rule('hole', 0, statement, 'Allow'), geo);
