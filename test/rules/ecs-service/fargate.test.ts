import rule from '../../../rules/ecs-service/fargate.ts';
import { ecsService } from '../../support/ecs.ts';
import { testRule } from '../../support/test-rule.ts';

const provider = (...names: string[]) => names.map((CapacityProvider) => ({ CapacityProvider, Weight: 1 }));
const strategy = (...names: string[]) =>
  ecsService({ LaunchType: undefined, CapacityProviderStrategy: provider(...names) });
const inherited = (...names: string[]) =>
  ecsService(
    { LaunchType: undefined },
    { Cluster: { ClusterName: 'kiosk', DefaultCapacityProviderStrategy: provider(...names) } },
  );
const launchType = (LaunchType: string) => ({
  given: ecsService({ LaunchType }),
  because: `LaunchType is ${LaunchType}`,
  expected: 'FARGATE',
  actual: LaunchType,
  path: 'LaunchType',
});

testRule(rule, {
  passes: {
    'the launch type is FARGATE': { given: ecsService(), seeing: 'LaunchType is FARGATE' },
    'every capacity provider is Fargate': {
      given: strategy('FARGATE', 'FARGATE_SPOT'),
      seeing: 'capacity comes from FARGATE and FARGATE_SPOT',
    },
    'the cluster decides, and says FARGATE': { given: inherited('FARGATE') },
    'spot is not wanted and not used': { given: strategy('FARGATE'), params: { spot: false } },
  },
  fails: {
    'it runs on EC2': launchType('EC2'),
    'it runs on managed instances': launchType('MANAGED_INSTANCES'),
    'it runs on external machines': launchType('EXTERNAL'),
    'one of the capacity providers has instances': {
      given: strategy('FARGATE', 'ec2-asg'),
      because: 'capacity comes from ec2-asg',
      expected: 'FARGATE or FARGATE_SPOT',
      actual: ['FARGATE', 'ec2-asg'],
      path: 'CapacityProviderStrategy',
    },
    'the cluster decides, and says instances': {
      given: inherited('ec2-asg'),
      because: 'capacity comes from ec2-asg',
      path: 'Live.Cluster.DefaultCapacityProviderStrategy',
    },
    'nothing decides': {
      given: inherited(),
      because: 'no launch type and no capacity provider strategy is set, which means EC2',
      actual: null,
    },
    'spot is used where it is not wanted': {
      given: strategy('FARGATE', 'FARGATE_SPOT'),
      params: { spot: false },
      because: 'capacity comes from FARGATE_SPOT',
      expected: 'FARGATE',
    },
  },
  isUnknown: {
    'the launch type is hidden': {
      given: ecsService(),
      unreadable: ['LaunchType'],
      because: 'could not read LaunchType: test:Read answered AccessDeniedException',
    },
    'the cluster decides, and is hidden': {
      given: inherited('FARGATE'),
      unreadable: ['Live.Cluster'],
      because: 'could not read Live.Cluster: test:Read answered AccessDeniedException',
    },
  },
});
