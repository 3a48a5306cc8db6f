import rule from '../../../rules/ecs-service/spread-over-azs.ts';
import { ecsService, subnet } from '../../support/ecs.ts';
import { testRule } from '../../support/test-rule.ts';

const alongside = [subnet('s-a', 'a'), subnet('s-a2', 'a'), subnet('s-b', 'b'), subnet('s-c', 'c')];
const service = (Subnets: readonly string[], tasks: readonly object[] = []) =>
  ecsService(
    { NetworkConfiguration: { AwsvpcConfiguration: { Subnets } } },
    { Tasks: tasks.map((task, index) => ({ TaskArn: `arn:${index}`, LastStatus: 'RUNNING', ...task })) },
  );
const inZone = (AvailabilityZone: string) => ({ AvailabilityZone });
const inSubnet = (SubnetId: string) => ({ SubnetId });
const oneZone = 'its subnets lie in 1 availability zone (sae1-az1)';
const subnets = 'NetworkConfiguration.AwsvpcConfiguration.Subnets';

testRule(rule, {
  passes: {
    'subnets and tasks are in two zones': {
      given: service(['s-a', 's-b'], [inZone('sa-east-1a'), inZone('sa-east-1b')]),
      alongside,
      seeing: 'its subnets lie in sae1-az1, sae1-az2; 2 running tasks are in 2 zones',
    },
    'the tasks tell their subnets only': {
      given: service(['s-a', 's-b'], [inSubnet('s-a'), inSubnet('s-b')]),
      alongside,
    },
    'one task runs, in one zone': { given: service(['s-a', 's-b'], [inZone('sa-east-1a')]), alongside },
    'no task runs, which other rules judge': {
      given: service(['s-a', 's-b']),
      alongside,
      seeing: 'its subnets lie in sae1-az1, sae1-az2; no task runs',
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
    'the other subnet was deleted': { given: service(['s-a', 's-gone']), alongside, because: oneZone },
    'the other subnet is in a Local Zone': {
      given: service(['s-a', 's-lax']),
      alongside: [...alongside, subnet('s-lax', 'b', { AvailabilityZoneId: 'sae1-lax1-az1' })],
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
      because: 'its subnets lie in 2 availability zones (sae1-az1, sae1-az2)',
    },
    'both tasks stand in one zone': {
      given: service(['s-a', 's-b'], [inZone('sa-east-1a'), inSubnet('s-a2')]),
      alongside,
      because: 'both running tasks are in one zone, sa-east-1a',
      expected: 'at least 2 zones',
      actual: ['sa-east-1a'],
      path: 'Live.Tasks',
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
    'it is not in the VPC network mode': {
      given: ecsService({}, { Tasks: [] }),
      because: 'no subnets are configured, so its zones are those of its instances',
    },
  },
});
