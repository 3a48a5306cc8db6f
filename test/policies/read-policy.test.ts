import { describe, expect, test } from '@jest/globals';
import { readPolicy } from '../../src/policies/read-policy.ts';
import { catalogue, validate } from './catalogue.ts';

const now = new Date('2026-11-24T12:00:00Z');
const read = (text: string, file = 'p.jsonc') =>
  readPolicy({ file, text, sha256: 'abc' }, { catalogue, validate, now });

const policy = (more: object) =>
  JSON.stringify({
    version: 1,
    id: 'p',
    title: 'P',
    components: { waf: { type: 'AWS::WAFv2::WebACL' } },
    ...more,
  });
const component = (more: object, others: object = {}) => policy({ components: { it: more, ...others } });
const service = (rules: object, others?: object) => component({ type: 'AWS::ECS::Service', rules }, others);
const webAcl = (rules: object) => component({ type: 'AWS::WAFv2::WebACL', rules });
const edge = { edge: { type: 'AWS::ElasticLoadBalancingV2::LoadBalancer' } };
const exception = (more: object, ...others: readonly object[]) =>
  policy({ exceptions: [{ ...sound, ...more }, ...others] });
const sound = {
  id: 'EX-1',
  component: 'waf',
  check: 'count',
  reason: 'Long enough a reason',
  approvedBy: 'cto',
  expires: '2027-01-31',
};

