import fc from 'fast-check';
import type { RuleGroup, WebAclDocument } from '../../src/web-acl/model.ts';
import { acl, arnOf, group, groupOf, managed, rate } from './acls.ts';
import { forwarding, IP_SETS, LABELS, leaf, statement, type Taste } from './random-statement.ts';

const byLabel = (Namespace: string) => ({
  AggregateKeyType: 'CUSTOM_KEYS',
  CustomKeys: [{ IP: {} }, { LabelNamespace: { Namespace } }],
});

function rateStatement(taste: Taste): fc.Arbitrary<object> {
  const key = fc.oneof(
    { weight: 5, arbitrary: fc.constant({ AggregateKeyType: 'IP' }) },
    {
      weight: 1,
      arbitrary: forwarding.map((config) => ({
        AggregateKeyType: 'FORWARDED_IP',
        ForwardedIPConfig: config,
      })),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom<object[]>(
        { AggregateKeyType: 'CUSTOM_KEYS', CustomKeys: [{ IP: {} }, { Header: { Name: 'X-Api-Key' } }] },
        { AggregateKeyType: 'CUSTOM_KEYS', CustomKeys: [{ IP: {} }] },
        { AggregateKeyType: 'CUSTOM_KEYS', CustomKeys: [{ IP: {} }, { HTTPMethod: {} }] },
        ...['clientip:geo:country:', 'clientip:geo:', 'forwardedip:geo:country:', 'managed:token:'].map(
          (space) => byLabel(`awswaf:${space}`),
        ),
        byLabel('ns:'),
      ),
    },
  );
  const window = fc.constantFrom<object[]>({}, { EvaluationWindowSec: 60 }, { EvaluationWindowSec: 600 });
  const scope = fc.option(statement(taste), { nil: null, freq: 2 });
  return fc.tuple(key, window, fc.constantFrom(100, 400, 2000, 5000), scope).map(([by, over, Limit, down]) =>
    rate({
      ...by,
      EvaluationWindowSec: undefined,
      ...over,
      Limit,
      ...(down && { ScopeDownStatement: down }),
    }),
  );
}

function action({ readable }: Taste): fc.Arbitrary<object> {
  const known = [
    { weight: 6, arbitrary: fc.constant({ Block: {} }) },
    { weight: 2, arbitrary: fc.constant({ Allow: {} }) },
    { weight: 3, arbitrary: fc.constant({ Count: {} }) },
    { weight: 1, arbitrary: fc.constantFrom<object[]>({ Captcha: {} }, { Challenge: {} }) },
  ];
  return fc.oneof(
    ...known,
    ...(readable ? [] : [{ weight: 1, arbitrary: fc.constantFrom<object[]>({}, { Monetize: {} }) }]),
  );
}

interface Draft {
  readonly Statement: object;
  readonly more: object;
}

function plainRule(taste: Taste): fc.Arbitrary<Draft> {
  const labels = fc.option(fc.constantFrom(...LABELS), { freq: 2 });
  return fc.tuple(statement(taste), action(taste), labels).map(([Statement, Action, name]) => ({
    Statement,
    more: { Action, ...(name && { RuleLabels: [{ Name: name }] }) },
  }));
}

function rateRule(taste: Taste): fc.Arbitrary<Draft> {
  const does = fc.constantFrom<object[]>({ Block: {} }, { Block: {} }, { Count: {} }, { Captcha: {} });
  return fc.tuple(rateStatement(taste), does).map(([Statement, Action]) => ({ Statement, more: { Action } }));
}

function overrides(taste: Taste): fc.Arbitrary<object> {
  const name = fc.constantFrom('g0', 'g1', 'a', 'b');
  const one = fc
    .record({ Name: name, ActionToUse: action(taste) })
    .map((each) => ({ RuleActionOverrides: [each] }));
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: one },
    { weight: 1, arbitrary: name.map((Name) => ({ ExcludedRules: [{ Name }] })) },
  );
}

