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

const two = balancers('a', 'b');

test('the web ACLs are asked where they are fewer: one question for all their load balancers', async () => {
  expect(await told(two, listed('waf'), resourcesOf('waf', ['b', 'a']))).toEqual([
    ['a', 'waf'],
    ['b', 'waf'],
  ]);
});
test('the load balancers are asked where they are not more', async () => {
  const asked = [two, listed('waf', 'waf2'), inFrontOf('a', 'waf2'), inFrontOf('b', null)];
  expect(await told(...asked)).toEqual([
    ['a', 'waf2'],
    ['b', null],
  ]);
});
test('one that seems to have no web ACL is asked itself: its web ACL may have been replaced meanwhile', async () => {
  const asked = [two, listed('waf'), resourcesOf('waf', ['a'])];
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
  const lists = [listed('waf', 'waf2'), resourcesOf('waf', ['a', 'c']), resourcesOf('waf2', ['a', 'b'])];
  expect(await told(balancers('a', 'b', 'c'), ...lists, inFrontOf('a', 'waf2'))).toEqual([
    ['a', 'waf2'],
    ['b', 'waf2'],
    ['c', 'waf'],
  ]);
});
test('so is one that seems to have two, however many seem to have none', async () => {
  const bare = ['b', 'c', 'd', 'e', 'f', 'g'];
  const lists = [listed('waf', 'waf2'), resourcesOf('waf', ['z']), resourcesOf('waf2', ['z'])];
  const asked = bare.slice(0, 5).map((arn) => inFrontOf(arn, null));
  const found = await told(balancers(...bare, 'z'), ...lists, ...asked, inFrontOf('z', 'waf2'));
  expect(found.at(-1)).toEqual(['z', 'waf2']);
});
test('a refused web ACL hides what it may stand in front of, and nothing else', async () => {
  const refused = resourcesOf('waf2', { refusal: 'AccessDeniedException' });
  const lists = [listed('waf', 'waf2'), resourcesOf('waf', ['a']), refused];
  expect(await told(balancers('a', 'b', 'c'), ...lists)).toEqual([
    ['a', 'waf'],
    ['b', 'AccessDeniedException'],
    ['c', 'AccessDeniedException'],
  ]);
});
test('a web ACL deleted since it was listed stands in front of nothing', async () => {
  const gone = resourcesOf('waf', { refusal: 'WAFNonexistentItemException' });
  const asked = [two, listed('waf'), gone, inFrontOf('a', null), inFrontOf('b', null)];
  expect(await told(...asked)).toEqual([
    ['a', null],
    ['b', null],
  ]);
});
test.each([
  [
    'the operation is not known',
    [listed('waf'), resourcesOf('waf', { refusal: 'UnknownOperationException' })],
  ],
  ['the list is refused', [{ ...listed(), refusal: 'AccessDeniedException' }]],
])('where %s the load balancers are asked', async (_, lists) => {
  expect(await told(two, ...lists, inFrontOf('a', 'waf'), inFrontOf('b', null))).toEqual([
    ['a', 'waf'],
    ['b', null],
  ]);
});
test('a load balancer that vanished is not one without a web ACL', async () => {
  const gone = { ...inFrontOf('b', null), refusal: 'WAFNonexistentItemException' };
  expect(await told(two, listed('waf'), resourcesOf('waf', ['a']), gone)).toEqual([
    ['a', 'waf'],
    ['b', 'WAFNonexistentItemException'],
  ]);
});
test('where there is no application load balancer nothing is asked', async () => {
  expect(await told(balancers())).toEqual([]);
});
