import { expect, test } from '@jest/globals';
import { conditionOf } from '../../../src/collectors/operations/ecs-service-condition.ts';

const at = (time: string) => new Date(`2026-11-24T${time}Z`);
const iso = (time: string) => at(time).toISOString();
const steady = { createdAt: at('06:00:00'), message: '(service web) has reached a steady state.' };
const started = (time: string) => ({ createdAt: at(time), message: '(service web) has started 1 tasks: t.' });
const stopped = { createdAt: at('11:57:00'), message: '(service web) has stopped 2 running tasks: t, u.' };
const rebalancing = {
  createdAt: at('11:58:00'),
  message:
    'service web is not AZ balanced with 2 tasks in sa-east-1a, 0 in sa-east-1b. AZ Rebalancing in progress.',
};
const evened = (time: string) => ({
  createdAt: at(time),
  message: 'service web is AZ balanced with 1 tasks in sa-east-1a, 1 tasks in sa-east-1b.',
});
const deployment = (rolloutState: 'IN_PROGRESS' | 'COMPLETED' | 'FAILED' | undefined, more: object = {}) => ({
  status: 'PRIMARY',
  rolloutState,
  createdAt: at('11:50:00'),
  updatedAt: at('11:55:00'),
  ...more,
});
const replaced = { status: 'ACTIVE', rolloutState: 'COMPLETED', createdAt: at('01:00:00') };
const counts = (desiredCount: number, runningCount: number, pendingCount = 0) => ({
  status: 'ACTIVE',
  desiredCount,
  runningCount,
  pendingCount,
});
const done = { deployments: [deployment('COMPLETED')] };

const standing = { state: 'ACTIVE', serves: true, moving: false };
const moving = (state: string, since?: string) => ({
  state,
  serves: true,
  moving: true,
  ...(since && { since: iso(since) }),
});

