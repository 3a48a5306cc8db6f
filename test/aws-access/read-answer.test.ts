import { expect, test } from '@jest/globals';
import { readAnswer } from '../../src/aws/read-answer.ts';
import { operation } from '../../src/model/operation.ts';

const describeServices = operation<{ readonly services: readonly string[] }, object & { services?: unknown }>(
  {
    service: 'ecs',
    name: 'DescribeServices',
    permissions: [],
    answers: 'services',
    identity: ['serviceArn'],
    belongs: ({ serviceArn }, { services }) => services.includes(String(serviceArn)),
  },
);
const input = { services: ['a', 'b'] };
const read = (output: object) => readAnswer(describeServices, input, { kind: 'output', output });
const webAclOf = operation<object, { readonly WebACL?: object }>({
  service: 'wafv2',
  name: 'GetWebACLForResource',
  permissions: [],
  answers: 'WebACL',
  mayBeNothing: true,
  identity: ['ARN'],
});

test('an answer is kept as it is, members that are null left out, those that are new kept', () => {
  const service = { serviceArn: 'a', createdAt: new Date(0), desiredCount: 2, comesNextYear: [null] };
  expect(read({ services: [{ ...service, tags: null }], failures: null })).toEqual({
    kind: 'output',
    output: { services: [service] },
  });
});

test('an item that is told twice is one item', () => {
  const [a, b] = [{ serviceArn: 'a', desiredCount: 2 }, { serviceArn: 'b' }];
  expect(read({ services: [a, b, a, b] })).toEqual({ kind: 'output', output: { services: [a, b] } });
});

test.each([
  ['without what it exists for', {}, 'the answer holds no services'],
  ['with null instead', { services: null }, 'the answer holds no services'],
  ['with an object for a list', { services: {} }, 'DescribeServices.services is not a list'],
  ['with null among its items', { services: [null] }, 'DescribeServices.services[0] is not an object'],
  ['with an empty item', { services: [{}] }, 'DescribeServices.services[0] is empty'],
  [
    'with an item without a name',
    { services: [{ status: 'ACTIVE' }] },
    'services[0] does not say what it is',
  ],
  ['about something else', { services: [{ serviceArn: 'c' }] }, 'the answer is about c'],
  [
    'with a text for a number',
    { services: [{ serviceArn: 'a', desiredCount: '2' }] },
    'DescribeServices.services[0].desiredCount is not a number',
  ],
  [
    'with a number for a time',
    { services: [{ serviceArn: 'a', createdAt: 5 }] },
    'DescribeServices.services[0].createdAt is not a time',
  ],
  [
    'with an empty item deep inside',
    { services: [{ serviceArn: 'a', loadBalancers: [{ targetGroupArn: 't' }, {}] }] },
    'DescribeServices.services[0].loadBalancers[1] is empty',
  ],
])('an answer %s cannot be read', (_, output, message) => {
  expect(read(output)).toEqual({ kind: 'refusal', reason: 'UnreadableAnswer', message });
});

test.each([
  ['nothing at all says that there is none', {}, 'output'],
  ['what it exists for is an answer', { WebACL: { ARN: 'a' } }, 'output'],
  ['something else is none', { WebAclSummary: {} }, 'refusal'],
  ['an empty web ACL is none', { WebACL: {} }, 'refusal'],
])('where an answer may be nothing, %s', (_, output, kind) => {
  expect(readAnswer(webAclOf, {}, { kind: 'output', output })).toMatchObject({ kind });
});

test('a list that AWS never leaves empty cannot be read where it is', () => {
  const list = operation<object, { readonly items?: readonly string[] }>({
    service: 'test',
    name: 'List',
    permissions: [],
    answers: 'items',
    neverEmpty: true,
  });
  const given = (items: readonly string[]) => readAnswer(list, {}, { kind: 'output', output: { items } });
  expect(given(['a'])).toMatchObject({ kind: 'output' });
  expect(given([])).toMatchObject({ kind: 'refusal', reason: 'UnreadableAnswer' });
  expect(given([''])).toMatchObject({ kind: 'refusal', message: 'items[0] does not say what it is' });
});

test('a refusal stays one', () => {
  const refusal = { kind: 'refusal', reason: 'AccessDenied' } as const;
  expect(readAnswer(describeServices, input, refusal)).toBe(refusal);
});