/** A policy with one mistake, and its message. */
const wrong: readonly (readonly [text: string, message: string])[] = [
  [policy({ version: 2 }), '"version" must be 1, not 2'],
  [
    policy({ id: 'My Policy' }),
    '"id" must be lower-case letters, digits and single hyphens, such as "web-platform", not "My Policy"',
  ],
  [policy({ id: 'p'.repeat(201) }), `"id" must be at most 200 characters long, not "${'p'.repeat(56)}…"`],
  [
    policy({ version: 9 }).replace('9', '1e999'),
    '"version" must be 1, not a number larger than any program keeps',
  ],
  [policy({ titel: 'x', title: undefined }), 'a policy has no "titel"; did you mean "title"?'],
  [policy({ title: '' }), '"title" must not be empty'],
  [policy({ title: undefined }), 'a policy needs "title": what people call it'],
  [
    policy({ severity: 'hihg' }),
    '"severity" must be one of low, medium, high, critical, not "hihg"; did you mean "high"?',
  ],
  [policy({ components: {} }), '"components" must hold at least 1'],
  [
    policy({ components: [] }),
    '"components" must be an object with a component under each name of your own, not an empty list',
  ],
  [policy({ owner: { taem: 'a' } }), '"owner" has no "taem"; did you mean "team"?'],
  [policy({ owner: {} }), '"owner" needs "team": the team that answers for it'],
  [
    policy({ scope: { accounts: ['1234'] } }),
    'item 1 of "accounts" must be 12 digits in quotes, such as "111122223333", not "1234"',
  ],
  [
    policy({ scope: { accounts: [111122223333] } }),
    'item 1 of "accounts" must be 12 digits in quotes, such as "111122223333", not 111122223333; write "111122223333"',
  ],
  [
    policy({ scope: { regions: ['Frankfurt'] } }),
    'item 1 of "regions" must be a region such as "sa-east-1", not "Frankfurt"',
  ],
  [
    component({}),
    'component "it" needs "type", one of AWS::ECS::Service, AWS::ElasticLoadBalancingV2::LoadBalancer, AWS::WAFv2::WebACL',
  ],
  [
    component({ type: 'AWS::ECS::Servce' }),
    '"type" must be one of AWS::ECS::Service, AWS::ElasticLoadBalancingV2::LoadBalancer, AWS::WAFv2::WebACL, not "AWS::ECS::Servce"; did you mean "AWS::ECS::Service"?',
  ],
  [component({ type: 'AWS::WAFv2::WebACL', rule: {} }), 'a component has no "rule"; did you mean "rules"?'],
  [
    policy({ components: { Web_App: { type: 'AWS::WAFv2::WebACL' } } }),
    'component name "Web_App" must be lower-case letters, digits and single hyphens, such as "web-platform"',
  ],
  [
    component({ type: 'AWS::ECS::Service', select: { clster: 'a' } }),
    'AWS::ECS::Service has no selector "clster"; did you mean "cluster"?',
  ],
  [
    component({ ...edge.edge, select: { scheme: 'public' } }),
    '"scheme" must be one of internal, internet-facing, not "public"; did you mean "internet-facing"?',
  ],
  [
    component({ ...edge.edge, select: { scheme: ['public'] } }),
    'item 1 of "scheme" must be one of internal, internet-facing, not "public"; did you mean "internet-facing"?',
  ],
  [
    component({ type: 'AWS::WAFv2::WebACL', count: 'some' }),
    '"count" must be a whole number, "any", or { "min": …, "max": … }, not "some"; write { "min": 1 }',
  ],
  [component({ type: 'AWS::WAFv2::WebACL', count: -1 }), '"count" must be at least 0, not -1'],
  [
    component({ type: 'AWS::WAFv2::WebACL', count: 1.5 }),
    '"count" must be a whole number, "any", or { "min": …, "max": … }, not 1.5',
  ],
  [
    component({ type: 'AWS::WAFv2::WebACL', count: { min: 3, max: 2 } }),
    '"max" must be at least "min", which is 3, not 2',
  ],
  [
    service({ autoscalling: true }),
    'AWS::ECS::Service has no rule "autoscalling"; did you mean "autoscaling"?',
  ],
  [
    service({ 'https-only': true }),
    'AWS::ECS::Service has no rule "https-only"; it is a rule of AWS::ElasticLoadBalancingV2::LoadBalancer; there are: autoscaling, behind, fargate',
  ],
  [
    service({ fargate: false }),
    '"fargate" must be true, or an object of its parameters, not false; leave it out where it is not required',
  ],
  [service({ autoscaling: { max: '2' } }), '"max" must be an integer, not "2"; write 2'],
  [service({ autoscaling: { mn: 2 } }), 'rule autoscaling has no parameter "mn"; did you mean "min"?'],
  [service({ autoscaling: { min: 5, max: 4 } }), '"max" must be at least "min", which is 5, not 4'],
  [service({ autoscaling: { min: 11 } }), '"max" must be at least "min", which is 11, not 10'],
  [
    service({ behind: true }, edge),
    '"behind" must be the name of a component of type AWS::ElasticLoadBalancingV2::LoadBalancer, not true',
  ],
  [
    service({ behind: 'edgee' }, edge),
    'component "it" is behind "edgee", which is no component here; did you mean "edge"?',
  ],
  [
    service({ behind: { loadBalancer: 'gate' } }, edge),
    'component "it" is behind "gate", which is no component here; there are, of type AWS::ElasticLoadBalancingV2::LoadBalancer: edge',
  ],
  [
    service({ behind: 'edge' }),
    'component "it" is behind "edge", which is no component here; add one of type AWS::ElasticLoadBalancingV2::LoadBalancer',
  ],
  [
    service({ behind: 'it' }),
    'component "it" is behind "it", which is of type AWS::ECS::Service; it must be of type AWS::ElasticLoadBalancingV2::LoadBalancer',
  ],
  [
    service({ behind: 'toString' }, edge),
    'component "it" is behind "toString", which is no component here; there are, of type AWS::ElasticLoadBalancingV2::LoadBalancer: edge',
  ],
  [webAcl({ 'rate-limit': {} }), 'rule rate-limit needs "requests": requests in a window'],
  [
    webAcl({ 'rate-limit': true }),
    '"rate-limit" must be a whole number (requests), or an object of its parameters, not true',
  ],
  [webAcl({ 'rate-limit': { requests: 5 } }), '"requests" must be at least 10, not 5'],
  [
    webAcl({ 'geo-block': true }),
    '"geo-block" must be a list (countries), or an object of its parameters, not true',
  ],
  [webAcl({ 'geo-block': ['KP', 'KP'] }), '"geo-block" holds "KP" twice; remove one of them'],
  [
    component({ type: 'AWS::WAFv2::WebACL', expect: { capacity: 2 } }),
    '"capacity" of AWS::WAFv2::WebACL is no property of it; did you mean "Capacity"?',
  ],
  [
    component({ type: 'AWS::WAFv2::WebACL', expect: { Capacity: { atleast: 2 } } }),
    '"Capacity" has no comparison "atleast"; did you mean "atLeast"?',
  ],
  [
    component({ type: 'AWS::WAFv2::WebACL', expect: { Capcaity: 2 } }),
    '"Capcaity" of AWS::WAFv2::WebACL is no property of it; did you mean "Capacity"?',
  ],
  [
    component({ type: 'AWS::WAFv2::WebACL', expect: { State: 'on' } }),
    '"State" of AWS::WAFv2::WebACL is no property of it; did you mean "Live.State"?',
  ],
  [
    component({ type: 'AWS::WAFv2::WebACL', expect: { Nonsense: 1 } }),
    '"Nonsense" of AWS::WAFv2::WebACL is no property of it; `plumbline types WebACL` lists them',
  ],
  [
    component({ type: 'AWS::WAFv2::WebACL', expect: { Logs: [] } }),
    '"Logs" of AWS::WAFv2::WebACL is shown by wafv2:GetLoggingConfiguration, which no collector asks',
  ],
  [
    component({ type: 'AWS::WAFv2::WebACL', expect: { Secret: 'a' } }),
    '"Secret" of AWS::WAFv2::WebACL cannot be expected: AWS never shows it',
  ],
  [
    component({ type: 'AWS::WAFv2::WebACL', expect: { Once: 'a' } }),
    '"Once" of AWS::WAFv2::WebACL is set in CloudFormation, and no answer of AWS that is asked for shows it',
  ],
  [
    component({ type: 'AWS::WAFv2::WebACL', expect: { 'Rules.Name': 'a' } }),
    '"Rules.Name" of AWS::WAFv2::WebACL leads into a list: write "Rules": { "every": { "Name": … } }, or "any", or "none"',
  ],
  [
    component({ type: 'AWS::WAFv2::WebACL', expect: { Rules: { every: { Nam: 'a' } } } }),
    '"Rules" has no "Nam"; did you mean "Name"?',
  ],
  [
    component({ type: 'AWS::WAFv2::WebACL', expect: { Capacity: '2' } }),
    '"Capacity" must be a whole number, not "2"; write 2',
  ],
  [
    component({ type: 'AWS::WAFv2::WebACL', expect: { Name: 16.4 } }),
    '"Name" must be text, not 16.4; write "16.4"',
  ],
  [
    component({ type: 'AWS::WAFv2::WebACL', expect: { ManagedByFirewallManager: { not: 'true' } } }),
    '"ManagedByFirewallManager" must be true or false, not "true"; write true',
  ],
  [
    component({ type: 'AWS::WAFv2::WebACL', expect: { Scope: 'REGIONALE' } }),
    '"Scope" is never "REGIONALE"; did you mean "REGIONAL"?',
  ],
  [
    component({ type: 'AWS::WAFv2::WebACL', expect: { Scope: ['REGIONAL', 'GLOBAL'] } }),
    '"Scope" is never "GLOBAL"; did you mean "CLOUDFRONT"?',
  ],
  [
    component({ type: 'AWS::WAFv2::WebACL', expect: { Scope: { atLeast: 2 } } }),
    '"atLeast" compares no text; "Scope" is text, compared by not, oneOf, exactly, atLeastVersion',
  ],
  [
    component({ type: 'AWS::WAFv2::WebACL', expect: { Name: null } }),
    '"Name" is never null: it must be text',
  ],
  [
    exception({ component: 'waff' }),
    'exception EX-1 excepts "waff", which is no component here; did you mean "waf"?',
  ],
  [
    exception({ check: 'cuont' }),
    'exception EX-1 excepts "cuont", which is no check of "waf"; did you mean "count"?',
  ],
  [exception({ reason: 'short' }), '"reason" must be at least 10 characters long, not "short"'],
  [exception({ approvedBy: undefined }), 'exception EX-1 needs "approvedBy": who accepted it'],
  [exception({ expires: 'tomorrow' }), '"expires" must be a date such as "2027-01-31", not "tomorrow"'],
  [
    exception({ expires: '2027-02-30' }),
    '"expires" must be a day of the calendar such as "2027-01-31", not "2027-02-30"',
  ],
  [exception({}, sound), 'exception id "EX-1" is taken by an exception above; give it one of its own'],
  [policy({ exceptions: [7] }), 'item 1 of "exceptions" must be an object, not 7'],
  ['7', 'a policy must be an object, not 7'],
  ['', 'the file is empty; a policy is an object'],
];

