import rule from '../../../rules/ecs-service/spread-over-azs.ts';
import { ecsService, subnet } from '../../support/ecs.ts';
import { testRule } from '../../support/test-rule.ts';

const alongside = [subnet('s-a', 'a'), subnet('s-a2', 'a'), subnet('s-b', 'b'), subnet('s-c', 'c')];
const running = (tasks: readonly object[]) =>
  tasks.map((task, index) => ({ TaskArn: `arn:${index}`, LastStatus: 'RUNNING', ...task }));
const service = (
  Subnets: readonly string[],
  tasks: readonly object[] = spread,
  RunningCount = tasks.length,
) =>
  ecsService(
    { NetworkConfiguration: { AwsvpcConfiguration: { Subnets } } },
    { Tasks: running(tasks), RunningCount },
  );
const onInstances = (tasks: readonly object[], RunningCount = tasks.length) =>
  ecsService({ LaunchType: 'EC2' }, { Tasks: running(tasks), RunningCount });
const inZone = (AvailabilityZone: string) => ({ AvailabilityZone });
const inSubnet = (SubnetId: string) => ({ SubnetId });
const spread = [inZone('sa-east-1a'), inZone('sa-east-1b')];
const together = [inZone('sa-east-1a'), inZone('sa-east-1a')];
const movingSince = (since?: string) => ({
  state: 'in a rollout',
  serves: true,
  moving: true,
  ...(since && { since }),
});
const oneZone = 'its subnets lie in 1 availability zone (sa-east-1a)';
const subnets = 'NetworkConfiguration.AwsvpcConfiguration.Subnets';

