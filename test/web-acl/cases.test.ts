import { expect, test } from '@jest/globals';
import type { WebAclDocument } from '../../src/web-acl/model.ts';
import { proveGeoBlock, proveRateLimit } from '../../src/web-acl/prove.ts';
import {
  ACCOUNT,
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

type Verdict = 'proved' | 'violated' | 'unknown' | null;

interface Case {
  readonly name: string;
  readonly document: WebAclDocument;
  readonly geo: Verdict;
  readonly rate: Verdict;
  readonly question?: object;
  readonly reason?: string;
}

const limit = (priority: number) => rule(priority, rate(), 'Block');
const KP = geo('KP');
const office = addresses('office', '1.2.3.4/32');
const officeSet = ipSet(arnOf('ipset', 'office'));
const rg = groupOf(arnOf('rulegroup', 'rg'));
const only = (...rules: object[]) => ({ WebACL: acl(rules) });
const withGroup = (rules: object[], ...inner: object[]) => ({
  WebACL: acl(rules),
  RuleGroups: group('rg', inner),
});
const blocksKp = rule(0, KP, 'Block', { Name: 'g' });
const exempting = only(rule(0, allOf(KP, not(officeSet)), 'Block'));
const forwarded = only(
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
const crs = (more: object = {}) => ({
  ...only(groupRule(0, managed('AWS', 'CRS', more), 'None'), rule(1, KP, 'Block'), limit(2)),
  ManagedRuleGroups: {
    'AWS/CRS': [
      { Name: 'a', Action: { Block: {} } },
      { Name: 'b', Action: { Count: {} } },
    ],
  },
});
const health = rule(0, path('EXACTLY', '/health'), 'Allow', { Name: 'health' });

/** The worked cases of aws-facts 4.4, by number. */
const cases: readonly Case[] = [
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
  {
    name: '15',
    document: {
      WebACL: acl([rule(0, KP, 'Block'), limit(1)], {
        PreProcessFirewallManagerRuleGroups: [
          { Name: 'pre', Priority: 0, FirewallManagerStatement: rg, OverrideAction: { None: {} } },
        ],
      }),
      RuleGroups: group('rg', [rule(0, officeSet, 'Allow')]),
      IPSets: office,
    },
    geo: 'violated',
    rate: 'violated',
  },
  {
    name: '16',
    document: {
      WebACL: acl([rule(0, path('STARTS_WITH', '/'), 'Allow')], {
        PostProcessFirewallManagerRuleGroups: [
          { Name: 'post', Priority: 0, FirewallManagerStatement: rg, OverrideAction: { None: {} } },
        ],
      }),
      RuleGroups: group('rg', [blocksKp]),
    },
    geo: 'violated',
    rate: null,
  },
  { name: '17', document: only(rule(0, KP, 'Captcha'), limit(1)), geo: 'violated', rate: 'proved' },
  {
    name: '18',
    document: only(
      rule(0, KP, 'Block'),
      rule(1, rate({ ScopeDownStatement: path('EXACTLY', '/login') }), 'Block'),
    ),
    geo: 'proved',
    rate: 'violated',
    reason:
      'GET / from US is not counted by rate rule `rule-1` (priority 1): its scope-down statement leaves it out',
  },
  {
    name: '18b',
    document: only(
      rule(0, KP, 'Block'),
      rule(
        1,
        rate({
          AggregateKeyType: 'CUSTOM_KEYS',
          CustomKeys: [{ IP: {} }, { Header: { Name: 'x-api-key' } }],
        }),
        'Block',
      ),
    ),
    geo: 'proved',
    rate: 'violated',
  },
  {
    name: '18c',
    document: only(rule(0, KP, 'Block'), rule(1, rate(), 'Count')),
    geo: 'proved',
    rate: 'violated',
  },
  {
    name: '19',
    document: only(
      rule(0, allOf(KP, path('CONTAINS', 'a')), 'Block'),
      rule(1, allOf(KP, not(path('CONTAINS', 'a'))), 'Block'),
    ),
    geo: 'proved',
    rate: null,
  },
  { name: '20', document: crs(), geo: 'proved', rate: 'proved' },
  {
    name: '20b',
    document: crs({ RuleActionOverrides: [{ Name: 'a', ActionToUse: { Allow: {} } }] }),
    geo: 'violated',
    rate: 'violated',
  },
  { name: '21', document: only(rule(0, {}, 'Allow'), rule(1, KP, 'Block')), geo: 'unknown', rate: null },
  { name: '22', document: only(rule(0, KP, {}), rule(1, KP, 'Block')), geo: 'unknown', rate: null },
  {
    name: '23',
    document: withGroup(
      [groupRule(0, rg, 'None'), rule(1, label('bad'), 'Block')],
      rule(0, KP, 'Count', { RuleLabels: [{ Name: 'bad' }] }),
    ),
    geo: 'violated',
    rate: null,
  },
  {
    name: '23b',
    document: withGroup(
      [groupRule(0, rg, 'None'), rule(1, label(`awswaf:${ACCOUNT}:rulegroup:rg:bad`), 'Block')],
      rule(0, KP, 'Count', { RuleLabels: [{ Name: 'bad' }] }),
    ),
    geo: 'proved',
    rate: null,
  },
  {
    name: '24',
    document: only(rule(0, allOf(KP, label('awswaf:clientip:geo:country:KP')), 'Block')),
    geo: 'violated',
    rate: null,
  },
  { name: '25', document: { WebACL: acl(undefined) }, geo: 'violated', rate: 'violated' },
  {
    name: '26',
    document: only(rule(0, KP, { Block: { CustomResponse: { ResponseCode: 200 } } })),
    geo: 'proved',
    rate: null,
  },
  {
    name: '28',
    document: only(groupRule(0, rg, 'None'), rule(1, KP, 'Block'), limit(2)),
    geo: 'unknown',
    rate: 'unknown',
  },
  {
    name: '29',
    document: only(rule(0, rate({ EvaluationWindowSec: undefined }), 'Block')),
    question: { seconds: 60 },
    geo: null,
    rate: 'proved',
  },
];

test.each(cases)('case $name of the reference is geo $geo, rate $rate', (each) => {
  const { document, question = {}, reason } = each;
  if (each.geo !== null) {
    const proof = proveGeoBlock(document, { countries: ['KP'], ...question });
    expect(proof.verdict).toBe(each.geo);
    if (reason !== undefined && each.geo === 'violated') expect(proof).toMatchObject({ reason });
  }
  if (each.rate === null) return;
  const proof = proveRateLimit(document, { requests: 2000, seconds: 300, ...question });
  expect(proof.verdict).toBe(each.rate);
  if (reason !== undefined && each.geo !== 'violated') expect(proof).toMatchObject({ reason });
});
