import { expect, test } from '@jest/globals';
import collector from '../../src/collectors/listener.ts';
import type { Resource } from '../../src/model/resource.ts';
import { Refused } from '../../src/model/unseen.ts';
import { collectAll, type Exchange, replayPlace } from '../support/replay.ts';

const sweep = (...balancers: readonly [arn: string, type: string][]): Exchange => ({
  operation: 'elasticloadbalancing:DescribeLoadBalancers',
  input: { PageSize: 400 },
  output: {
    LoadBalancers: balancers.map(([LoadBalancerArn, Type]) => ({
      LoadBalancerArn,
      LoadBalancerName: 'kiosk',
      Type,
      IpAddressType: 'ipv4',
    })),
  },
});
const listeners = (LoadBalancerArn: string, answer: Partial<Exchange>): Exchange => ({
  operation: 'elasticloadbalancing:DescribeListeners',
  input: { LoadBalancerArn, PageSize: 400 },
  ...answer,
});
const rules = (answer: Partial<Exchange>): Exchange => ({
  operation: 'elasticloadbalancing:DescribeRules',
  input: { ListenerArn: 'listener-443', PageSize: 400 },
  ...answer,
});
const forward = { Type: 'forward', TargetGroupArn: 'group-1', Order: 1 };
const https = {
  ListenerArn: 'listener-443',
  LoadBalancerArn: 'lb',
  Port: 443,
  Protocol: 'HTTPS',
  SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
  Certificates: [{ CertificateArn: 'arn:aws:acm:::certificate/1' }],
  DefaultActions: [forward],
};
const known = [sweep(['lb', 'application']), listeners('lb', { output: { Listeners: [https] } })];
const rulesOf = (found: Resource | undefined) =>
  (found as Resource<'AWS::ElasticLoadBalancingV2::Listener'>).properties.Live.Rules;

test('a forward says where to in one way, whichever AWS chose', async () => {
  const [found] = await collectAll(collector, replayPlace(known));
  expect(found).toMatchObject({ id: 'listener-443', name: 'kiosk:443' });
  expect(found?.properties).toEqual({
    LoadBalancerArn: 'lb',
    Port: 443,
    Protocol: 'HTTPS',
    SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
    Certificates: https.Certificates,
    DefaultActions: [
      { ...forward, ForwardConfig: { TargetGroups: [{ TargetGroupArn: 'group-1', Weight: 1 }] } },
    ],
    Live: { LoadBalancerName: 'kiosk', LoadBalancerType: 'application' },
  });
});

test('a forward keeps what holds clients to one target group', async () => {
  const ForwardConfig = {
    TargetGroups: [{ TargetGroupArn: 'group-1', Weight: 1 }],
    TargetGroupStickinessConfig: { Enabled: true, DurationSeconds: 60 },
  };
  const sticky = { ...https, DefaultActions: [{ ...forward, ForwardConfig }] };
  const place = replayPlace([
    sweep(['lb', 'application']),
    listeners('lb', { output: { Listeners: [sticky] } }),
  ]);
  const [found] = await collectAll(collector, place);
  expect(found?.properties).toMatchObject({ DefaultActions: [{ ForwardConfig }] });
});

test('a plain listener has no security policy, though an emulator gives it one', async () => {
  const plain = { ...https, Protocol: 'HTTP' };
  const place = replayPlace([
    sweep(['lb', 'application']),
    listeners('lb', { output: { Listeners: [plain] } }),
  ]);
  const [found] = await collectAll(collector, place);
  expect(found?.properties).toMatchObject({ SslPolicy: undefined });
});

