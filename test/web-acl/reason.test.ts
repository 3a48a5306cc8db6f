import { describe, expect, test } from '@jest/globals';
import type { WebAclDocument } from '../../src/web-acl/model.ts';
import { proveGeoBlock, proveRateLimit } from '../../src/web-acl/prove.ts';

const arn = (name: string) => `arn:aws:wafv2:sa-east-1:111122223333:regional/ipset/${name}/0f1e`;
const inSet = (name: string, more: object = {}) => ({ IPSetReferenceStatement: { ARN: arn(name), ...more } });
const from = (...CountryCodes: readonly string[]) => ({ GeoMatchStatement: { CountryCodes } });
const not = (Statement: object) => ({ NotStatement: { Statement } });
const and = (...Statements: readonly object[]) => ({ AndStatement: { Statements } });
const label = (Key: string) => ({ LabelMatchStatement: { Scope: 'LABEL', Key } });
const header = (Name: string, text: string) => ({
  ByteMatchStatement: {
    SearchString: new TextEncoder().encode(text),
    FieldToMatch: { SingleHeader: { Name } },
    TextTransformations: [{ Priority: 0, Type: 'NONE' }],
    PositionalConstraint: 'EXACTLY',
  },
});
const path = (text: string) => ({
  ByteMatchStatement: {
    SearchString: new TextEncoder().encode(text),
    FieldToMatch: { UriPath: {} },
    TextTransformations: [{ Priority: 0, Type: 'NONE' }],
    PositionalConstraint: 'STARTS_WITH',
  },
});
const forwarded = (HeaderName: string) => ({ ForwardedIPConfig: { HeaderName, FallbackBehavior: 'MATCH' } });
const rate = (more: object = {}) => ({ RateBasedStatement: { Limit: 500, AggregateKeyType: 'IP', ...more } });

interface Rule {
  readonly is: object;
  readonly action?: string;
  readonly labels?: readonly string[];
}

const aclOf = (...rules: readonly Rule[]): WebAclDocument => ({
  WebACL: {
    Name: 'w',
    ARN: 'arn:aws:wafv2:sa-east-1:111122223333:regional/webacl/w/0f1e',
    DefaultAction: { Allow: {} },
    Rules: rules.map(({ is, action = 'Block', labels = [] }, Priority) => ({
      Name: `r${Priority}`,
      Priority,
      Statement: is,
      Action: { [action]: {} },
      RuleLabels: labels.map((Name) => ({ Name })),
    })),
  },
  IPSets: {
    [arn('office')]: { Name: 'office', Addresses: ['203.0.113.0/24'] },
    [arn('bad')]: { Name: 'bad', Addresses: ['198.18.0.0/15'] },
  },
});

function reasonOf(proof: ReturnType<typeof proveGeoBlock>): string {
  if (proof.verdict === 'violated') return proof.reason;
  throw new Error(JSON.stringify(proof));
}

