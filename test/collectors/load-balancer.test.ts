import { expect, test } from '@jest/globals';
import collector from '../../src/collectors/load-balancer.ts';
import { Refused } from '../../src/model/unseen.ts';
import { collectAll, type Exchange, replayPlace } from '../support/replay.ts';

const arn = 'arn:aws:elasticloadbalancing:sa-east-1:111122223333:loadbalancer/app/kiosk/50dc';
const webAclArn = 'arn:aws:wafv2:sa-east-1:111122223333:regional/webacl/kiosk-waf/0f1e';
const kiosk = {
  LoadBalancerArn: arn,
  LoadBalancerName: 'kiosk',
  Type: 'application',
  Scheme: 'internet-facing',
  State: { Code: 'active' },
  AvailabilityZones: [{ ZoneName: 'sa-east-1a', SubnetId: 'subnet-a' }],
  SecurityGroups: ['sg-1'],
  IpAddressType: 'ipv4',
};
const sweep = (...LoadBalancers: readonly object[]): Exchange => ({
  operation: 'elasticloadbalancing:DescribeLoadBalancers',
  input: { PageSize: 400 },
  output: { LoadBalancers },
});
const associated = (answer: Partial<Exchange>): Exchange => ({
  operation: 'wafv2:GetWebACLForResource',
  input: { ResourceArn: arn },
  ...answer,
});
const attributes = (answer: Partial<Exchange>): Exchange => ({
  operation: 'elasticloadbalancing:DescribeLoadBalancerAttributes',
  input: { LoadBalancerArn: arn },
  ...answer,
});

test('one sweep tells what CloudFormation would declare', async () => {
  const [found] = await collectAll(collector, replayPlace([sweep(kiosk)]));
  expect(found).toMatchObject({ id: arn, name: 'kiosk', tags: {}, gaps: [] });
  expect(found?.properties).toEqual({
    Name: 'kiosk',
    Type: 'application',
    Scheme: 'internet-facing',
    Subnets: ['subnet-a'],
    SecurityGroups: ['sg-1'],
    IpAddressType: 'ipv4',
    Live: { State: 'active', AvailabilityZones: [{ ZoneName: 'sa-east-1a', SubnetId: 'subnet-a' }] },
  });
});

test('every page', async () => {
  const place = replayPlace([
    { ...sweep(), output: { LoadBalancers: [kiosk], NextMarker: 'more' } },
    { ...sweep({ ...kiosk, LoadBalancerArn: 'arn:2' }), input: { PageSize: 400, Marker: 'more' } },
  ]);
  const found = await collectAll(collector, place);
  expect(found.map(({ id }) => id)).toEqual([arn, 'arn:2']);
});

test.each(['Scheme', 'Type'])(
  'a %s that the answer lacks is none: no default is taken for it',
  async (key) => {
    const place = replayPlace([sweep({ ...kiosk, [key]: undefined })]);
    const [found] = await collectAll(collector, place);
    expect(found?.properties).toMatchObject({ [key]: undefined });
  },
);

// More web ACLs than load balancers, so the load balancer is asked.
const webAcls: Exchange = {
  operation: 'wafv2:ListWebACLs',
  input: { Scope: 'REGIONAL', Limit: 100 },
  output: { WebACLs: [{ ARN: webAclArn }, { ARN: 'other' }] },
};
test('a gateway load balancer has no scheme', async () => {
  const place = replayPlace([sweep({ ...kiosk, Type: 'gateway', Scheme: undefined })]);
  const [found] = await collectAll(collector, place);
  expect(found?.properties).toMatchObject({ Type: 'gateway', Scheme: undefined });
});