test('rules come in the order they are tried, with the default rule last', async () => {
  const path = { Field: 'path-pattern', Values: ['/a'], PathPatternConfig: { Values: ['/a'] } };
  const query = {
    Field: 'query-string',
    QueryStringConfig: { Values: [{ Key: 'v', Value: '2' }, { Value: 'x' }] },
  };
  const Rules = [
    { RuleArn: 'r', Priority: 'default', IsDefault: true, Conditions: [], Actions: [forward] },
    {
      RuleArn: 'r10',
      Priority: '10',
      IsDefault: false,
      Conditions: [query],
      Actions: [{ Type: 'fixed-response' }],
    },
    { RuleArn: 'r9', Priority: '9', IsDefault: false, Conditions: [path], Actions: [forward] },
  ];
  const place = replayPlace([...known, rules({ output: { Rules } })]);
  const [found] = await collectAll(collector, place, ['Live.Rules']);
  expect(rulesOf(found)).toMatchObject([
    { Priority: 9, Conditions: [{ Field: 'path-pattern', Values: ['/a'], RegexValues: [] }] },
    {
      Priority: 10,
      Conditions: [
        {
          Field: 'query-string',
          QueryStrings: [
            { Key: 'v', Value: '2' },
            { Key: undefined, Value: 'x' },
          ],
        },
      ],
    },
    { Priority: 'default', IsDefault: true },
  ]);
});

test('weights stay, and regular expressions', async () => {
  const Rules = [
    {
      Priority: '1',
      IsDefault: false,
      Conditions: [{ Field: 'host-header', HostHeaderConfig: { RegexValues: ['^a'] } }],
      Actions: [
        {
          Type: 'forward',
          TargetGroupArn: 'ignored',
          ForwardConfig: {
            TargetGroups: [
              { TargetGroupArn: 'a', Weight: 0 },
              { TargetGroupArn: 'b', Weight: 1 },
            ],
          },
        },
      ],
    },
    { Priority: 'default', IsDefault: true, Conditions: [], Actions: [forward] },
  ];
  const [found] = await collectAll(collector, replayPlace([...known, rules({ output: { Rules } })]), [
    'Live.Rules',
  ]);
  const [first] = rulesOf(found) ?? [];
  expect(first?.Conditions).toEqual([{ Field: 'host-header', Values: [], RegexValues: ['^a'] }]);
  expect(first?.Actions[0]?.ForwardConfig?.TargetGroups).toEqual([
    { TargetGroupArn: 'a', Weight: 0 },
    { TargetGroupArn: 'b', Weight: 1 },
  ]);
});

test('a target group without its weight among several is unread', async () => {
  const TargetGroups = [{ TargetGroupArn: 'a', Weight: 0 }, { TargetGroupArn: 'b' }];
  const Actions = [{ Type: 'forward', ForwardConfig: { TargetGroups } }];
  const Rules = [{ Priority: 'default', IsDefault: true, Conditions: [], Actions }];
  const place = replayPlace([...known, rules({ output: { Rules } })]);
  const [found] = await collectAll(collector, place, ['Live.Rules']);
  const message = 'the answer lacks the weight of a target group';
  expect(found?.gaps).toMatchObject([{ property: 'Live.Rules', message }]);
});

test.each([
  ['no condition at all', {}],
  ['a condition without a value', { Conditions: [{ Field: 'path-pattern' }] }],
  [
    'addresses of a family nobody knows',
    { Conditions: [{ Field: 'source-ip', SourceIpConfig: { IpAddressType: 'ipv8' } }] },
  ],
])('a rule with %s is not taken for one that takes every request, or none', async (_, conditions) => {
  const Rules = [
    { Priority: '1', IsDefault: false, Actions: [forward], ...conditions },
    { Priority: 'default', IsDefault: true, Conditions: [], Actions: [forward] },
  ];
  const place = replayPlace([...known, rules({ output: { Rules } })]);
  const [found] = await collectAll(collector, place, ['Live.Rules']);
  const message = 'the answer lacks a condition of a rule, or what it compares with';
  expect(found?.gaps).toMatchObject([{ property: 'Live.Rules', message }]);
});

test.each([
  ['does nothing', []],
  ['does what the answer leaves out', [{}]],
  ['forwards nowhere', [{ Type: 'forward' }]],
])('a rule that %s is unread', async (_, Actions) => {
  const Rules = [{ Priority: 'default', IsDefault: true, Conditions: [], Actions }];
  const place = replayPlace([...known, rules({ output: { Rules } })]);
  const [found] = await collectAll(collector, place, ['Live.Rules']);
  const message = 'the answer does not say what a rule does';
  expect(found?.gaps).toMatchObject([{ property: 'Live.Rules', message }]);
});

