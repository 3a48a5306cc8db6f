import fc from 'fast-check';
import type { IpSet, RuleGroup, WebAclDocument } from '../../src/web-acl/model.ts';
import {
  ACCOUNT,
  acl,
  addresses,
  allOf,
  anyOf,
  arnOf,
  geo,
  geoBy,
  group,
  groupOf,
  ipSet,
  label,
  managed,
  not,
  rate,
} from './acls.ts';

/** `readable` web ACLs hold nothing that is unread or of an unknown kind. */
export interface Taste {
  readonly readable: boolean;
}

export const COUNTRIES = ['KP', 'IR', 'US', 'CA'];
export const HEADERS = ['X-Forwarded-For', 'X-Real-IP'];
export const PATHS = ['/', '/health', '/a', '/ab', '/A', 'a', 'health', '/login.php', '.php'];
export const QUERIES = ['x=1', 'x', 'id=1'];
const KEYS = ['k', 'key'];

const SETS: Readonly<Record<string, readonly string[]>> = {
  empty: [],
  all4: ['0.0.0.0/0'],
  halves: ['0.0.0.0/1', '128.0.0.0/1'],
  all: ['0.0.0.0/0', '::/0'],
  office: ['1.2.3.4/32', '2001:db8:1::/48'],
  net: ['1.2.3.0/24', '10.0.0.0/8'],
};
export const IP_SETS: Record<string, IpSet> = Object.assign(
  {},
  ...Object.entries(SETS).map(([name, blocks]) => addresses(name, ...blocks)),
);

const countryList = fc.subarray(COUNTRIES, { minLength: 1, maxLength: 3 });
const forwarding = fc.record({
  HeaderName: fc.constantFrom(...HEADERS),
  FallbackBehavior: fc.constantFrom('MATCH', 'NO_MATCH'),
});
const geoMatch = countryList.map((codes) => geo(...codes));
const geoForwarded = fc
  .tuple(forwarding, countryList)
  .map(([{ HeaderName, FallbackBehavior }, codes]) => geoBy(HeaderName, FallbackBehavior, ...codes));

const position = fc.constantFrom('EXACTLY', 'STARTS_WITH', 'ENDS_WITH', 'CONTAINS', 'CONTAINS_WORD');
const transformations = fc.oneof(
  { weight: 6, arbitrary: fc.constant(['NONE']) },
  { weight: 2, arbitrary: fc.constant(['LOWERCASE']) },
  { weight: 1, arbitrary: fc.constant(['URL_DECODE', 'LOWERCASE']) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(['NORMALIZE_PATH'], ['HTML_ENTITY_DECODE'], ['COMPRESS_WHITE_SPACE']),
  },
);
const field = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      FieldToMatch: fc.constant({ UriPath: {} }),
      SearchString: fc.constantFrom(...PATHS),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      FieldToMatch: fc.constant({ QueryString: {} }),
      SearchString: fc.constantFrom(...QUERIES),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      FieldToMatch: fc.constant({ Method: {} }),
      SearchString: fc.constantFrom('GET', 'POST', 'P'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      FieldToMatch: fc.constantFrom(
        { SingleHeader: { Name: 'X-Api-Key' } },
        { SingleHeader: { Name: 'x-other' } },
      ),
      SearchString: fc.constantFrom(...KEYS),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      FieldToMatch: fc.constant({ SingleQueryArgument: { Name: 'id' } }),
      SearchString: fc.constantFrom('1', '2'),
    }),
  },
);

const withTransformations = (types: readonly string[]) => ({
  TextTransformations: types.map((Type, Priority) => ({ Priority, Type })),
});
const byteMatch = fc.tuple(field, position, transformations).map(([of, PositionalConstraint, types]) => ({
  ByteMatchStatement: { ...of, PositionalConstraint, ...withTransformations(types) },
}));
const regexMatch = fc
  .tuple(field, fc.constantFrom('^/a', 'a|h', '^/\\w+$', '(?i)^/HEALTH', '[0-9]{1,2}', '^$'), transformations)
  .map(([{ FieldToMatch }, RegexString, types]) => ({
    RegexMatchStatement: { FieldToMatch, RegexString, ...withTransformations(types) },
  }));
