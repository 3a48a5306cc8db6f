import { expect, test } from '@jest/globals';
import { associationsOf } from '../../src/collectors/operations/web-acl-associations.ts';
import { type Exchange, replayPlace } from '../support/replay.ts';

const balancers = (...arns: string[]): Exchange => ({
  operation: 'elasticloadbalancing:DescribeLoadBalancers',
  input: { PageSize: 400 },
  output: { LoadBalancers: arns.map((LoadBalancerArn) => ({ LoadBalancerArn, Type: 'application' })) },
});
const listed = (...arns: string[]): Exchange => ({
  operation: 'wafv2:ListWebACLs',
  input: { Scope: 'REGIONAL', Limit: 100 },
  output: { WebACLs: arns.map((ARN) => ({ ARN })) },
});
const resourcesOf = (WebACLArn: string, answer: Partial<Exchange> | readonly string[]): Exchange => ({
  operation: 'wafv2:ListResourcesForWebACL',
  input: { WebACLArn, ResourceType: 'APPLICATION_LOAD_BALANCER' },
  ...('length' in answer ? { output: { ResourceArns: answer } } : answer),
});
const inFrontOf = (ResourceArn: string, ARN: string | null): Exchange => ({
  operation: 'wafv2:GetWebACLForResource',
  input: { ResourceArn },
  output: ARN === null ? {} : { WebACL: { ARN } },
});

/** What stands in front of each, or why nobody knows; every exchange must have been asked for, and no other. */
async function told(...exchanges: readonly Exchange[]) {
  const place = replayPlace(exchanges);
  const found = await associationsOf(place);
  expect(place.unasked()).toEqual([]);
  return [...found].map(([arn, one]) => [
    arn,
    one.gap ? (one.gap.kind === 'refused' ? one.gap.reason : one.gap.kind) : one.value.webAclArn,
  ]);
}

test('the web ACLs are asked where they are fewer: one question for all their load balancers', async () => {
  const asked = [balancers('a', 'b'), listed('waf'), resourcesOf('waf', ['b', 'a'])];
  expect(await told(...asked)).toEqual([
    ['a', 'waf'],
    ['b', 'waf'],
  ]);
});
test('the load balancers are asked where they are fewer', async () => {
  const asked = [balancers('a'), listed('waf', 'waf2'), inFrontOf('a', 'waf2')];
  expect(await told(...asked)).toEqual([['a', 'waf2']]);
});
test('one that seems to have no web ACL is asked itself: its web ACL may have been replaced meanwhile', async () => {
  const asked = [balancers('a', 'b'), listed('waf'), resourcesOf('waf', ['a'])];
  expect(await told(...asked, inFrontOf('b', 'waf3'))).toEqual([
    ['a', 'waf'],
    ['b', 'waf3'],
  ]);
  expect(await told(...asked, inFrontOf('b', null))).toEqual([
    ['a', 'waf'],
    ['b', null],
  ]);
});
test('so is one that seems to have two', async () => {
  const lists = [listed('waf', 'waf2'), resourcesOf('waf', ['a']), resourcesOf('waf2', ['a', 'b'])];
  expect(await told(balancers('a', 'b'), ...lists, inFrontOf('a', 'waf2'))).toEqual([
    ['b', 'waf2'],
    ['a', 'waf2'],
  ]);
});
test('a refused web ACL hides what it may stand in front of, and nothing else', async () => {
  const lists = [
    listed('waf', 'waf2'),
    resourcesOf('waf', ['a']),
    resourcesOf('waf2', { refusal: 'AccessDeniedException' }),
  ];
  expect(await told(balancers('a', 'b'), ...lists)).toEqual([
    ['a', 'waf'],
    ['b', 'AccessDeniedException'],
  ]);
});
test('a web ACL deleted since it was listed stands in front of nothing', async () => {
  const gone = resourcesOf('waf', { refusal: 'WAFNonexistentItemException' });
  expect(await told(balancers('a'), listed('waf'), gone, inFrontOf('a', null))).toEqual([['a', null]]);
});
test('where the operation is not known the load balancers are asked, and where the list is refused too', async () => {
  const lacking = resourcesOf('waf', { refusal: 'UnknownOperationException' });
  expect(await told(balancers('a'), listed('waf'), lacking, inFrontOf('a', 'waf'))).toEqual([['a', 'waf']]);
  const refused = { ...listed(), refusal: 'AccessDeniedException' };
  expect(await told(balancers('a'), refused, inFrontOf('a', 'waf'))).toEqual([['a', 'waf']]);
});
test('a load balancer that vanished is not one without a web ACL', async () => {
  const gone = { ...inFrontOf('a', null), refusal: 'WAFNonexistentItemException' };
  expect(await told(balancers('a'), listed('waf'), resourcesOf('waf', []), gone)).toEqual([
    ['a', 'WAFNonexistentItemException'],
  ]);
});
test('where there is no application load balancer nothing is asked', async () => {
  expect(await told(balancers())).toEqual([]);
});
