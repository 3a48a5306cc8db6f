import { expect, test } from '@jest/globals';
import collector from '../../src/collectors/web-acl.ts';
import type { Resource } from '../../src/model/resource.ts';
import { Refused } from '../../src/model/unseen.ts';
import { collectAll, type Exchange, replayPlace } from '../support/replay.ts';
import { allowOffice, geo, group, ipSet, managed, rate, ruleGroup } from '../support/web-acls.ts';

const ARN = 'arn:aws:wafv2:sa-east-1:111122223333:regional/webacl/kiosk-waf/0f1e';
const summary = { Name: 'kiosk-waf', Id: '0f1e', ARN };
const whole = (rules: readonly object[], more: object = {}) => ({
  ...summary,
  DefaultAction: { Allow: {} },
  Rules: rules,
  LabelNamespace: 'awswaf:111122223333:webacl:kiosk-waf:',
  Capacity: 52,
  ManagedByFirewallManager: false,
  ...more,
});
const references = ['Live.RuleGroups', 'Live.IPSets', 'Live.RegexPatternSets', 'Live.ManagedRuleGroups'];

const waf = (name: string, input: object, answer: Partial<Exchange>): Exchange => ({
  operation: `wafv2:${name}`,
  input,
  ...answer,
});
const list = waf('ListWebACLs', { Scope: 'REGIONAL', Limit: 100 }, { output: { WebACLs: [summary] } });
const get = (answer: Partial<Exchange>) =>
  waf('GetWebACL', { Name: 'kiosk-waf', Scope: 'REGIONAL', Id: '0f1e' }, answer);
const shown = (rules: readonly object[], more?: object) => get({ output: { WebACL: whole(rules, more) } });
const getGroup = (answer: Partial<Exchange>) => waf('GetRuleGroup', { ARN: ruleGroup('own') }, answer);
const getOffice = (answer: Partial<Exchange>) =>
  waf('GetIPSet', { Name: 'office', Scope: 'REGIONAL', Id: '0f1e' }, answer);
const patterns = 'arn:aws:wafv2:sa-east-1:111122223333:regional/regexpatternset/paths/0f1e';
const blockPaths = (Priority: number) => ({
  Name: 'paths',
  Priority,
  Statement: { RegexPatternSetReferenceStatement: { ARN: patterns } },
  Action: { Block: {} },
});
const getPatterns = (answer: Partial<Exchange>) =>
  waf('GetRegexPatternSet', { Name: 'paths', Scope: 'REGIONAL', Id: '0f1e' }, answer);
const describe = (VendorName: string, answer: Partial<Exchange>) =>
  waf('DescribeManagedRuleGroup', { VendorName, Name: 'Guard', Scope: 'REGIONAL' }, answer);
const balancers: Exchange = {
  operation: 'elasticloadbalancing:DescribeLoadBalancers',
  input: { PageSize: 400 },
  output: {
    LoadBalancers: [
      { LoadBalancerArn: 'lb', Type: 'application' },
      { LoadBalancerArn: 'other', Type: 'application' },
      { LoadBalancerArn: 'nlb', Type: 'network' },
    ],
  },
};
const associated = (answer: Partial<Exchange>) => waf('GetWebACLForResource', { ResourceArn: 'lb' }, answer);
const denied = { refusal: 'AccessDeniedException' };

async function collect(exchanges: readonly Exchange[], wanted: readonly string[] = []) {
  const place = replayPlace(exchanges);
  const [found] = await collectAll(collector, place, wanted);
  expect(place.unasked()).toEqual([]);
  return found as Resource<'AWS::WAFv2::WebACL'>;
}

test('a web ACL with what it does', async () => {
  const found = await collect([list, shown([rate(1, 2000)])]);
  expect(found).toMatchObject({ id: ARN, name: 'kiosk-waf', tags: {}, gaps: [] });
  expect(found.properties).toEqual({
    Name: 'kiosk-waf',
    Scope: 'REGIONAL',
    DefaultAction: { Allow: {} },
    Rules: [rate(1, 2000)],
    PreProcessFirewallManagerRuleGroups: [],
    PostProcessFirewallManagerRuleGroups: [],
    LabelNamespace: 'awswaf:111122223333:webacl:kiosk-waf:',
    Capacity: 52,
    ManagedByFirewallManager: false,
    Live: {},
  });
});

test('AWS gives a marker with the last page too', async () => {
  const question = { Scope: 'REGIONAL', Limit: 100 };
  const found = await collect([
    { ...list, output: { WebACLs: [summary], NextMarker: 'kiosk-waf' } },
    waf(
      'ListWebACLs',
      { ...question, NextMarker: 'kiosk-waf' },
      { output: { WebACLs: [], NextMarker: 'kiosk-waf' } },
    ),
    shown([]),
  ]);
  expect(found.id).toBe(ARN);
});