const body = fc
  .constantFrom('CONTINUE', 'MATCH', 'NO_MATCH')
  .map((OversizeHandling) => ({ Body: { OversizeHandling } }));
const size = fc
  .record({
    FieldToMatch: fc.oneof<fc.Arbitrary<object>[]>(
      field.map((each) => each.FieldToMatch),
      body,
    ),
    ComparisonOperator: fc.constantFrom('EQ', 'NE', 'LE', 'LT', 'GE', 'GT'),
    Size: fc.constantFrom(0, 1, 2, 7, 8192),
    TextTransformations: fc.constant([{ Priority: 0, Type: 'NONE' }]),
  })
  .map((SizeConstraintStatement) => ({ SizeConstraintStatement }));
const secret = fc.constantFrom('QueryString', 'UriPath').map((name) => ({
  SqliMatchStatement: { FieldToMatch: { [name]: {} }, TextTransformations: [{ Priority: 0, Type: 'NONE' }] },
}));

const peerSet = fc.constantFrom(...Object.keys(SETS)).map((name) => ipSet(arnOf('ipset', name)));
const forwardedSet = fc
  .tuple(fc.constantFrom(...Object.keys(SETS)), forwarding, fc.constantFrom('FIRST', 'LAST', 'ANY'))
  .map(([name, config, Position]) => ({
    IPSetReferenceStatement: {
      ARN: arnOf('ipset', name),
      IPSetForwardedIPConfig: { ...config, Position },
    },
  }));

const LABELS = ['bad', 'ns:bad', 'good'];
const labelMatch = fc.oneof(
  fc.constantFrom(...LABELS).map((key) => label(key)),
  fc
    .constantFrom('rulegroup:one', 'rulegroup:two', 'webacl:acl')
    .chain((space) => fc.constantFrom(...LABELS).map((key) => label(`awswaf:${ACCOUNT}:${space}:${key}`))),
  fc.constantFrom(...COUNTRIES).map((code) => label(`awswaf:clientip:geo:country:${code}`)),
  fc.constantFrom(...COUNTRIES).map((code) => label(`awswaf:forwardedip:geo:country:${code}`)),
  fc.constantFrom('ns', 'ns:', 'awswaf:clientip:geo:country:').map((key) => label(key, 'NAMESPACE')),
  fc.constantFrom('awswaf:clientip:geo:region:US-CA', 'awswaf:managed:aws:crs:x').map((key) => label(key)),
);

function leaf({ readable }: Taste): fc.Arbitrary<object> {
  const known = [
    { weight: 8, arbitrary: geoMatch },
    { weight: 1, arbitrary: geoForwarded },
    { weight: 6, arbitrary: byteMatch },
    { weight: 1, arbitrary: regexMatch },
    { weight: 1, arbitrary: size },
    { weight: 1, arbitrary: secret },
    { weight: 2, arbitrary: peerSet },
    { weight: 1, arbitrary: forwardedSet },
    { weight: 3, arbitrary: labelMatch },
  ];
  const strange = fc.constantFrom<object[]>({}, { NewStatement: {} }, ipSet(arnOf('ipset', 'unread')));
  return fc.oneof(...known, ...(readable ? [] : [{ weight: 1, arbitrary: strange }]));
}

function statement(taste: Taste): fc.Arbitrary<object> {
  return fc.letrec<{ tree: object }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small', maxDepth: 3 },
      { weight: 4, arbitrary: leaf(taste) },
      { weight: 1, arbitrary: tie('tree').map(not) },
      {
        weight: 1,
        arbitrary: fc.array(tie('tree'), { minLength: 2, maxLength: 3 }).map((of) => allOf(...of)),
      },
      {
        weight: 1,
        arbitrary: fc.array(tie('tree'), { minLength: 2, maxLength: 3 }).map((of) => anyOf(...of)),
      },
    ),
  })).tree;
}

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
  return fc.oneof(...known, ...(readable ? [] : [{ weight: 1, arbitrary: fc.constant({}) }]));
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
  const names = taste.readable ? ['crs'] : ['crs', 'unread'];
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
    })
    .map(({ rules, pre, post, one, two, DefaultAction }) => ({
      WebACL: acl(numbered(rules, 'r'), {
        DefaultAction,
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
        'Other/crs': [{ Name: 'c', Action: { Block: {} } }],
        'Other/unread': null,
      },
    }));
}