const spared: readonly (readonly [string, string, readonly Rule[]])[] = [
  [
    'is let in by its address',
    'GET / from KP is allowed by rule `r0` (priority 0) before `r1` (priority 1): 203.0.113.7 is in IP set `office`',
    [{ is: inSet('office'), action: 'Allow' }, { is: from('KP') }],
  ],
  [
    'is left out by its address',
    'GET / from KP passes: rule `r0` (priority 0) leaves it out: 203.0.113.7 is in IP set `office`',
    [{ is: and(from('KP'), not(inSet('office'))) }],
  ],
  [
    'is left out by its address, with a label between',
    'GET / from KP passes: rule `r1` (priority 1) leaves it out: 203.0.113.7 is in IP set `office`',
    [
      { is: inSet('office'), action: 'Count', labels: ['ours'] },
      { is: and(from('KP'), not(label('ours'))) },
      { is: from('CU') },
    ],
  ],
  [
    'is left out by a header, whose value is not said',
    'GET / from KP with header x-key passes: rule `r0` (priority 0) leaves it out: its header x-key is what the rule asks for',
    [{ is: and(from('KP'), not(header('x-key', 's3cret'))) }],
  ],
  [
    'is left out by its path',
    'GET /health from KP passes: rule `r0` (priority 0) leaves it out: its path is /health',
    [{ is: and(from('KP'), not(path('/health'))) }],
  ],
  [
    'is not where the rule looks',
    'GET / from KP passes: rule `r0` (priority 0) leaves it out: its path is /',
    [{ is: and(from('KP'), path('/admin')) }],
  ],
  [
    'is not in the set that the rule is about',
    'GET / from KP passes: rule `r0` (priority 0) leaves it out: 203.0.113.7 is not in IP set `bad`',
    [{ is: and(from('KP'), inSet('bad')) }],
  ],
  [
    'lacks the header that the rule goes by',
    'GET / from KP passes: rule `r0` (priority 0) does not apply without the header it reads',
    [{ is: { GeoMatchStatement: { CountryCodes: ['KP'], ...forwarded('x-client') } } }],
  ],
  [
    'is only counted, which outweighs a rule about a part of it',
    'GET / from KP passes: rule `r1` (priority 1) only counts',
    [{ is: and(from('KP'), path('/admin')) }, { is: from('KP'), action: 'Count' }],
  ],
  [
    'would be blocked by a label, were it spelt so',
    'GET / from KP passes: rule `r1` (priority 1) looks for label `Geo:Bad`, which no rule before it adds; labels are case-sensitive, and `geo:bad` is added',
    [{ is: and(from('KP'), path('/')), action: 'Count', labels: ['geo:bad'] }, { is: label('Geo:Bad') }],
  ],
  [
    'is stopped by nothing: rules about other countries, other addresses and any country are no reason',
    'GET / from KP matches no rule that blocks it, and the default action allows it',
    [
      { is: from('CU') },
      { is: inSet('bad') },
      { is: path('/admin') },
      { is: path('/'), action: 'Count' },
      { is: and(from('CU'), not(inSet('office'))) },
    ],
  ],
];

describe('a request from a country that must be blocked', () => {
  test.each(spared)('%s', (_, reason, rules) => {
    expect(reasonOf(proveGeoBlock(aclOf(...rules), { countries: ['KP'] }))).toBe(reason);
  });
});

describe('a client that is not limited', () => {
  test.each<[string, string, readonly Rule[]]>([
    [
      'is not counted for its address',
      'GET / from US is not counted by rate rule `r1` (priority 1): its scope-down statement leaves it out, since 203.0.113.7 is in IP set `office`',
      [{ is: rate(), action: 'Count' }, { is: rate({ ScopeDownStatement: not(inSet('office')) }) }],
    ],
    [
      'is counted by what it controls, where the other only counts',
      'GET / from US is not limited: rate rule `r1` (priority 1) counts by header x-client, which the client controls',
      [
        { is: rate(), action: 'Count' },
        { is: rate({ AggregateKeyType: 'FORWARDED_IP', ...forwarded('X-Client') }) },
      ],
    ],
    [
      'has too high a limit, which outweighs a limit elsewhere',
      'GET / from US is not limited: rate rule `r1` (priority 1) allows 5000 requests in 300 s, more than 2000 in 300 s',
      [{ is: rate({ ScopeDownStatement: path('/login') }) }, { is: rate({ Limit: 5000 }) }],
    ],
    [
      'is allowed before it is counted, by its address',
      'GET / from US is allowed by rule `r0` (priority 0) before `r1` (priority 1): 203.0.113.7 is in IP set `office`',
      [{ is: inSet('office'), action: 'Allow' }, { is: rate() }],
    ],
    ['meets no rate rule', 'GET / from DE is not limited: there is no rate rule', [{ is: from('US') }]],
  ])('%s', (_, reason, rules) => {
    expect(reasonOf(proveRateLimit(aclOf(...rules), { requests: 2000, seconds: 300 }))).toBe(reason);
  });
});