test.each(wrong)('one mistake is one message: %s', (text, message) => {
  const { mistakes, policy } = read(text);
  expect(mistakes.map((mistake) => mistake.message)).toEqual([message]);
  expect(policy).toBeUndefined();
});

describe('what is no JSON', () => {
  const found = (text: string, file: string) =>
    read(text, file).mistakes.map(({ line, column, message }) => `${line}:${column} ${message}`);

  test('comments and trailing commas belong into .jsonc', () => {
    const text = policy({}).replace('{', '{ // why\n').replace(/}$/, ',}');
    expect(found(text, 'p.jsonc')).toEqual([]);
    expect(found(text, 'p.json')).toEqual([
      '1:3 JSON has no comments; remove it, or name the file .jsonc',
      '2:84 JSON has no comma after the last item; remove it, or name the file .jsonc',
    ]);
  });

  test('a key that stands twice', () => {
    expect(found(policy({}).replace('"title"', '"title": "A",\n"title"'), 'p.json')).toEqual([
      '2:1 "title" stands twice here, first on line 1; remove one of them',
    ]);
  });

  test('a missing comma, and what is wrong besides', () => {
    expect(found(policy({ version: 2 }).replace(',"title"', '\n"title"'), 'p.json')).toEqual([
      '1:12 "version" must be 1, not 2',
      '1:21 a comma is missing after this',
    ]);
  });

  test('a file that ends too early', () => {
    expect(found('{"components": {', 'p.json')).toEqual([
      '1:17 here must be a closing }, not the end of the file',
    ]);
  });
});

