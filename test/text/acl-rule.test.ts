import { expect, test } from '@jest/globals';
import { searchText } from '../../src/text/acl-rule.ts';
import { valueText } from '../../src/text/value.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const rule = (Statement: object, more: object = { Action: { Block: {} } }) =>
  ({ Name: 'r', Priority: 3, Statement, ...more }) as const;
const arn = (kind: string, name: string) =>
  `arn:aws:wafv2:sa-east-1:111122223333:regional/${kind}/${name}/0f1e`;
const none = [{ Priority: 0, Type: 'NONE' }];
const path = (text: string, TextTransformations: object[] = none) => ({
  ByteMatchStatement: {
    SearchString: base64(text),
    FieldToMatch: { UriPath: {} },
    TextTransformations,
    PositionalConstraint: 'STARTS_WITH',
  },
});
const geo = { GeoMatchStatement: { CountryCodes: ['KP', 'CU'] } };
const header = (SearchString: string) => ({
  ByteMatchStatement: {
    SearchString,
    FieldToMatch: { SingleHeader: { Name: 'x-key' } },
    TextTransformations: none,
    PositionalConstraint: 'EXACTLY',
  },
});

test.each<[string, object]>([
  ['the path starts with "/health"', path('/health')],
  [
    'the path (after LOWERCASE, URL_DECODE) starts with "/a"',
    path('/a', [{ Type: 'LOWERCASE' }, { Type: 'URL_DECODE' }]),
  ],
  [
    'header x-key is (not shown: a request is compared with it)',
    header('(not shown: a request is compared with it)'),
  ],
  ['header x-key is bytes /w==', header('/w==')],
  ['it comes from KP, CU', geo],
  ['its address is in IP set office', { IPSetReferenceStatement: { ARN: arn('ipset', 'office') } }],
  [
    'the address in header x-forwarded-for is in IP set office',
    {
      IPSetReferenceStatement: {
        ARN: arn('ipset', 'office'),
        IPSetForwardedIPConfig: { HeaderName: 'x-forwarded-for' },
      },
    },
  ],
  [
    'it comes from KP, CU and not (the path starts with "/health")',
    { AndStatement: { Statements: [geo, { NotStatement: { Statement: path('/health') } }] } },
  ],
  [
    '(it comes from KP, CU or the path starts with "/a") and it has label x:y',
    {
      AndStatement: {
        Statements: [
          { OrStatement: { Statements: [geo, path('/a')] } },
          { LabelMatchStatement: { Scope: 'LABEL', Key: 'x:y' } },
        ],
      },
    },
  ],
  [
    'more than 2000 come in 300 s by IP, of those where the path starts with "/login"',
    { RateBasedStatement: { Limit: 2000, AggregateKeyType: 'IP', ScopeDownStatement: path('/login') } },
  ],
  [
    'the body has more than 8192 bytes',
    {
      SizeConstraintStatement: {
        FieldToMatch: { Body: { OversizeHandling: 'MATCH' } },
        ComparisonOperator: 'GT',
        Size: 8192,
        TextTransformations: none,
      },
    },
  ],
  [
    'the query string matches "^a+$"',
    {
      RegexMatchStatement: {
        RegexString: '^a+$',
        FieldToMatch: { QueryString: {} },
        TextTransformations: none,
      },
    },
  ],
  ['NewStatement (Depth 1)', { NewStatement: { Depth: 1 } }],
])('a rule is said in words: %s', (words, statement) => {
  expect(valueText(rule(statement))).toBe(`r (priority 3) blocks where ${words}`);
});

test.each<[string, object, object]>([
  ['r (priority 3) allows where it comes from KP, CU', geo, { Action: { Allow: {} } }],
  [
    'r (priority 3) acts by its own rules where rule group AWS AWSManagedRulesCommonRuleSet matches',
    { ManagedRuleGroupStatement: { VendorName: 'AWS', Name: 'AWSManagedRulesCommonRuleSet' } },
    { OverrideAction: { None: {} } },
  ],
  [
    'r (priority 3) only counts where rule group own matches',
    { RuleGroupReferenceStatement: { ARN: arn('rulegroup', 'own') } },
    { OverrideAction: { Count: {} } },
  ],
])('what it does is said: %s', (words, statement, more) => {
  expect(valueText(rule(statement, more))).toBe(words);
});

test('what is no rule is said as anything else', () => {
  expect(valueText({ Name: 'x', Statement: 'y' })).toBe('Name x, Statement y');
});

test.each([
  ['/health', '"/health"'],
  ['é', '"é"'],
  ['a\u0000b', 'bytes YQBi'],
])('the bytes of %j are said as %s', (text, said) => {
  expect(searchText(base64(text))).toBe(said);
});
test('what is not of bytes stays', () => {
  expect(searchText('(not shown)')).toBe('(not shown)');
  expect(searchText(undefined)).toBe('none');
});
