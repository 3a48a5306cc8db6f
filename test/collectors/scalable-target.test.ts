import { expect, test } from '@jest/globals';
import collector from '../../src/collectors/scalable-target.ts';
import { collectAll, type Exchange, replayPlace } from '../support/replay.ts';

const input = { ServiceNamespace: 'ecs', MaxResults: 50 };
const target = {
  ServiceNamespace: 'ecs',
  ResourceId: 'service/kiosk/web',
  ScalableDimension: 'ecs:service:DesiredCount',
  MinCapacity: 2,
  MaxCapacity: 10,
  CreationTime: new Date('2026-11-01T00:00:00Z'),
};
const targets: Exchange = {
  operation: 'application-autoscaling:DescribeScalableTargets',
  input,
  output: { ScalableTargets: [{ ...target, SuspendedState: { DynamicScalingOutSuspended: true } }] },
};
const action = {
  ...target,
  ScheduledActionName: 'night',
  Schedule: 'cron(0 22 * * ? *)',
  StartTime: new Date('2026-11-01T00:00:00Z'),
  ScalableTargetAction: { MinCapacity: 1 },
};
const actions: Exchange = {
  operation: 'application-autoscaling:DescribeScheduledActions',
  input,
  output: { ScheduledActions: [action, { ...action, ResourceId: 'service/kiosk/web-2' }] },
};
const refused = ({ operation, input }: Exchange): Exchange => ({
  operation,
  input,
  refusal: 'AccessDeniedException',
});

async function read(exchanges: readonly Exchange[], paths: readonly string[] = []) {
  const place = replayPlace(exchanges);
  const resources = await collectAll(collector, place, paths);
  expect(place.unasked()).toEqual([]);
  return resources;
}

test('a target by the id CloudFormation gives it; a suspension that is not told is none', async () => {
  expect(await read([targets])).toMatchObject([
    {
      id: 'service/kiosk/web|ecs:service:DesiredCount|ecs',
      name: 'service/kiosk/web',
      properties: {
        MinCapacity: 2,
        MaxCapacity: 10,
        SuspendedState: {
          DynamicScalingInSuspended: false,
          DynamicScalingOutSuspended: true,
          ScheduledScalingSuspended: false,
        },
        ScheduledActions: undefined,
        Live: { CreationTime: '2026-11-01T00:00:00.000Z' },
      },
      gaps: [],
    },
  ]);
});

test('every page of targets', async () => {
  const first = { ...targets, output: { ScalableTargets: [target], NextToken: 'n' } };
  const others = [target, { ...target, ResourceId: 'service/kiosk/other' }];
  const second = { ...targets, input: { ...input, NextToken: 'n' }, output: { ScalableTargets: others } };
  expect(await read([first, second])).toHaveLength(2);
});

test('its own scheduled actions, where a policy reads them', async () => {
  const [resource] = await read([targets, actions], ['ScheduledActions']);
  expect(resource?.properties).toMatchObject({
    ScheduledActions: [
      {
        ScheduledActionName: 'night',
        Schedule: 'cron(0 22 * * ? *)',
        StartTime: '2026-11-01T00:00:00.000Z',
        EndTime: undefined,
        ScalableTargetAction: { MinCapacity: 1 },
      },
    ],
  });
});

test('refused scheduled actions are a gap', async () => {
  const [resource] = await read([targets, refused(actions)], ['ScheduledActions']);
  expect(resource?.gaps).toMatchObject([
    { property: 'ScheduledActions', permission: 'application-autoscaling:DescribeScheduledActions' },
  ]);
});

test('refused targets are a blind spot', async () => {
  await expect(read([refused(targets)])).rejects.toMatchObject({
    unseen: { operation: targets.operation, reason: 'AccessDeniedException' },
  });
});
