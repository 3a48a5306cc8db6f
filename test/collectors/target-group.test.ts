import { expect, test } from '@jest/globals';
import collector from '../../src/collectors/target-group.ts';
import { Refused } from '../../src/model/unseen.ts';
import { collectAll, type Exchange, replayPlace } from '../support/replay.ts';

const sweep = (answer: Partial<Exchange>): Exchange => ({
  operation: 'elasticloadbalancing:DescribeTargetGroups',
  input: { PageSize: 400 },
  ...answer,
});
const groups = Array.from({ length: 21 }, (_, index) => ({
  TargetGroupArn: `arn:aws:elasticloadbalancing:::targetgroup/g${index}/1`,
  TargetGroupName: `g${index}`,
  TargetType: 'ip',
  Protocol: 'HTTP',
  Port: 8080,
  VpcId: 'vpc-1',
  LoadBalancerArns: ['arn:lb'],
}));
const arns = groups.map(({ TargetGroupArn }) => TargetGroupArn);
const tags = (ResourceArns: readonly string[], answer: Partial<Exchange>): Exchange => ({
  operation: 'elasticloadbalancing:DescribeTags',
  input: { ResourceArns },
  ...answer,
});

test('one sweep, and no tags unless they are wanted', async () => {
  const place = replayPlace([sweep({ output: { TargetGroups: groups.slice(0, 1) } })]);
  const [found] = await collectAll(collector, place);
  expect(found?.properties).toEqual({
    Name: 'g0',
    TargetType: 'ip',
    Protocol: 'HTTP',
    Port: 8080,
    VpcId: 'vpc-1',
    Live: { LoadBalancerArns: ['arn:lb'] },
  });
});

test('tags come twenty at a time; a refused batch leaves those of the others', async () => {
  const described = arns
    .slice(0, 20)
    .map((ResourceArn) => ({ ResourceArn, Tags: [{ Key: 'app', Value: 'kiosk' }] }));
  const place = replayPlace([
    sweep({ output: { TargetGroups: groups } }),
    tags(arns.slice(0, 20), { output: { TagDescriptions: described } }),
    tags(arns.slice(20), { refusal: 'AccessDenied' }),
  ]);
  const found = await collectAll(collector, place, ['tags']);
  expect(found[0]?.tags).toEqual({ app: 'kiosk' });
  expect(() => found[20]?.tags).toThrow('could not read tags');
});

test.each([
  ['AWS leaves out', []],
  ['are no list', [{ ResourceArn: arns[0] }]],
])('a resource whose tags %s is not one without tags', async (_, TagDescriptions) => {
  const asked = tags(arns.slice(0, 1), { output: { TagDescriptions } });
  const place = replayPlace([
    sweep({ output: { TargetGroups: groups.slice(0, 1) } }),
    asked,
    { ...asked, again: true },
  ]);
  const [found] = await collectAll(collector, place, ['tags']);
  expect(found?.gaps).toMatchObject([{ property: 'tags', reason: 'UnreadableAnswer' }]);
});

test('a refused sweep is a blind spot', async () => {
  const place = replayPlace([sweep({ refusal: 'AccessDenied' })]);
  await expect(collectAll(collector, place)).rejects.toThrow(Refused);
});