const resources = (answer: Partial<Exchange>) =>
  waf('ListResourcesForWebACL', { WebACLArn: ARN, ResourceType: 'APPLICATION_LOAD_BALANCER' }, answer);
const inFrontOf = (...ResourceArns: string[]) => resources({ output: { ResourceArns } });

test('tells what it stands in front of', async () => {
  const found = await collect(
    [list, shown([]), balancers, inFrontOf('lb', 'other')],
    ['Live.LoadBalancerArns'],
  );
  expect(found.properties.Live.LoadBalancerArns).toEqual(['lb', 'other']);
});

test('what an association answers with is not asked for again', async () => {
  const found = await collect(
    [list, balancers, inFrontOf('other'), associated({ output: { WebACL: whole([rate(1, 2000)]) } })],
    ['Live.LoadBalancerArns'],
  );
  expect(found.properties).toMatchObject({
    Rules: [rate(1, 2000)],
    Live: { LoadBalancerArns: ['lb', 'other'] },
  });
});

test('one that stands in front of a load balancer exists, though the list was made before it', async () => {
  const made = { ...whole([rate(1, 2000)]), ARN: `${ARN}-2`, Name: 'kiosk-waf-2' };
  const place = replayPlace([
    list,
    shown([]),
    balancers,
    inFrontOf('other'),
    associated({ output: { WebACL: made } }),
  ]);
  const found = await collectAll(collector, place, ['Live.LoadBalancerArns']);
  expect(found.map(({ name, properties }) => [name, properties])).toMatchObject([
    ['kiosk-waf', { Live: { LoadBalancerArns: ['other'] } }],
    ['kiosk-waf-2', { Rules: [rate(1, 2000)], Live: { LoadBalancerArns: ['lb'] } }],
  ]);
});

test('CloudFront has web ACLs of its own, which stand in front of no load balancer', async () => {
  const global = { Scope: 'CLOUDFRONT' };
  const place = replayPlace([
    { ...list, input: { ...global, Limit: 100 } },
    { ...shown([rate(1, 2000)]), input: { Name: 'kiosk-waf', Id: '0f1e', ...global } },
  ]);
  const at = { ...place, region: 'global' };
  const [found] = await collectAll(collector, at, ['Live.LoadBalancerArns']);
  expect(found).toMatchObject({
    region: 'global',
    properties: { ...global, Live: { LoadBalancerArns: [] } },
  });
});

test.each([
  ['in front of nothing', [balancers, inFrontOf('other'), associated({ output: {} })], []],
  ['whose association is refused', [balancers, resources(denied)], ['Live.LoadBalancerArns']],
  ['where load balancers are refused', [{ ...balancers, ...denied }], ['Live.LoadBalancerArns']],
])('a web ACL %s is asked for itself', async (_, exchanges, gaps) => {
  const found = await collect([list, shown([]), ...exchanges], ['Live.LoadBalancerArns']);
  expect(found.gaps.map(({ property }) => property)).toEqual(gaps);
  expect(found.properties.Rules).toEqual([]);
});

test('everything it refers to, and what that refers to', async () => {
  const found = await collect(
    [
      list,
      shown([group(0, 'own'), managed(1, 'Guard', 'F5'), rate(2, 2000)]),
      getGroup({ output: { RuleGroup: { Name: 'own', Rules: [allowOffice(0), blockPaths(1)] } } }),
      getOffice({ output: { IPSet: { Name: 'office', Addresses: [] } } }),
      getPatterns({ output: { RegexPatternSet: { RegularExpressionList: [{ RegexString: '^/a' }] } } }),
      describe('F5', { output: { Rules: [{ Name: 'sqli', Action: { Block: {} } }] } }),
    ],
    references,
  );
  expect(found.properties.Live).toMatchObject({
    RuleGroups: { [ruleGroup('own')]: { Name: 'own' } },
    IPSets: { [ipSet('office')]: { Addresses: [] } },
    RegexPatternSets: { [patterns]: { RegularExpressionList: [{ RegexString: '^/a' }] } },
    ManagedRuleGroups: { 'F5/Guard': [{ Name: 'sqli', Action: { Block: {} } }] },
  });
});

test('finds references under scope-downs and in what Firewall Manager put around', async () => {
  const scoped = {
    Name: 'rate',
    Priority: 0,
    Statement: {
      RateBasedStatement: {
        ScopeDownStatement: {
          NotStatement: { Statement: { IPSetReferenceStatement: { ARN: ipSet('office') } } },
        },
      },
    },
  };
  const PreProcessFirewallManagerRuleGroups = [
    {
      Name: 'fms',
      Priority: 0,
      FirewallManagerStatement: { RuleGroupReferenceStatement: { ARN: ruleGroup('own') } },
    },
  ];
  const found = await collect(
    [
      list,
      shown([scoped], { PreProcessFirewallManagerRuleGroups }),
      getGroup({ output: { RuleGroup: { Name: 'own' } } }),
      getOffice({ output: { IPSet: { Name: 'office' } } }),
    ],
    references,
  );
  expect(Object.keys(found.properties.Live.IPSets ?? {})).toEqual([ipSet('office')]);
});