test('a listener of a network load balancer has its default rule, without a question', async () => {
  const place = replayPlace([
    sweep(['lb', 'network']),
    listeners('lb', { output: { Listeners: [{ ...https, Protocol: 'TLS' }] } }),
  ]);
  const [found] = await collectAll(collector, place, ['Live.Rules']);
  expect(rulesOf(found)).toMatchObject([{ Priority: 'default', IsDefault: true, Conditions: [] }]);
});

test('rules of a network load balancer with both kinds of addresses are asked for: they go by the family', async () => {
  const Rules = [
    {
      Priority: '1',
      IsDefault: false,
      Conditions: [{ Field: 'source-ip', SourceIpConfig: { IpAddressType: 'ipv6' } }],
      Actions: [forward],
    },
    { Priority: 'default', IsDefault: true, Conditions: [], Actions: [forward] },
  ];
  const nlb = {
    LoadBalancerArn: 'lb',
    LoadBalancerName: 'kiosk',
    Type: 'network',
    IpAddressType: 'dualstack',
  };
  const place = replayPlace([
    { ...sweep(), output: { LoadBalancers: [nlb] } },
    listeners('lb', { output: { Listeners: [{ ...https, Protocol: 'TLS' }] } }),
    rules({ output: { Rules } }),
  ]);
  const [found] = await collectAll(collector, place, ['Live.Rules']);
  expect(rulesOf(found)?.[0]?.Conditions).toEqual([
    { Field: 'source-ip', Values: ['::/0'], RegexValues: [] },
  ]);
});

test.each([
  ['no rule at all', []],
  ['no default rule', [{ Priority: '1', IsDefault: false, Conditions: [], Actions: [forward] }]],
  [
    'a rule without a number',
    [
      { Priority: 'first', IsDefault: false, Actions: [forward] },
      { Priority: 'default', IsDefault: true, Actions: [forward] },
    ],
  ],
  [
    'a rule that tells no priority',
    [
      { IsDefault: false, Actions: [forward] },
      { Priority: 'default', IsDefault: true, Actions: [forward] },
    ],
  ],
])('an answer with %s is not read', async (_, Rules) => {
  const place = replayPlace([...known, rules({ output: { Rules } })]);
  const [found] = await collectAll(collector, place, ['Live.Rules']);
  expect(found?.gaps).toMatchObject([{ property: 'Live.Rules', reason: 'UnreadableAnswer' }]);
});

const policies = (answer: Partial<Exchange>): Exchange => ({
  operation: 'elasticloadbalancing:DescribeSSLPolicies',
  input: { PageSize: 400 },
  ...answer,
});

test.each([
  ['what its security policy speaks', https.SslPolicy, ['TLSv1.2', 'TLSv1.3']],
  ['nothing of a policy that AWS does not list', 'another', undefined],
])('tells %s', async (_, Name, expected) => {
  const SslPolicies = [{ Name, SslProtocols: ['TLSv1.2', 'TLSv1.3'] }];
  const place = replayPlace([...known, policies({ output: { SslPolicies } })]);
  const [found] = await collectAll(collector, place, ['Live.SslProtocols']);
  expect(found?.gaps).toEqual([]);
  expect(found?.properties).toMatchObject({ Live: { SslProtocols: expected } });
});

test('asks for no security policies where no listener has one', async () => {
  const place = replayPlace([
    sweep(['lb', 'application']),
    listeners('lb', { output: { Listeners: [{ ...https, Protocol: 'HTTP' }] } }),
  ]);
  const [found] = await collectAll(collector, place, ['Live.SslProtocols']);
  expect(found?.gaps).toEqual([]);
});

test.each([
  ['refused security policies', { refusal: 'AccessDenied' }, 'AccessDenied'],
  ['no security policy at all', { output: { SslPolicies: [] } }, 'UnreadableAnswer'],
])('%s is a gap', async (_, answer, reason) => {
  const place = replayPlace([...known, policies(answer)]);
  const [found] = await collectAll(collector, place, ['Live.SslProtocols']);
  expect(found?.gaps).toMatchObject([{ property: 'Live.SslProtocols', reason }]);
});