test('what a witness assumes of the rules of one group is one line', () => {
  const managed = {
    Name: 'common',
    Priority: 0,
    Statement: { ManagedRuleGroupStatement: { VendorName: 'AWS', Name: 'Common' } },
    OverrideAction: { None: {} },
  };
  const rules = [...Array(19).keys()].map((at) => ({ Name: `rule-${at}`, Action: { Block: {} } }));
  const { WebACL } = aclOf();
  const document = { WebACL: { ...WebACL, Rules: [managed] }, ManagedRuleGroups: { 'AWS/Common': rules } };
  expect(proveGeoBlock(document, { countries: ['KP'] })).toMatchObject({
    verdict: 'violated',
    assumptions: ['none of the 19 rules of `common` matches'],
  });
});

const fixOf = (proof: ReturnType<typeof proveGeoBlock>) =>
  proof.verdict === 'violated' ? proof.fix : proof.verdict;

test.each<[string, string | undefined, readonly Rule[]]>([
  [
    'a rule before it allows',
    'Move rule `r1` before `r0`, or leave these countries out of `r0`.',
    [{ is: path('/health'), action: 'Allow' }, { is: from('KP') }],
  ],
  ['the rule only counts', 'Set the action of rule `r0` to Block.', [{ is: from('KP'), action: 'Count' }]],
  [
    'there is none',
    'Add a rule that blocks these countries, before every rule that allows.',
    [{ is: from('US') }],
  ],
  [
    'the rule has an exception',
    'Widen rule `r0` to every request from these countries, or add a rule that blocks them without further conditions.',
    [{ is: and(from('KP'), not(path('/health'))) }],
  ],
  [
    'the rule reads a header that is absent',
    'Block these countries by the source address of requests as well: AWS WAF leaves out a rule whose header is absent.',
    [{ is: { GeoMatchStatement: { CountryCodes: ['KP'], ...forwarded('x-client') } } }],
  ],
  [
    'a label is spelt in another case',
    'Have rule `r1` look for the label as it is added.',
    [{ is: and(from('KP'), path('/')), action: 'Count', labels: ['geo:bad'] }, { is: label('Geo:Bad') }],
  ],
])('of a geo block: %s', (_, fix, rules) => {
  expect(fixOf(proveGeoBlock(aclOf(...rules), { countries: ['KP'] }))).toBe(fix);
});

describe('what mends a rate that is not limited is named where it is one thing', () => {
  const rate = (more: object = {}) => ({
    RateBasedStatement: { Limit: 2000, AggregateKeyType: 'IP', EvaluationWindowSec: 300, ...more },
  });

  test.each<[string, string | undefined, readonly Rule[]]>([
    [
      'a rule before it allows',
      'Move rule `r1` before `r0`, or do not allow what matches `r0`.',
      [{ is: path('/health'), action: 'Allow' }, { is: rate() }],
    ],
    ['the rule only counts', 'Set the action of rule `r0` to Block.', [{ is: rate(), action: 'Count' }]],
    [
      'the limit is too high',
      'Have rule `r0` block every client address above 2000 requests in 300 s.',
      [{ is: rate({ Limit: 5000 }) }],
    ],
    [
      'its scope is too small',
      'Widen its scope-down statement to all requests, or add a rate-based rule without one.',
      [{ is: rate({ ScopeDownStatement: path('/login') }) }],
    ],
    [
      'there is none',
      'Add a rate-based rule that blocks every client address above 2000 requests in 300 s, before every rule that allows.',
      [{ is: from('US') }],
    ],
  ])('of a rate limit: %s', (_, fix, rules) => {
    expect(fixOf(proveRateLimit(aclOf(...rules), { requests: 2000, seconds: 300 }))).toBe(fix);
  });
});