const guard = (more: object) => {
  const rule = managed(10, 'Guard');
  const statement = { ...rule.Statement } as { ManagedRuleGroupStatement: object };
  return {
    ...rule,
    Statement: { ManagedRuleGroupStatement: { ...statement.ManagedRuleGroupStatement, ...more } },
  };
};

test.each([
  ['comes last and can only block more', [rate(1, 2000), managed(10, 'Guard')], {}, false],
  ['comes before another rule', [managed(0, 'Guard'), rate(1, 2000)], {}, true],
  ['is of another vendor', [managed(10, 'Guard', 'F5')], {}, true],
  [
    'is the last, where what is left is blocked',
    [managed(10, 'Guard')],
    { DefaultAction: { Block: {} } },
    true,
  ],
  [
    'is overridden to allow',
    [guard({ RuleActionOverrides: [{ Name: 'a', ActionToUse: { Allow: {} } }] })],
    {},
    true,
  ],
  [
    'is overridden to something unknown',
    [guard({ RuleActionOverrides: [{ Name: 'a', ActionToUse: {} }] })],
    {},
    true,
  ],
  [
    'is overridden to count',
    [guard({ RuleActionOverrides: [{ Name: 'a', ActionToUse: { Count: {} } }] })],
    {},
    false,
  ],
])('a managed group that %s: %#', async (_, rules, more, isAsked) => {
  const vendor = JSON.stringify(rules).includes('"F5"') ? 'F5' : 'AWS';
  const asked = isAsked ? [describe(vendor, { output: { Rules: [] } })] : [];
  const found = await collect([list, shown(rules, more), ...asked], references);
  expect(Object.keys(found.properties.Live.ManagedRuleGroups ?? {})).toEqual(
    isAsked ? [`${vendor}/Guard`] : [],
  );
});

test.each([
  ['rule group', [group(0, 'own')], getGroup(denied), `Live.RuleGroups.${ruleGroup('own')}`],
  ['IP set', [allowOffice(0)], getOffice(denied), `Live.IPSets.${ipSet('office')}`],
  ['regex pattern set', [blockPaths(0)], getPatterns(denied), `Live.RegexPatternSets.${patterns}`],
  [
    'managed group',
    [managed(0, 'Guard'), geo(1, ['KP'])],
    describe('AWS', denied),
    'Live.ManagedRuleGroups.AWS/Guard',
  ],
])('a refused %s is a gap', async (_, rules, refused, property) => {
  const found = await collect([list, shown(rules), refused], references);
  expect(found.gaps).toMatchObject([{ property, reason: 'AccessDeniedException' }]);
});

test('a refused web ACL is there, but nothing in it can be read', async () => {
  const found = await collect([list, get(denied)], references);
  expect(found.name).toBe('kiosk-waf');
  expect(() => found.properties.Rules).toThrow(
    'could not read Rules: wafv2:GetWebACL answered AccessDeniedException',
  );
  expect(() => found.properties.DefaultAction).toThrow('could not read DefaultAction');
});

const gone = { refusal: 'WAFNonexistentItemException' };
test('a web ACL that was deleted since it was listed is none', async () => {
  expect(await collect([list, get(gone), { ...get(gone), again: true }])).toBeUndefined();
});

test.each([
  ['shown again, a contradiction', { output: { WebACL: whole([]) } }],
  ['refused the second time', denied],
])('one that was not found, and is %s, is there, and nothing in it can be read', async (_, answer) => {
  const found = await collect([list, get(gone), { ...get(answer), again: true }]);
  expect(() => found.properties.Rules).toThrow('could not read Rules');
});

test('tags take a question of their own', async () => {
  const tags = waf(
    'ListTagsForResource',
    { ResourceARN: ARN, Limit: 100 },
    { output: { TagInfoForResource: { TagList: [{ Key: 'app', Value: 'kiosk' }] } } },
  );
  expect((await collect([list, shown([]), tags], ['tags'])).tags).toEqual({ app: 'kiosk' });
  const { output: _, ...question } = tags;
  const found = await collect([list, shown([]), { ...question, ...denied }], ['tags']);
  expect(() => found.tags).toThrow('could not read tags');
});

test('a refused list is a blind spot', async () => {
  await expect(collect([{ ...list, ...denied }])).rejects.toThrow(Refused);
});
