import type { WebAclDocument } from '../../src/web-acl/model.ts';
import {
  acl,
  addresses,
  allOf,
  arnOf,
  geo,
  geoBy,
  group,
  groupOf,
  groupRule,
  ipSet,
  label,
  managed,
  not,
  path,
  rate,
  rule,
} from './acls.ts';

export type Verdict = 'proved' | 'violated' | 'unknown' | null;

export interface Case {
  readonly name: string;
  readonly document: WebAclDocument;
  readonly geo: Verdict;
  readonly rate: Verdict;
  readonly question?: object;
  readonly reason?: string;
}

export const limit = (priority: number) => rule(priority, rate(), 'Block');
export const KP = geo('KP');
export const office = addresses('office', '1.2.3.4/32');
export const officeSet = ipSet(arnOf('ipset', 'office'));
export const rg = groupOf(arnOf('rulegroup', 'rg'));
export const only = (...rules: object[]) => ({ WebACL: acl(rules) });
export const withGroup = (rules: object[], ...inner: object[]) => ({
  WebACL: acl(rules),
  RuleGroups: group('rg', inner),
});
export const blocksKp = rule(0, KP, 'Block', { Name: 'g' });
export const exempting = only(rule(0, allOf(KP, not(officeSet)), 'Block'));
export const forwarded = only(
  rule(0, geoBy('X-Forwarded-For', 'MATCH', 'KP'), 'Block', { Name: 'geo-block' }),
  rule(
    1,
    rate({
      AggregateKeyType: 'FORWARDED_IP',
      ForwardedIPConfig: { HeaderName: 'X-Forwarded-For', FallbackBehavior: 'MATCH' },
    }),
    'Block',
  ),
);
export const crs = (more: object = {}) => ({
  ...only(groupRule(0, managed('AWS', 'CRS', more), 'None'), rule(1, KP, 'Block'), limit(2)),
  ManagedRuleGroups: {
    'AWS/CRS': [
      { Name: 'a', Action: { Block: {} } },
      { Name: 'b', Action: { Count: {} } },
    ],
  },
});
export const health = rule(0, path('EXACTLY', '/health'), 'Allow', { Name: 'health' });

/** The worked cases of aws-facts 4.4, by number. */
export const cases: readonly Case[] = [
  { name: '1', document: only(rule(0, geo('KP', 'IR'), 'Block'), limit(1)), geo: 'proved', rate: 'proved' },
  {
    name: '2',
    document: only(health, rule(1, KP, 'Block', { Name: 'geo-block' }), limit(2)),
    geo: 'violated',
    rate: 'violated',
    reason: 'GET /health from KP is allowed by rule `health` (priority 0) before `geo-block` (priority 1)',
  },
  {
    name: '3',
    document: only(rule(5, KP, 'Block'), rule(1, path('EXACTLY', '/health'), 'Allow'), limit(2)),
    geo: 'violated',
    rate: 'violated',
  },
  {
    name: '4',
    document: only(rule(0, KP, 'Count'), limit(1)),
    geo: 'violated',
    rate: 'proved',
    reason: 'GET / from KP passes: rule `rule-0` (priority 0) only counts',
  },
  {
    name: '5',
    document: only(
      rule(0, geo('US'), 'Count'),
      rule(1, label('awswaf:clientip:geo:country:KP'), 'Block'),
      limit(2),
    ),
    geo: 'proved',
    rate: 'proved',
  },
  {
    name: '6',
    document: only(rule(0, label('awswaf:clientip:geo:country:KP'), 'Block'), rule(1, geo('US'), 'Count')),
    geo: 'violated',
    rate: null,
  },
  {
    name: '7',
    document: only(
      rule(0, geoBy('X-Forwarded-For', 'MATCH', 'US'), 'Count'),
      rule(1, label('awswaf:clientip:geo:country:KP'), 'Block'),
    ),
    geo: 'violated',
    rate: null,
  },
  {
    name: '8',
    document: forwarded,
    geo: 'violated',
    rate: 'violated',
    reason: 'GET / from KP passes: rule `geo-block` (priority 0) does not apply without the header it reads',
  },
  { name: '8b', document: forwarded, question: { trustedProxy: true }, geo: 'proved', rate: 'proved' },
  {
    name: '9',
    document: only(rule(0, not(geo('US', 'CA')), 'Block'), limit(1)),
    geo: 'proved',
    rate: 'proved',
  },
  {
    name: '10',
    document: { WebACL: acl([rule(0, geo('US'), 'Allow'), limit(1)], { DefaultAction: { Block: {} } }) },
    geo: 'proved',
    rate: 'violated',
  },
  {
    name: '10b',
    document: { WebACL: acl([limit(0), rule(1, not(KP), 'Allow')], { DefaultAction: { Block: {} } }) },
    geo: 'proved',
    rate: 'proved',
  },
  { name: '11', document: { ...exempting, IPSets: office }, geo: 'violated', rate: null },
  {
    name: '11 with the exception declared',
    document: { ...exempting, IPSets: office },
    question: { except: ['office'] },
    geo: 'proved',
    rate: null,
  },
  { name: '11b', document: { ...exempting, IPSets: addresses('office') }, geo: 'proved', rate: null },
  { name: '11 unread', document: exempting, geo: 'unknown', rate: null },
  {
    name: '12',
    document: withGroup([groupRule(0, rg, 'None'), limit(1)], blocksKp),
    geo: 'proved',
    rate: 'proved',
  },
  {
    name: '13',
    document: withGroup([groupRule(0, rg, 'Count'), limit(1)], blocksKp),
    geo: 'violated',
    rate: 'proved',
    reason: 'GET / from KP passes: rule group `rule-0` is overridden to Count',
  },
  {
    name: '14',
    document: withGroup(
      [
        groupRule(
          0,
          groupOf(arnOf('rulegroup', 'rg'), {
            RuleActionOverrides: [{ Name: 'g', ActionToUse: { Count: {} } }],
          }),
          'None',
        ),
      ],
      blocksKp,
    ),
    geo: 'violated',
    rate: null,
  },
  {
    name: '14b',
    document: withGroup(
      [groupRule(0, groupOf(arnOf('rulegroup', 'rg'), { ExcludedRules: [{ Name: 'g' }] }), 'None')],
      blocksKp,
    ),
    geo: 'violated',
    rate: null,
  },
];
