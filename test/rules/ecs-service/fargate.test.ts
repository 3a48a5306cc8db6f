import rule from '../../../rules/ecs-service/fargate.ts';
import { ecsService } from '../../support/ecs.ts';
import { testRule } from '../../support/test-rule.ts';

type Service = ReturnType<typeof ecsService>;

const provider = (...names: string[]) => names.map((CapacityProvider) => ({ CapacityProvider, Weight: 1 }));
const proven = { LaunchProof: { kind: 'task', LaunchType: 'FARGATE' } } as const;
const strategyOf = (CapacityProviderStrategy: Service['CapacityProviderStrategy']) =>
  ecsService({ LaunchType: undefined, CapacityProviderStrategy }, proven);
const strategy = (...names: string[]) => strategyOf(provider(...names));
const inherited = (...names: string[]) =>
  ecsService(
    { LaunchType: undefined },
    { Cluster: { ClusterName: 'kiosk', DefaultCapacityProviderStrategy: provider(...names) }, ...proven },
  );
const defined = (definition: object) =>
  ecsService({}, { LaunchProof: { kind: 'definition', ...definition } });
const external = { LaunchType: undefined, DeploymentController: { Type: 'EXTERNAL' } };
const launchType = (LaunchType: string) => ({
  given: ecsService({ LaunchType }),
  because: `LaunchType is ${LaunchType}`,
  expected: 'FARGATE',
  actual: LaunchType,
  path: 'LaunchType',
});

testRule(rule, {
  passes: {
    'the launch type is FARGATE': { given: ecsService({}, proven), seeing: 'LaunchType is FARGATE' },
    'every capacity provider is Fargate': {
      given: strategy('FARGATE', 'FARGATE_SPOT'),
      seeing: 'capacity comes from FARGATE and FARGATE_SPOT',
    },
    'the cluster decides, and says FARGATE': { given: inherited('FARGATE') },
    'a provider of weight 0 and base 0 places no task': {
      given: strategyOf([
        { CapacityProvider: 'FARGATE', Weight: 1 },
        { CapacityProvider: 'ec2-asg', Weight: 0, Base: 0 },
        { CapacityProvider: 'FARGATE_SPOT' },
      ]),
      params: { spot: false },
      seeing: 'capacity comes from FARGATE',
    },
    'no task of its definition runs yet, and it is for Fargate': {
      given: defined({ Compatibilities: ['EC2', 'FARGATE'], NetworkMode: 'awsvpc' }),
    },
    'its definition asks for Fargate': { given: defined({ RequiresCompatibilities: ['FARGATE'] }) },
    'spot is not wanted and not used': { given: strategy('FARGATE'), params: { spot: false } },
  },
  fails: {
    'it is a daemon, which Fargate does not run': {
      given: ecsService({ LaunchType: 'EC2', SchedulingStrategy: 'DAEMON' }),
      because: 'LaunchType is EC2',
      fix: 'Replace the service by one whose SchedulingStrategy is REPLICA, with a capacity provider strategy of FARGATE: Fargate runs no DAEMON.',
    },
    'CodeDeploy starts its tasks on EC2': {
      given: ecsService({ LaunchType: 'EC2', DeploymentController: { Type: 'CODE_DEPLOY' } }),
      because: 'LaunchType is EC2',
      fix: 'Deploy it with a capacity provider strategy of FARGATE in the AppSpec.',
    },
    'a controller of its own starts its tasks on EC2': {
      given: ecsService({ LaunchType: 'EC2', DeploymentController: { Type: 'EXTERNAL' } }),
      because: 'LaunchType is EC2',
      fix: 'Create a task set of the launch type FARGATE, and make it the primary.',
    },
    'its only provider has instances': {
      given: strategy('ec2-asg'),
      because: 'capacity comes from ec2-asg',
      fix: rule.fix,
    },
    'it runs on EC2': launchType('EC2'),
    'it runs on managed instances': { ...launchType('MANAGED_INSTANCES'), fix: rule.fix },
    'it runs on external machines': {
      ...launchType('EXTERNAL'),
      fix: 'Replace the service by one with a capacity provider strategy of FARGATE: of this launch type none can be changed.',
    },
    'one of the capacity providers has instances': {
      given: strategy('FARGATE', 'ec2-asg'),
      because: 'capacity comes from ec2-asg',
      expected: 'FARGATE or FARGATE_SPOT',
      actual: ['FARGATE', 'ec2-asg'],
      path: 'CapacityProviderStrategy',
    },
    'a provider of weight 0 has a base': {
      given: strategyOf([
        { CapacityProvider: 'FARGATE', Weight: 1 },
        { CapacityProvider: 'ec2-asg', Weight: 0, Base: 1 },
      ]),
      because: 'capacity comes from ec2-asg',
    },
    'its only provider has weight 0': {
      given: strategyOf([{ CapacityProvider: 'ec2-asg', Weight: 0 }]),
      because: 'capacity comes from ec2-asg',
    },
    'its task definition is for instances': {
      given: defined({ Compatibilities: ['EC2'], NetworkMode: 'awsvpc' }),
      because: 'its task definition is for EC2',
      expected: 'FARGATE',
      actual: ['EC2'],
      path: 'TaskDefinition',
    },
    'its task definition has a network that Fargate lacks': {
      given: defined({ RequiresCompatibilities: ['FARGATE'], NetworkMode: 'bridge' }),
      because: 'NetworkMode of its task definition is bridge',
      expected: 'awsvpc',
      actual: 'bridge',
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
    'an external controller gave it no task set': {
      given: ecsService(external, {
        Cluster: { ClusterName: 'kiosk', DefaultCapacityProviderStrategy: provider('FARGATE') },
      }),
      because: 'no task set says where its tasks run',
    },
    'its task definition is hidden': {
      given: ecsService(),
      unreadable: ['Live.LaunchProof'],
      because:
        'could not read which task definition its tasks start from: test:Read answered AccessDeniedException',
    },
    'nobody says what its task definition is for': {
      given: defined({}),
      because: 'the answer does not say what its task definition is for',
    },
    'nobody says which task definition it has': {
      given: ecsService(),
      because: 'the answer does not say of which task definition its tasks are',
    },
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