testRule(rule, {
  passes: {
    'subnets and tasks are in two zones': {
      given: service(['s-a', 's-b'], [inZone('sa-east-1a'), inZone('sa-east-1b')]),
      alongside,
      seeing: 'its subnets lie in sa-east-1a, sa-east-1b; 2 running tasks are in 2 zones',
    },
    'the tasks tell their subnets only': {
      given: service(['s-a', 's-b'], [inSubnet('s-a'), inSubnet('s-b')]),
      alongside,
    },
    'one task runs, in one zone': { given: service(['s-a', 's-b'], [inZone('sa-east-1a')]), alongside },
    'it runs on instances, without subnets, and its tasks are in two zones': {
      given: onInstances(spread),
      seeing: '2 running tasks are in 2 zones',
    },
    'a subnet that is not to be seen would be one more than enough': {
      given: service(['s-a', 's-b', 's-gone']),
      alongside,
    },
    'the zone of a third task is not told, and two zones are': {
      given: service(['s-a', 's-b'], [inZone('sa-east-1a'), {}, inZone('sa-east-1b')]),
      alongside,
    },
  },
  fails: {
    'its only subnet is in one zone': {
      given: service(['s-a']),
      alongside,
      because: oneZone,
      expected: 'at least 2 availability zones',
      actual: 1,
      path: subnets,
    },
    'two subnets are in the same zone': { given: service(['s-a', 's-a2']), alongside, because: oneZone },
    'the other subnet is in a Local Zone': {
      given: service(['s-a', 's-lax']),
      alongside: [
        ...alongside,
        subnet('s-lax', 'b', {
          AvailabilityZone: 'sa-east-1-lax-1a',
          AvailabilityZoneId: 'sae1-lax1-az1',
        }),
      ],
      because: oneZone,
    },
    'the other subnet is on an Outpost': {
      given: service(['s-a', 's-out']),
      alongside: [...alongside, subnet('s-out', 'b', { OutpostArn: 'arn:outpost' })],
      because: oneZone,
    },
    'three zones are asked for and two are there': {
      given: service(['s-a', 's-b']),
      params: { min: 3 },
      alongside,
      because: 'its subnets lie in 2 availability zones (sa-east-1a, sa-east-1b)',
    },
    'both tasks stand in one zone': {
      given: service(['s-a', 's-b'], [inZone('sa-east-1a'), inSubnet('s-a2')]),
      alongside,
      because: 'both running tasks are in one zone, sa-east-1a',
      fix: 'Force a new deployment so that its tasks move.',
      expected: 'at least 2 zones',
      actual: ['sa-east-1a'],
      path: 'Live.Tasks',
    },
    'no task runs': {
      given: service(['s-a', 's-b'], []),
      alongside,
      because: 'no task runs',
      actual: 0,
      path: 'Live.Tasks',
    },
    'nobody wants a task to run': {
      given: ecsService(
        { DesiredCount: 0, NetworkConfiguration: { AwsvpcConfiguration: { Subnets: ['s-a', 's-b'] } } },
        { Tasks: [], RunningCount: 0 },
      ),
      alongside,
      because: 'no task runs: DesiredCount is 0',
      fix: 'Raise the desired count to at least 2.',
    },
    'no task runs, and its subnet is in one zone': {
      given: service(['s-a'], []),
      alongside,
      because: `${oneZone}; no task runs`,
      path: subnets,
    },
    'both tasks stand in one zone, a quarter of an hour after the rollout began': {
      given: service(['s-a', 's-b'], together),
      condition: movingSince('2026-11-24T11:45:00.000Z'),
      alongside,
      because: 'both running tasks are in one zone, sa-east-1a',
    },
    'its subnets are in one zone, rollout or not': {
      given: service(['s-a']),
      condition: movingSince('2026-11-24T11:59:00.000Z'),
      alongside,
      because: oneZone,
    },
    'it runs on instances, and its tasks are in one zone': {
      given: onInstances(together),
      because: 'both running tasks are in one zone, sa-east-1a',
    },
    'it runs on instances, and one of its tasks is in a Local Zone': {
      given: onInstances([inZone('us-west-2a'), inZone('us-west-2-lax-1a')]),
      because: 'both running tasks are in one zone, us-west-2a',
    },
    'it runs on instances, and its only task tells of one zone': {
      given: onInstances([inZone('sa-east-1a')]),
      because: '1 running task is in one zone, sa-east-1a',
      expected: 'at least 2 zones',
    },
    'all tasks stand in one zone, and the subnets are hidden': {
      given: service(['s-a'], [inZone('sa-east-1a'), inZone('sa-east-1a'), inZone('sa-east-1a')]),
      blind: ['AWS::EC2::Subnet'],
      because: 'all 3 running tasks are in one zone, sa-east-1a',
    },
  },
  doesNotApply: {
    'it is a daemon': {
      given: ecsService({ SchedulingStrategy: 'DAEMON' }),
      because: 'SchedulingStrategy is DAEMON: a task on each instance, wherever those are',
    },
  },
  isUnknown: {
    'those that are not listed yet may stand in another zone': {
      given: service(['s-a', 's-b'], together, 4),
      alongside,
      because: 'RunningCount is 4, and 2 running tasks are in one zone, sa-east-1a',
    },
    'the running tasks are hidden': {
      given: service(['s-a', 's-b']),
      alongside,
      unreadable: ['Live.Tasks'],
      because: 'could not read Live.Tasks: test:Read answered AccessDeniedException',
    },
    'the subnets are hidden': {
      given: service(['s-a', 's-b'], [inZone('sa-east-1a'), inZone('sa-east-1b')]),
      blind: ['AWS::EC2::Subnet'],
      because: 'could not read the list of AWS::EC2::Subnet: test:Read answered AccessDeniedException',
    },
    'the tasks do not tell where they are': {
      given: service(['s-a', 's-b'], [inZone('sa-east-1a'), {}]),
      alongside,
      because: 'the answer does not say in which zone a running task is',
    },
    'the other subnet is not to be seen': {
      given: service(['s-a', 's-gone']),
      alongside,
      because: 'the zone of s-gone is not known',
    },
    'both tasks stand in one zone while a rollout moves them': {
      given: service(['s-a', 's-b'], together),
      condition: movingSince('2026-11-24T11:45:01.000Z'),
      alongside,
      because: 'both running tasks are in one zone, sa-east-1a, while the-name is in a rollout',
    },
    'no task runs yet': {
      given: service(['s-a', 's-b'], []),
      condition: movingSince(),
      alongside,
      because: 'no task runs, while the-name is in a rollout',
    },
    'the answers about its tasks differ': {
      given: service(['s-a', 's-b'], [], 2),
      alongside,
      because: 'RunningCount is 2, and no running task is listed',
    },
  },
});