test('refused rules are a gap', async () => {
  const place = replayPlace([...known, rules({ refusal: 'AccessDenied' })]);
  const [found] = await collectAll(collector, place, ['Live.Rules']);
  expect(found?.gaps).toMatchObject([{ property: 'Live.Rules', reason: 'AccessDenied' }]);
  expect(() => rulesOf(found)).toThrow('could not read Live.Rules');
});

test('rules without the default one are not all of them: a gap', async () => {
  const only = [{ RuleArn: 'r1', Priority: '1', IsDefault: false, Conditions: [], Actions: [forward] }];
  const place = replayPlace([...known, rules({ output: { Rules: only } })]);
  const [found] = await collectAll(collector, place, ['Live.Rules']);
  expect(found?.gaps).toMatchObject([{ property: 'Live.Rules', reason: 'UnreadableAnswer' }]);
});

test.each<readonly [string, Partial<Exchange>, boolean]>([
  ['is gone', { refusal: 'LoadBalancerNotFoundException' }, true],
  ['is left out', { output: { LoadBalancers: [] } }, true],
  ['is still shown', { output: { LoadBalancers: [{ LoadBalancerArn: 'gone' }] } }, false],
  ['may not be asked about', { refusal: 'AccessDenied' }, false],
])('a load balancer that was not found, and asked about by itself %s', async (_, answer, isNone) => {
  const place = replayPlace([
    sweep(['gone', 'application'], ['lb', 'application']),
    listeners('gone', { refusal: 'LoadBalancerNotFoundException' }),
    listeners('lb', { output: { Listeners: [https] } }),
    {
      ...sweep(),
      input: { LoadBalancerArns: ['gone'] },
      output: undefined,
      again: true,
      ...answer,
    } as Exchange,
  ]);
  const collecting = collectAll(collector, place);
  if (isNone) expect(await collecting).toMatchObject([{ id: 'listener-443' }]);
  else await expect(collecting).rejects.toThrow('LoadBalancerNotFoundException');
});

test('the listeners of one load balancer refused: a blind spot, in which the others are seen', async () => {
  const place = replayPlace([
    sweep(['denied', 'application'], ['lb', 'application']),
    listeners('denied', { refusal: 'AccessDenied' }),
    listeners('lb', { output: { Listeners: [https] } }),
  ]);
  const seen: string[] = [];
  const collecting = async () => {
    for await (const { id } of collector.collect(place, { has: () => false })) seen.push(id);
  };
  await expect(collecting()).rejects.toThrow(Refused);
  expect(seen).toEqual(['listener-443']);
});

test('refused load balancers are a blind spot of their listeners', async () => {
  const { output: _, ...question } = sweep();
  await expect(
    collectAll(collector, replayPlace([{ ...question, refusal: 'AccessDenied' }])),
  ).rejects.toThrow(Refused);
});

test.each([
  ['is not listed any more', { output: { Listeners: [] } }, []],
  ['is gone with its load balancer', { refusal: 'LoadBalancerNotFoundException' }, []],
  ['is listed still', { output: { Listeners: [https] } }, [['Live.Rules']]],
])('a listener whose rules are not found %s', async (_, answer, gaps) => {
  const missing = rules({ refusal: 'ListenerNotFoundException' });
  const place = replayPlace([...known, missing, { ...listeners('lb', answer), again: true }]);
  const found = await collectAll(collector, place, ['Live.Rules']);
  expect(found.map((one) => one.gaps.map(({ property }) => property))).toEqual(gaps);
  expect(place.unasked()).toEqual([]);
});

test('the rules behind a load balancer whose type is not told are unread', async () => {
  const untold = { ...sweep(), output: { LoadBalancers: [{ LoadBalancerArn: 'lb' }] } };
  const [found] = await collectAll(collector, replayPlace([untold, ...known.slice(1)]), ['Live.Rules']);
  expect(found?.gaps).toMatchObject([{ property: 'Live.Rules', message: 'the answer does not say Type' }]);
});
