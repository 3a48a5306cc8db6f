import { expect, test } from '@jest/globals';
import type { WebAclDocument } from '../../src/web-acl/model.ts';
import { proveGeoBlock, walkRequest } from '../../src/web-acl/prove.ts';
import {
  acl,
  addresses,
  allOf,
  arnOf,
  geo,
  group,
  groupOf,
  groupRule,
  ipSet,
  managed,
  not,
  path,
  rule,
} from './acls.ts';

const KP = geo('KP');
const strange = { Unheard: { Of: true } };
const office = ipSet(arnOf('ipset', 'office'));
const block = (statement: object, more: object = {}) => rule(0, statement, 'Block', more);
const withMember = (statement: object) => {
  const [[name, value] = ['', {}]] = Object.entries(statement);
  return { [name]: { ...value, ...strange } };
};
const text = (more: object) => ({
  ByteMatchStatement: { ...path('STARTS_WITH', '/').ByteMatchStatement, ...more },
});
const only = (...rules: object[]) => ({ WebACL: acl(rules) });
const rg = groupOf(arnOf('rulegroup', 'rg'));
const groups = group('rg', [block(KP)]);
const [[arn, held] = ['', {}]] = Object.entries(groups);

test.each<[string, object]>([
  ['the web ACL', { WebACL: acl([block(KP)], strange) }],
  ['a rule', only(block(KP, strange))],
  [
    'a rule that refers to a group',
    { ...only({ ...groupRule(0, rg, 'None'), ...strange }), RuleGroups: groups },
  ],
  ['a reference to a group', { ...only(groupRule(0, withMember(rg), 'None')), RuleGroups: groups }],
  ['a rule group', { ...only(groupRule(0, rg, 'None')), RuleGroups: { [arn]: { ...held, ...strange } } }],
  [
    'an IP set',
    {
      ...only(block(allOf(KP, not(office)))),
      IPSets: { [arnOf('ipset', 'office')]: { Addresses: [], ...strange } },
    },
  ],
  ['a geo match', only(block(withMember(KP)))],
  ['an And', only(block(withMember(allOf(KP, KP))))],
  ['a Not', only(block(withMember(not(geo('US')))))],
  ['a byte match', only(block(text(strange)))],
  ['what it looks at', only(block(text({ FieldToMatch: { UriPath: strange } })))],
  [
    'its transformations',
    only(block(text({ TextTransformations: [{ Priority: 0, Type: 'NONE', ...strange }] }))),
  ],
  ['its action', only(rule(0, KP, { Block: strange }))],
  [
    'a managed group',
    { ...only(groupRule(0, managed('AWS', 'crs', strange), 'None')), ManagedRuleGroups: { 'AWS/crs': [] } },
  ],
])('a member of %s that nobody has looked at makes it unknown', (_, document) => {
  expect(proveGeoBlock(document as WebAclDocument, { countries: ['KP'] }).verdict).toBe('unknown');
});

test('elsewhere it does not matter, nor where it cannot', () => {
  const named = acl([block(KP), rule(1, withMember(KP), 'Allow')], {
    Description: 'x',
    TokenDomains: ['a.example'],
  });
  expect(proveGeoBlock({ WebACL: named }, { countries: ['KP'] }).verdict).toBe('proved');
});

test('a walk of a web ACL that is not known is undecided', () => {
  const document = { WebACL: acl([block(KP)], strange), IPSets: addresses('office') } as WebAclDocument;
  expect(walkRequest(document, { country: 'KP', headers: {} } as never).outcome).toBe('unknown');
});

const argument = (Type: string, more: object = {}) => ({
  ByteMatchStatement: {
    SearchString: 'letmein!',
    FieldToMatch: { SingleQueryArgument: { Name: 'token' } },
    TextTransformations: [{ Priority: 0, Type: 'NONE' }],
    PositionalConstraint: 'EXACTLY',
    ...(Type !== '' && { PreParseTextTransformations: [{ Priority: 0, Type }] }),
    ...more,
  },
});

test.each([
  ['', 'proved'],
  ['NONE', 'proved'],
  ['REPLACE_SEMICOLONS_WITH_AMPERSANDS', 'violated'],
  ['URL_DECODE', 'violated'],
  ['URL_DECODE_UNI', 'unknown'],
  ['COMBINE_DUPLICATE_QUERY_ARGS_BY_COMMA', 'unknown'],
  ['WHAT_COMES_NEXT', 'unknown'],
])('what is allowed once a query went through %j is %s', (type, verdict) => {
  const rules = [rule(0, argument(''), 'Block'), rule(1, argument(type), 'Allow'), rule(2, KP, 'Block')];
  expect(proveGeoBlock(only(...rules), { countries: ['KP'] }).verdict).toBe(verdict);
});

test('nothing but arguments is parsed', () => {
  const statement = argument('URL_DECODE', { FieldToMatch: { QueryString: {} } });
  const rules = [rule(0, statement, 'Allow'), rule(1, KP, 'Block')];
  expect(proveGeoBlock(only(...rules), { countries: ['KP'] }).verdict).toBe('unknown');
});