function groupReference(taste: Taste): fc.Arbitrary<object> {
  const own = fc
    .tuple(fc.constantFrom('one', 'two', ...(taste.readable ? [] : ['unread'])), overrides(taste))
    .map(([name, more]) => groupOf(arnOf('rulegroup', name), more));
  const known = ['crs', 'AWSManagedRulesCommonRuleSet', 'AWSManagedRulesBotControlRuleSet'];
  const names = taste.readable ? known : [...known, 'unread'];
  const theirs = fc
    .tuple(
      fc.constantFrom('AWS', ...(taste.readable ? [] : ['Other'])),
      fc.constantFrom(...names),
      overrides(taste),
      fc.option(leaf(taste), { nil: null, freq: 2 }),
    )
    .map(([vendor, name, more, scope]) =>
      managed(vendor, name, { ...more, ...(scope && { ScopeDownStatement: scope }) }),
    );
  return fc.oneof(own, theirs);
}

function groupDraft(taste: Taste): fc.Arbitrary<Draft> {
  const known = [
    { weight: 4, arbitrary: fc.constant({ None: {} }) },
    { weight: 1, arbitrary: fc.constant({ Count: {} }) },
  ];
  const override = fc.oneof(...known, ...(taste.readable ? [] : [{ weight: 1, arbitrary: fc.constant({}) }]));
  return fc
    .tuple(groupReference(taste), override)
    .map(([Statement, OverrideAction]) => ({ Statement, more: { OverrideAction } }));
}

const numbered = (drafts: readonly Draft[], prefix: string, from = 0) =>
  drafts.map(({ Statement, more }, at) => ({
    Name: `${prefix}${at}`,
    Priority: from + at,
    Statement,
    ...more,
  }));

function ruleGroup(name: string, taste: Taste): fc.Arbitrary<Record<string, RuleGroup>> {
  const draft = fc.oneof(
    { weight: 5, arbitrary: plainRule(taste) },
    { weight: 1, arbitrary: rateRule(taste) },
  );
  return fc.array(draft, { maxLength: 2 }).map((drafts) => group(name, numbered(drafts, 'g')));
}

function managers(taste: Taste, prefix: string): fc.Arbitrary<object[]> {
  return fc.array(groupDraft(taste), { maxLength: 1 }).map((drafts) =>
    numbered(drafts, prefix).map(({ Statement, ...rule }) => ({
      ...rule,
      FirewallManagerStatement: Statement,
    })),
  );
}

const INSPECTING_32_KB = { RequestBody: { API_GATEWAY: { DefaultSizeInspectionLimit: 'KB_32' } } };

export function randomDocument(taste: Taste): fc.Arbitrary<WebAclDocument> {
  const draft = fc.oneof(
    { weight: 5, arbitrary: plainRule(taste) },
    { weight: 2, arbitrary: rateRule(taste) },
    { weight: 2, arbitrary: groupDraft(taste) },
  );
  const fallback = fc.oneof(
    { weight: 5, arbitrary: fc.constant({ Allow: {} }) },
    { weight: 1, arbitrary: fc.constant({ Block: {} }) },
  );
  return fc
    .record({
      rules: fc.array(draft, { maxLength: 5 }),
      pre: managers(taste, 'pre'),
      post: managers(taste, 'post'),
      one: ruleGroup('one', taste),
      two: ruleGroup('two', taste),
      DefaultAction: fallback,
      bodies: fc.oneof(
        { weight: 4, arbitrary: fc.constant({}) },
        { weight: 1, arbitrary: fc.constant({ AssociationConfig: INSPECTING_32_KB }) },
      ),
    })
    .map(({ rules, pre, post, one, two, DefaultAction, bodies }) => ({
      WebACL: acl(numbered(rules, 'r'), {
        DefaultAction,
        ...bodies,
        PreProcessFirewallManagerRuleGroups: pre,
        PostProcessFirewallManagerRuleGroups: post,
      }),
      RuleGroups: { ...one, ...two },
      IPSets: IP_SETS,
      ManagedRuleGroups: {
        'AWS/crs': [
          { Name: 'a', Action: { Block: {} } },
          { Name: 'b', Action: { Count: {} } },
        ],
        'AWS/AWSManagedRulesCommonRuleSet': [{ Name: 'd', Action: { Block: {} } }],
        'AWS/AWSManagedRulesBotControlRuleSet': [{ Name: 'e', Action: { Block: {} } }],
        'Other/crs': [{ Name: 'c', Action: { Block: {} } }],
        'Other/unread': null,
      },
    }));
}
