import type { IpSet, RuleGroup, WebAclDocument } from '../../src/web-acl/model.ts';

/** Short spellings of AWS's shapes. */
export const geo = (...CountryCodes: string[]) => ({ GeoMatchStatement: { CountryCodes } });
export const geoBy = (HeaderName: string, FallbackBehavior: string, ...CountryCodes: string[]) => ({
  GeoMatchStatement: { CountryCodes, ForwardedIPConfig: { HeaderName, FallbackBehavior } },
});
export const ipSet = (ARN: string) => ({ IPSetReferenceStatement: { ARN } });
export const allOf = (...Statements: object[]) => ({ AndStatement: { Statements } });
export const anyOf = (...Statements: object[]) => ({ OrStatement: { Statements } });
export const not = (Statement: object) => ({ NotStatement: { Statement } });
export const label = (Key: string, Scope = 'LABEL') => ({ LabelMatchStatement: { Key, Scope } });
export const bytes = (
  field: object,
  PositionalConstraint: string,
  SearchString: string,
  ...types: string[]
) => ({
  ByteMatchStatement: {
    FieldToMatch: field,
    PositionalConstraint,
    SearchString,
    TextTransformations: (types.length > 0 ? types : ['NONE']).map((Type, Priority) => ({ Priority, Type })),
  },
});
export const path = (PositionalConstraint: string, text: string) =>
  bytes({ UriPath: {} }, PositionalConstraint, text);
export const rate = (more: object = {}) => ({
  RateBasedStatement: { Limit: 2000, EvaluationWindowSec: 300, AggregateKeyType: 'IP', ...more },
});
export const groupOf = (ARN: string, more: object = {}) => ({
  RuleGroupReferenceStatement: { ARN, ...more },
});
export const managed = (VendorName: string, Name: string, more: object = {}) => ({
  ManagedRuleGroupStatement: { VendorName, Name, ...more },
});

export function rule(
  Priority: number,
  Statement: object,
  action: string | object,
  more: object = {},
): object {
  const Action = typeof action === 'string' ? { [action]: {} } : action;
  return { Name: `rule-${Priority}`, Priority, Statement, Action, ...more };
}

export function groupRule(Priority: number, Statement: object, override: string | object): object {
  const OverrideAction = typeof override === 'string' ? { [override]: {} } : override;
  return { Name: `rule-${Priority}`, Priority, Statement, OverrideAction };
}

export const ACCOUNT = '111122223333';
export const arnOf = (type: string, name: string) =>
  `arn:aws:wafv2:us-east-1:${ACCOUNT}:regional/${type}/${name}/0`;

export function acl(Rules: object[] | undefined, more: object = {}): WebAclDocument['WebACL'] {
  return {
    Name: 'acl',
    ARN: arnOf('webacl', 'acl'),
    LabelNamespace: `awswaf:${ACCOUNT}:webacl:acl:`,
    DefaultAction: { Allow: {} },
    Rules,
    ...more,
  };
}

export function group(Name: string, Rules: object[]): Record<string, RuleGroup> {
  const ARN = arnOf('rulegroup', Name);
  return { [ARN]: { Name, ARN, LabelNamespace: `awswaf:${ACCOUNT}:rulegroup:${Name}:`, Rules } };
}

export function addresses(Name: string, ...Addresses: string[]): Record<string, IpSet> {
  const ARN = arnOf('ipset', Name);
  return { [ARN]: { Name, ARN, Addresses } };
}
