import { ACCOUNT, acl, allOf, group, groupRule, label, not, path, rate, rule } from './acls.ts';
import { blocksKp, type Case, crs, KP, limit, office, officeSet, only, rg, withGroup } from './cases.ts';

/** The worked cases of aws-facts 4.4 from 15 on. */
export const moreCases: readonly Case[] = [
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
      'GET / from US is not counted by rate rule `rule-1` (priority 1): its scope-down statement leaves it out, since its path is /',
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