const CreatedTime = new Date('2026-11-24T11:50:00Z');
test.each([
  ['active', { serves: true, moving: false }],
  ['active_impaired', { serves: true, moving: false }],
  ['failed', { serves: false, moving: false }],
  ['provisioning', { serves: false, moving: true, made: '2026-11-24T11:50:00.000Z' }],
  ['a state yet to come', { serves: true, moving: true }],
  [undefined, { state: 'without a state', serves: false, moving: true }],
])('%s is a condition', async (Code, expected) => {
  const place = replayPlace([sweep({ ...kiosk, CreatedTime, State: { Code } })]);
  const [found] = await collectAll(collector, place);
  expect(found?.condition).toEqual({ state: Code, ...expected });
});

test('an answer without any attribute is not read', async () => {
  const place = replayPlace([sweep(kiosk), attributes({ output: { Attributes: [] } })]);
  const [found] = await collectAll(collector, place, ['LoadBalancerAttributes']);
  expect(found?.gaps).toMatchObject([{ property: 'LoadBalancerAttributes', reason: 'UnreadableAnswer' }]);
});

test.each([
  ['the web ACL in front of it', { output: { WebACL: { ARN: webAclArn } } }, webAclArn],
  ['that there is none', { output: {} }, null],
])('tells %s', async (_, answer, expected) => {
  const place = replayPlace([sweep(kiosk), webAcls, associated(answer)]);
  const [found] = await collectAll(collector, place, ['Live.WebACL']);
  expect(found?.properties).toMatchObject({ Live: { WebACL: expected } });
});

test('asks for no web ACL of a network load balancer', async () => {
  const place = replayPlace([sweep({ ...kiosk, Type: 'network' })]);
  const [found] = await collectAll(collector, place, ['Live.WebACL']);
  expect(found?.gaps).toEqual([]);
});

test('tells its attributes', async () => {
  const Attributes = [{ Key: 'waf.fail_open.enabled', Value: 'true' }];
  const place = replayPlace([sweep(kiosk), attributes({ output: { Attributes } })]);
  const [found] = await collectAll(collector, place, ['LoadBalancerAttributes']);
  expect(found?.properties).toMatchObject({ LoadBalancerAttributes: { 'waf.fail_open.enabled': 'true' } });
});

test.each([
  ['Live.WebACL', associated({ refusal: 'AccessDeniedException' })],
  ['LoadBalancerAttributes', attributes({ refusal: 'AccessDenied' })],
])('a refused %s is a gap', async (property, refused) => {
  const [found] = await collectAll(collector, replayPlace([sweep(kiosk), webAcls, refused]), [property]);
  const { operation, refusal: reason } = refused;
  expect(found?.gaps).toMatchObject([{ property, kind: 'refused', operation, reason }]);
});

const shownAgain = (answer: Partial<Exchange>): Exchange => ({
  operation: 'elasticloadbalancing:DescribeLoadBalancers',
  input: { LoadBalancerArns: [kiosk.LoadBalancerArn] },
  again: true,
  ...answer,
});

test.each([
  ['Live.WebACL', associated({ refusal: 'WAFNonexistentItemException' })],
  ['LoadBalancerAttributes', attributes({ refusal: 'LoadBalancerNotFoundException' })],
])(
  'one that is not found when asked for its %s was deleted, or is there and its answers differ',
  async (property, refused) => {
    const asked = [sweep(kiosk), webAcls, refused];
    const gone = replayPlace([...asked, shownAgain({ refusal: 'LoadBalancerNotFoundException' })]);
    expect(await collectAll(collector, gone, [property])).toEqual([]);
    const there = replayPlace([...asked, shownAgain({ output: { LoadBalancers: [kiosk] } })]);
    const [found] = await collectAll(collector, there, [property]);
    expect(found?.gaps).toMatchObject([{ property, reason: refused.refusal }]);
  },
);

test('a refused sweep is a blind spot', async () => {
  const { output: _, ...question } = sweep();
  const place = replayPlace([{ ...question, refusal: 'AccessDenied' }]);
  await expect(collectAll(collector, place)).rejects.toThrow(Refused);
});