test('what a rule finds wrong has its place too', () => {
  const text = policy({
    components: { waf: { type: 'AWS::WAFv2::WebACL', rules: { 'geo-block': ['KP', 'ZZ'] } } },
  });
  const [mistake] = read(text).mistakes;
  expect(mistake?.message).toBe('ZZ is no country');
  expect(text.slice((mistake?.column ?? 0) - 1).slice(0, mistake?.length)).toBe('"ZZ"');
});

test('an exception holds through its last day, and its end does not unmake the policy', () => {
  expect(read(exception({ expires: '2026-11-24' })).expired).toEqual([]);
  const { policy, mistakes, expired } = read(exception({ expires: '2026-11-23' }));
  expect(mistakes).toEqual([]);
  expect(policy?.exceptions.map(({ id }) => id)).toEqual(['EX-1']);
  expect(expired.map(({ message }) => message)).toEqual([
    'exception EX-1 expired on 2026-11-23; renew it with a new approval or remove it',
  ]);
});

test('an exception may name a rule, the count, or an expectation; not a rule that is left out', () => {
  const components = {
    waf: {
      type: 'AWS::WAFv2::WebACL',
      rules: { 'geo-block': ['KP'], 'rate-limit': { requests: 20, enabled: false } },
      expect: { Capacity: 3 },
    },
  };
  const messages = ['geo-block', 'count', 'expect.Capacity', 'rate-limit'].map((check) =>
    read(policy({ components, exceptions: [{ ...sound, check }] })).mistakes.map(({ message }) => message),
  );
  const hint = 'there are: count, expect.Capacity, geo-block';
  expect(messages).toEqual([
    [],
    [],
    [],
    [`exception EX-1 excepts "rate-limit", which is no check of "waf"; ${hint}`],
  ]);
});

test('a sound policy: shorthand resolved, defaults left to the rule, what is left out left out', () => {
  const components = {
    services: {
      type: 'AWS::ECS::Service',
      because: 'Peaks',
      select: { cluster: ['a', 'b'] },
      count: 'any',
      rules: { fargate: true, behind: 'edge', autoscaling: { min: 3, severity: 'low', satisfies: ['A'] } },
    },
    edge: { ...edge.edge, count: 2, severity: 'low', rules: { 'https-only': { enabled: false } } },
    firewall: {
      type: 'AWS::WAFv2::WebACL',
      count: { max: 3 },
      rules: { 'rate-limit': 100, 'geo-block': ['KP'] },
      expect: { Capacity: { atMost: 1500 } },
    },
  };
  const nothing = { satisfies: [], select: {}, expect: {}, rules: [] };
  const rule = (name: string, params: object, more: object = {}) => ({
    rule: name,
    params,
    satisfies: [],
    ...more,
  });
  expect(read(policy({ components, owner: { team: 'a' } })).policy).toEqual({
    id: 'p',
    text: policy({ components, owner: { team: 'a' } }),
    title: 'P',
    owner: { team: 'a' },
    scope: {},
    exceptions: [],
    file: 'p.jsonc',
    sha256: 'abc',
    lines: expect.anything(),
    components: [
      {
        ...nothing,
        name: 'services',
        type: 'AWS::ECS::Service',
        because: 'Peaks',
        select: { cluster: ['a', 'b'] },
        count: { min: 0 },
        rules: [
          rule('fargate', {}),
          rule('behind', { loadBalancer: 'edge' }, { reliesOn: ['edge'] }),
          rule('autoscaling', { min: 3 }, { severity: 'low', satisfies: ['A'] }),
        ],
      },
      { ...nothing, name: 'edge', ...edge.edge, severity: 'low', count: { min: 2, max: 2 } },
      {
        ...nothing,
        name: 'firewall',
        type: 'AWS::WAFv2::WebACL',
        count: { min: 0, max: 3 },
        rules: [rule('rate-limit', { requests: 100 }), rule('geo-block', { countries: ['KP'] })],
        expect: { Capacity: { atMost: 1500 } },
      },
    ],
  });
});
