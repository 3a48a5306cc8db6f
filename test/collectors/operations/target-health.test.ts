import { expect, test } from '@jest/globals';
import { targetHealthOf } from '../../../src/collectors/operations/target-health.ts';
import { type Exchange, replayPlace } from '../../support/replay.ts';

const [web, green] = ['arn:aws:elasticloadbalancing:eu-west-1:1:targetgroup/web/1', 'green'];
const health = (TargetGroupArn: string, answer: Partial<Exchange>): Exchange => ({
  operation: 'elasticloadbalancing:DescribeTargetHealth',
  input: { TargetGroupArn },
  ...answer,
});
const described = (Id: string, State: string, Reason?: string) => ({
  Target: { Id, Port: 8080, AvailabilityZone: 'eu-west-1a' },
  HealthCheckPort: '8080',
  TargetHealth: { State, Reason },
});

test('each target group is asked once for what is registered with it, of which each serves once', async () => {
  const place = replayPlace([
    health(web, {
      output: {
        TargetHealthDescriptions: [
          described('10.0.1.7', 'healthy'),
          described('10.0.2.7', 'unhealthy', 'Target.Timeout'),
          described('10.0.1.7', 'healthy'),
        ],
      },
    }),
    health(green, { output: { TargetHealthDescriptions: [] } }),
  ]);
  expect(await targetHealthOf(place, [web, green, web])).toEqual([
    {
      TargetGroupArn: web,
      Targets: [
        { Id: '10.0.1.7', Port: 8080, State: 'healthy' },
        { Id: '10.0.2.7', Port: 8080, State: 'unhealthy', Reason: 'Target.Timeout' },
      ],
    },
    { TargetGroupArn: green, Targets: [] },
  ]);
  expect(place.unasked()).toEqual([]);
});

test('a target group that was deleted has no targets to tell of', async () => {
  const place = replayPlace([health(web, { refusal: 'TargetGroupNotFoundException' })]);
  expect(await targetHealthOf(place, [web])).toEqual([{ TargetGroupArn: web }]);
});

test.each([
  ['is refused', { refusal: 'AccessDenied' }],
  ['lacks a state', { output: { TargetHealthDescriptions: [{ Target: { Id: '10.0.1.7' } }] } }],
  ['lacks a target', { output: { TargetHealthDescriptions: [{ TargetHealth: { State: 'healthy' } }] } }],
])('an answer that %s is not read', async (_, answer) => {
  await expect(targetHealthOf(replayPlace([health(web, answer)]), [web])).rejects.toMatchObject({
    name: 'Refused',
  });
});
