import {
  all,
  defineRule,
  fail,
  notApplicable,
  optionalInteger,
  pass,
  type Resource,
  type RuleContext,
  unknown,
  type Verdict,
} from '../../src/rule.ts';
import { judgeDesired } from '../judgements/desired-count.ts';
import { registrationOf, targetOf } from '../judgements/scalable-target.ts';

type Service = Resource<'AWS::ECS::Service'>;
type Target = Resource<'AWS::ApplicationAutoScaling::ScalableTarget'>;

export default defineRule({
  type: 'AWS::ECS::Service',
  name: 'running',
  title: 'ECS services run the tasks they should',
  why: 'A service that is set up well and runs no task serves nobody.',
  fix: 'Raise the desired count, and see in the events of the service why its tasks do not start or do not stay.',
  severity: 'critical',
  reads: [
    'ServiceName',
    'SchedulingStrategy',
    'DesiredCount',
    'DeploymentController',
    'Live.Cluster',
    'Live.RunningCount',
    'Live.Rollout',
    'Live.TaskSet',
  ],
  uses: {
    'AWS::ApplicationAutoScaling::ScalableTarget': [
      'ResourceId',
      'ScalableDimension',
      'MinCapacity',
      'Live.CreationTime',
    ],
  },
  params: {
    min: optionalInteger(
      'The least number of tasks that are wanted and run. Without it: the MinCapacity of its scalable target, or 1 where there is none.',
    ),
  },
  shorthand: 'min',
  check(service, { params, inventory, unlessMoving }) {
    const { SchedulingStrategy, DesiredCount } = service.properties;
    if (DesiredCount === undefined) return unknown('the answer does not say how many tasks are desired');
    // ECS wants a task on each instance, of which there may be none.
    if (SchedulingStrategy === 'DAEMON' && DesiredCount === 0 && params.min === undefined)
      return notApplicable('SchedulingStrategy is DAEMON, and there is no instance to run a task on');
    const judgeWanted = () => {
      if (params.min !== undefined)
        return judgeDesired(DesiredCount, params.min, SchedulingStrategy === 'DAEMON' ? daemon : {});
      if (SchedulingStrategy === 'DAEMON') return pass();
      return judgeByTarget(DesiredCount, targetOf(service, inventory), unlessMoving);
    };
    return all(judgeWanted, () => judgeRunning(service, DesiredCount, unlessMoving));
  },
});

/** ECS counts the instances; nobody can set it. */
const daemon = {
  fix: 'Add container instances to the cluster: SchedulingStrategy is DAEMON, a task on each.',
};

function judgeByTarget(
  desired: number,
  target: Target | undefined,
  unlessMoving: RuleContext['unlessMoving'],
): Verdict {
  if (!target) return judgeDesired(desired, 1);
  const { MinCapacity } = target.properties;
  if (MinCapacity === undefined) return unknown('the answer does not say how few tasks its target allows');
  // Nobody registers a target for nothing. Whoever raises its MinCapacity has the desired count lifted within a minute.
  return desired === 0
    ? judgeDesired(desired, MinCapacity)
    : unlessMoving(() => judgeDesired(desired, MinCapacity, { eventual: true }), registrationOf(target));
}

function judgeRunning(service: Service, desired: number, unlessMoving: RuleContext['unlessMoving']): Verdict {
  const { Live } = service.properties;
  // While CodeDeploy shifts traffic the tasks of two task sets are counted, of which the primary serves.
  const set = Live.TaskSet?.Status === 'PRIMARY' ? Live.TaskSet : undefined;
  // A primary that is scaled to nothing leaves it to the others.
  const own = set?.ComputedDesiredCount === 0 ? undefined : set;
  const running = own?.RunningCount ?? Live.RunningCount;
  const wanted = own?.ComputedDesiredCount ?? desired;
  if (running === undefined) return unknown('the answer does not say how many tasks run');
  const message = `${running} of ${wanted} tasks run`;
  if (running >= wanted) return pass(message);
  const { State, UpdatedAt } = Live.Rollout ?? {};
  const isFailed = State === 'FAILED';
  const failure = fail(isFailed ? `${message}, and its rollout is FAILED` : message, {
    expected: wanted,
    actual: running,
    path: 'Live.RunningCount',
    fix: isFailed
      ? 'See in the events of the service why its deployment failed, and deploy a revision that starts.'
      : 'See in the events of the service why its tasks do not start or do not stay.',
  });
  if (running === 0 || State !== 'COMPLETED' || UpdatedAt === undefined)
    return unlessMoving(() => failure, service);
  // A steep rise in load moves the desired count before the tasks of the last move are steady.
  const scaling = { state: 'updated', serves: true, moving: true, since: UpdatedAt };
  return unlessMoving(() => failure, service, { name: 'its deployment', condition: scaling });
}
