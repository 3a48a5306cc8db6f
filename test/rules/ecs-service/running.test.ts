import rule from '../../../rules/ecs-service/running.ts';
import { ecsService, scalableTarget } from '../../support/ecs.ts';
import { testRule } from '../../support/test-rule.ts';

type Live = NonNullable<Parameters<typeof ecsService>[1]>;

const service = (DesiredCount: number | undefined, RunningCount: number | undefined, live: Live = {}) =>
  ecsService({ DesiredCount }, { RunningCount, ...live });
const completed = (UpdatedAt: string) => ({ Rollout: { State: 'COMPLETED', UpdatedAt } });
const starting = (since?: string) => ({
  state: 'starting tasks',
  serves: true,
  moving: true,
  ...(since && { since }),
});
const target = scalableTarget();
const blind = ['AWS::ApplicationAutoScaling::ScalableTarget'];

testRule(rule, {
  passes: {
    'as many tasks run as are wanted': {
      given: service(2, 2),
      alongside: [target],
      seeing: '2 of 2 tasks run',
    },
    'tasks of the last rollout still run': { given: service(2, 4) },
    'it has no scalable target, and one task': { given: service(1, 1) },
    'its scalable target allows it to rest': {
      given: service(0, 0),
      alongside: [scalableTarget({ MinCapacity: 0 })],
    },
    'the policy asks for fewer than its target': {
      given: service(1, 1),
      params: { min: 1 },
      alongside: [target],
    },
    'the policy says how many, and the targets are hidden': {
      given: service(2, 2),
      params: { min: 2 },
      blind,
    },
    'the rollout failed, and the tasks before it run on': {
      given: service(2, 2, { Rollout: { State: 'FAILED' } }),
    },
    'a daemon runs on each instance': {
      given: ecsService({ SchedulingStrategy: 'DAEMON', DesiredCount: 1 }, { RunningCount: 1 }),
      alongside: [target],
    },
    'the primary task set runs, while another starts': {
      given: service(2, 2, { TaskSet: { Status: 'PRIMARY', RunningCount: 2, ComputedDesiredCount: 2 } }),
    },
  },
  fails: {
    'ECS wants a task on each of too few instances': {
      given: { ...service(1, 1), SchedulingStrategy: 'DAEMON' },
      params: { min: 2 },
      because: 'DesiredCount is 1',
      fix: 'Add container instances to the cluster: SchedulingStrategy is DAEMON, a task on each.',
    },
    'none is wanted': {
      given: service(0, 0),
      because: 'DesiredCount is 0',
      expected: 'at least 1',
      actual: 0,
      path: 'DesiredCount',
    },
    'fewer are wanted than its target asks for': {
      given: service(1, 1),
      alongside: [target],
      because: 'DesiredCount is 1',
      expected: 'at least 2',
    },
    'none is wanted, however lately its target was registered': {
      given: service(0, 0),
      alongside: [scalableTarget({ Live: { CreationTime: '2026-11-24T11:59:00.000Z' } })],
      because: 'DesiredCount is 0',
    },
    'fewer are wanted than a target asks for that has long been registered': {
      given: service(1, 1),
      alongside: [scalableTarget({ Live: { CreationTime: '2026-11-24T11:45:00.000Z' } })],
      because: 'DesiredCount is 1',
    },
    'none is wanted, rollout or not': {
      given: service(0, 0),
      condition: starting('2026-11-24T11:59:00.000Z'),
      because: 'DesiredCount is 0',
    },
    'fewer run than are wanted, and nothing moves': {
      given: service(2, 1),
      because: '1 of 2 tasks run',
      expected: 2,
      actual: 1,
      path: 'Live.RunningCount',
    },
    'fewer are wanted than the policy says, and fewer run than that': {
      given: service(2, 1),
      params: { min: 3 },
      because: 'DesiredCount is 2; 1 of 2 tasks run',
    },
    'tasks have been starting for a quarter of an hour': {
      given: service(2, 0),
      condition: starting('2026-11-24T11:45:00.000Z'),
      because: '0 of 2 tasks run',
    },
    'nothing runs, however lately its deployment was updated': {
      given: service(2, 0, completed('2026-11-24T11:59:00.000Z')),
      because: '0 of 2 tasks run',
    },
    'its rollout failed': {
      given: service(2, 0, { Rollout: { State: 'FAILED', UpdatedAt: '2026-11-24T11:59:00.000Z' } }),
      because: '0 of 2 tasks run, and its rollout is FAILED',
    },
    'a rollout has not ended for long, though it was updated lately': {
      given: service(2, 1, { Rollout: { State: 'IN_PROGRESS', UpdatedAt: '2026-11-24T11:59:00.000Z' } }),
      condition: { ...starting('2026-11-24T10:00:00.000Z'), state: 'in a rollout' },
      because: '1 of 2 tasks run',
    },
    'the primary task set runs none, while another does': {
      given: service(2, 2, { TaskSet: { Status: 'PRIMARY', RunningCount: 0, ComputedDesiredCount: 2 } }),
      because: '0 of 2 tasks run',
    },
    'the primary task set is scaled to nothing, and no other runs': {
      given: service(2, 0, { TaskSet: { Status: 'PRIMARY', RunningCount: 0, ComputedDesiredCount: 0 } }),
      because: '0 of 2 tasks run',
    },
    'a daemon lacks one': {
      given: ecsService({ SchedulingStrategy: 'DAEMON', DesiredCount: 3 }, { RunningCount: 2 }),
      because: '2 of 3 tasks run',
    },
    'nothing runs, and the targets are hidden': { given: service(2, 0), blind, because: '0 of 2 tasks run' },
  },
  doesNotApply: {
    'it is a daemon, and there is no instance': {
      given: ecsService({ SchedulingStrategy: 'DAEMON', DesiredCount: 0 }, { RunningCount: 0 }),
      because: 'SchedulingStrategy is DAEMON, and there is no instance to run a task on',
    },
  },
  isUnknown: {
    'tasks are starting': {
      given: service(2, 1),
      condition: starting('2026-11-24T11:59:00.000Z'),
      because: '1 of 2 tasks run, while the-name is starting tasks',
    },
    'its scalable target was registered just now': {
      given: service(1, 1),
      alongside: [scalableTarget({ Live: { CreationTime: '2026-11-24T11:59:00.000Z' } })],
      because: 'DesiredCount is 1, while its scalable target is registered',
    },
    'the answer does not say how few its target allows': {
      given: service(2, 2),
      alongside: [scalableTarget({ MinCapacity: undefined })],
      because: 'the answer does not say how few tasks its target allows',
    },
    'more were wanted just now': {
      given: service(4, 2, completed('2026-11-24T11:59:00.000Z')),
      because: '2 of 4 tasks run, while its deployment is updated',
    },
    'the targets are hidden': {
      given: service(2, 2),
      blind,
      because:
        'could not read the list of AWS::ApplicationAutoScaling::ScalableTarget: test:Read answered AccessDeniedException',
    },
    'the answer does not say how many are wanted': {
      given: service(undefined, 2),
      because: 'the answer does not say how many tasks are desired',
    },
    'the answer does not say how many run': {
      given: service(2, undefined),
      because: 'the answer does not say how many tasks run',
    },
    'the number of running tasks is hidden': {
      given: service(2, 2),
      unreadable: ['Live.RunningCount'],
      because: 'could not read Live.RunningCount: test:Read answered AccessDeniedException',
    },
  },
});