test.each<[string, object, object]>([
  ['all its tasks run', { ...counts(2, 2), ...done, events: [steady] }, standing],
  [
    'a rollout replaces tasks',
    { ...counts(2, 2), deployments: [deployment('IN_PROGRESS'), replaced] },
    moving('in a rollout', '11:50:00'),
  ],
  [
    'a rollout has begun, nobody says when',
    { ...counts(2, 2), deployments: [deployment('IN_PROGRESS', { createdAt: undefined }), replaced] },
    moving('in a rollout'),
  ],
  [
    'the first rollout starts tasks',
    { ...counts(2, 0, 2), deployments: [deployment('IN_PROGRESS')] },
    moving('in a rollout', '11:50:00'),
  ],
  [
    'a rollout has nothing left to do but to be called steady',
    { ...counts(2, 2), deployments: [deployment('IN_PROGRESS')] },
    standing,
  ],
  [
    'the rollout failed, and nothing runs',
    { ...counts(2, 0), deployments: [deployment('FAILED')], events: [started('11:59:00')] },
    { state: 'without a task since its rollout is FAILED', serves: false, moving: false },
  ],
  [
    'the rollout failed, and tasks run on',
    { ...counts(2, 1, 1), deployments: [deployment('FAILED'), replaced] },
    standing,
  ],
  [
    'it rests, as its last rollout failed',
    { ...counts(0, 0), deployments: [deployment('FAILED')] },
    standing,
  ],
  [
    'a task is missing since an event after the last steady state',
    { ...counts(2, 1, 1), ...done, events: [started('11:59:00'), started('11:56:00'), steady] },
    moving('starting tasks', '11:56:00'),
  ],
  [
    'tasks have come and gone for as long as events tell',
    { ...counts(2, 1), ...done, events: [started('11:59:00'), started('02:00:00')] },
    moving('starting tasks', '02:00:00'),
  ],
  [
    'more tasks are wanted, of which no event tells yet',
    { ...counts(4, 2), ...done, events: [steady] },
    moving('starting tasks', '11:55:00'),
  ],
  [
    'fewer tasks are wanted',
    { ...counts(2, 4), ...done, events: [steady] },
    moving('stopping tasks', '11:55:00'),
  ],
  ['a task is pending, nobody says since when', counts(2, 1, 1), moving('starting tasks')],
  ['a task is missing, and nothing says that ECS is at it', counts(2, 1), standing],
  [
    'its zones are being evened out',
    { ...counts(2, 2), ...done, events: [rebalancing, steady] },
    moving('moving tasks to other zones', '11:58:00'),
  ],
  [
    'its zones were evened out',
    { ...counts(2, 2), ...done, events: [{ ...steady, createdAt: at('11:59:00') }, rebalancing] },
    standing,
  ],
  [
    'its zones are even, and it is not called steady yet',
    { ...counts(2, 2), ...done, events: [evened('11:59:00'), rebalancing, steady] },
    standing,
  ],
  [
    'its zones are being evened out once more',
    { ...counts(2, 2), ...done, events: [rebalancing, evened('11:57:00'), steady] },
    moving('moving tasks to other zones', '11:58:00'),
  ],
  [
    'a rollout without a state, behind a Classic Load Balancer, replaces tasks',
    { ...counts(2, 2), deployments: [deployment(undefined), replaced] },
    moving('in a rollout', '11:50:00'),
  ],
  ['its only deployment has no state', { ...counts(2, 2), deployments: [deployment(undefined)] }, standing],
  [
    'tasks were stopped, and ECS has yet to even out its zones',
    { ...counts(2, 2), ...done, availabilityZoneRebalancing: 'ENABLED', events: [stopped, steady] },
    moving('not steady yet', '11:57:00'),
  ],
  [
    'tasks were stopped, and nobody evens out its zones',
    { ...counts(2, 2), ...done, events: [stopped, steady] },
    standing,
  ],
  [
    'another task set takes over',
    {
      ...counts(2, 4),
      taskSets: [
        { status: 'PRIMARY', stabilityStatus: 'STEADY_STATE', createdAt: at('01:00:00') },
        { status: 'ACTIVE', stabilityStatus: 'STABILIZING', createdAt: at('11:51:00') },
      ],
    },
    moving('in a rollout', '11:51:00'),
  ],
  [
    'another task set is to take over',
    {
      ...counts(2, 4),
      taskSets: [
        { status: 'PRIMARY', stabilityStatus: 'STEADY_STATE', createdAt: at('01:00:00') },
        { status: 'ACTIVE', stabilityStatus: 'STEADY_STATE', createdAt: at('11:51:00') },
      ],
    },
    moving('in a rollout', '11:51:00'),
  ],
  [
    'the task set before is kept for a while',
    {
      ...counts(2, 2),
      taskSets: [
        { status: 'ACTIVE', stabilityStatus: 'STEADY_STATE', createdAt: at('01:00:00') },
        { status: 'PRIMARY', stabilityStatus: 'STEADY_STATE', createdAt: at('11:51:00') },
      ],
    },
    standing,
  ],
  [
    'the last task set drains',
    {
      ...counts(2, 2),
      taskSets: [{ status: 'PRIMARY', stabilityStatus: 'STABILIZING' }, { status: 'DRAINING' }],
    },
    standing,
  ],
  ['ECS says a word we do not know', { ...counts(2, 2), status: 'RESTING' }, moving('RESTING')],
  ['ECS says no word', { ...counts(2, 2), status: undefined }, moving('without a status')],
])('%s', (_, service, condition) => {
  expect(conditionOf(service, { clusterName: 'kiosk', status: 'ACTIVE' })).toEqual(condition);
});

test.each([
  ['FAILED', { serves: false, moving: false }],
  ['PROVISIONING', { serves: false, moving: true }],
  ['DEPROVISIONING', { serves: false, moving: true }],
  ['RESTING', { serves: true, moving: true }],
  [undefined, { serves: true, moving: true }],
])('a service is no better than its cluster: %s', (status, condition) => {
  expect(conditionOf({ ...counts(2, 2), ...done }, { clusterName: 'kiosk', status })).toEqual({
    state: `in cluster kiosk, which is ${status ?? 'without a status'}`,
    ...condition,
  });
});
