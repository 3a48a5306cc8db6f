import { expect, test } from '@jest/globals';
import { judgeExpectation } from '../../src/pipeline/expect.ts';
import { CONCEALED, HIDDEN, presentableAll } from '../../src/pipeline/presentable.ts';

const bytes = new TextEncoder().encode('s3cret');
const statement = (FieldToMatch: object) => ({
  ByteMatchStatement: { SearchString: bytes, FieldToMatch, PositionalConstraint: 'EXACTLY' },
});
const header = statement({ SingleHeader: { Name: 'x-origin-verify' } });
const condition = { Field: 'http-header', HttpHeaderName: 'x-key', Values: ['s3cret'], RegexValues: [] };
const judged = (properties: object, path: string, expected: unknown) =>
  judgeExpectation({ properties } as Parameters<typeof judgeExpectation>[0], path, expected);

const another = { Values: ['another s3cret'] };

test.each<[string, object, string, unknown]>([
  ['a header, within all that compares it', { Rules: [{ Statement: header }] }, 'Rules', { none: {} }],
  ['a cookie', { S: statement({ Cookies: {} }) }, 'S.ByteMatchStatement', { not: {} }],
  ['a header of a listener rule', { Conditions: [condition] }, 'Conditions.0.Values.0', 'another s3cret'],
  ['a header, within the condition', { Conditions: [condition] }, 'Conditions', { any: another }],
])('the value of %s is in no verdict, and what was expected of it neither', (_, properties, path, wanted) => {
  const verdict = judged(properties, path, wanted);
  expect(verdict).toMatchObject({ status: 'fail', expected: HIDDEN });
  expect(JSON.stringify(verdict)).not.toContain('s3cret');
  expect(JSON.stringify(verdict)).not.toContain(JSON.stringify(bytes));
  expect(JSON.stringify(verdict)).toContain(HIDDEN);
});

test('bytes are compared with nothing, for evidence has others in their place', () => {
  const verdict = judged({ Statement: header }, 'Statement.ByteMatchStatement.SearchString', 's3cret');
  expect(verdict).toMatchObject({ status: 'unknown' });
  expect(JSON.stringify(verdict)).not.toContain('s3cret');
});

test('a value that nothing is compared with is said, and so is one of a path', () => {
  expect(judged({ Name: 'a' }, 'Name', 'b')).toMatchObject({
    message: 'Name is "a"',
    expected: 'b',
    actual: 'a',
  });
  const path = statement({ UriPath: {} });
  expect(judged(path, 'ByteMatchStatement', { not: {} })).toMatchObject({ actual: path.ByteMatchStatement });
});

test('it is the value itself that is held against what is expected', () => {
  expect(judged({ Conditions: [condition] }, 'Conditions.0.Values.0', 's3cret')).toEqual({
    status: 'pass',
    message: `Conditions.0.Values.0 is "${HIDDEN}"`,
  });
});

// Each audit digests by a salt of its own: a digest that was kept would be drift in every audit.
test('a digest is the same text in every audit', () => {
  const [first, second] = ['0', 'f'].map((digit) => `sha256:${digit.repeat(32)}`);
  const bodies = (Content: unknown) => ({
    CustomResponseBodies: { sorry: { Content, ContentType: 'TEXT' } },
  });
  expect(presentableAll(bodies(first))).toEqual(presentableAll(bodies(second)));
  expect(presentableAll(bodies(first))).toEqual(bodies(CONCEALED));
  const verdict = judged({ S: { MessageBody: first } }, 'S', { none: {} });
  expect(JSON.stringify(verdict)).not.toContain('sha256:');
});

const digest = `sha256:${'0'.repeat(32)}`;
const container = {
  Name: 'web',
  Privileged: true,
  HealthCheck: { Interval: 30 },
  Environment: [{ Name: 'KEY', Value: digest }],
};
const definition = { Live: { TaskDefinition: { NetworkMode: 'bridge', ContainerDefinitions: [container] } } };

test.each<[string, object, string, unknown, string]>([
  [
    'a member beside it',
    definition,
    'Live.TaskDefinition',
    { NetworkMode: 'awsvpc' },
    'Live.TaskDefinition.NetworkMode is "bridge"',
  ],
  [
    'a member of each element',
    definition,
    'Live.TaskDefinition.ContainerDefinitions',
    { every: { Privileged: false } },
    'Live.TaskDefinition.ContainerDefinitions[0].Privileged is true',
  ],
  [
    'a structure within it',
    definition,
    'Live.TaskDefinition.ContainerDefinitions',
    { every: { HealthCheck: { Interval: { atMost: 10 } } } },
    'Live.TaskDefinition.ContainerDefinitions[0].HealthCheck.Interval is 30',
  ],
  [
    'the name of a header',
    { Conditions: [condition] },
    'Conditions',
    { every: { HttpHeaderName: 'x-other' } },
    'Conditions[0].HttpHeaderName is "x-key"',
  ],
])(
  'what is expected of %s is said, though the value holds what is not',
  (_, properties, path, wanted, said) => {
    expect(judged(properties, path, wanted)).toMatchObject({
      status: 'fail',
      expected: wanted,
      message: said,
    });
  },
);

test.each<[string, unknown]>([
  ['the whole of it', { none: {} }],
  ['one of its elements', { includes: { Environment: { includes: { Value: 's3cret' } } } }],
  ['anything but it', { every: { not: { Environment: { any: { Value: '*' } } } } }],
])('that it may be a secret is said where %s is asked', (_, wanted) => {
  const verdict = judged(definition, 'Live.TaskDefinition.ContainerDefinitions', wanted);
  expect(JSON.stringify(verdict)).not.toContain('s3cret');
  if (verdict.status === 'fail') expect(verdict.expected).toBe(CONCEALED);
});
