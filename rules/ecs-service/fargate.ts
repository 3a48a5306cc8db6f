import { all, defineRule, fail, flag, pass, type Resource, unknown, type Verdict } from '../../src/rule.ts';
import { type Launch, launchOf } from '../judgements/launch.ts';

type Service = Resource<'AWS::ECS::Service'>;

export default defineRule({
  type: 'AWS::ECS::Service',
  name: 'fargate',
  title: 'ECS services run on Fargate',
  why: 'On instances of its own a service waits for machines at a peak, and somebody has to patch and size them.',
  fix: 'Associate the capacity provider FARGATE with the cluster, give the service a strategy of it, and force a new deployment.',
  severity: 'high',
  reads: [
    'SchedulingStrategy',
    'LaunchType',
    'CapacityProviderStrategy',
    'DeploymentController',
    'Live.Cluster',
    'Live.LaunchProof',
  ],
  params: {
    spot: flag('Whether tasks may run on FARGATE_SPOT, which AWS may take back on two minutes notice.', true),
  },
  check(service, { params }) {
    const verdict = judgeLaunch(launchOf(service), service, params.spot);
    return verdict.status === 'pass'
      ? all(
          () => verdict,
          () => judgeDefinition(service),
        )
      : verdict;
  },
});

function judgeLaunch(launch: Launch, { properties }: Service, spot: boolean): Verdict {
  switch (launch.kind) {
    case 'type':
      return judgeType(launch.type, properties);
    case 'providers':
      return judgeProviders(launch, properties, spot);
    case 'unset':
      if (properties.DeploymentController.Type !== 'ECS')
        return unknown('no task set says where its tasks run');
      return fail('no launch type and no capacity provider strategy is set, which means EC2', {
        expected: 'FARGATE',
        actual: null,
        path: 'LaunchType',
        fix: moveOf(properties, 'EC2'),
      });
  }
}

function judgeType(launchType: string, properties: Service['properties']): Verdict {
  const message = `LaunchType is ${launchType}`;
  return launchType === 'FARGATE'
    ? pass(message)
    : fail(message, {
        expected: 'FARGATE',
        actual: launchType,
        path: 'LaunchType',
        fix: moveOf(properties, launchType),
      });
}

function judgeProviders(
  { providers, path }: Extract<Launch, { kind: 'providers' }>,
  properties: Service['properties'],
  spot: boolean,
): Verdict {
  const allowed = spot ? ['FARGATE', 'FARGATE_SPOT'] : ['FARGATE'];
  const others = providers.filter((provider) => !allowed.includes(provider));
  return others.length === 0
    ? pass(`capacity comes from ${providers.join(' and ')}`)
    : fail(`capacity comes from ${others.join(' and ')}`, {
        expected: allowed.join(' or '),
        actual: providers,
        path,
        fix:
          others.length === providers.length || path.startsWith('Live.Cluster')
            ? moveOf(properties, 'EC2')
            : `Take ${others.join(' and ')} out of the capacity provider strategy of the service, and force a new deployment.`,
      });
}

/**
 * How the tasks come to run on Fargate. A service is moved between launch types by a capacity provider, and what runs
 * on external instances takes none.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/capacity-launch-type-comparison.html
 */
function moveOf(
  { SchedulingStrategy, DeploymentController: { Type } }: Service['properties'],
  from: string,
): string | undefined {
  // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html
  if (SchedulingStrategy === 'DAEMON')
    return 'Replace the service by one whose SchedulingStrategy is REPLICA, with a capacity provider strategy of FARGATE: Fargate runs no DAEMON.';
  if (Type === 'CODE_DEPLOY') return 'Deploy it with a capacity provider strategy of FARGATE in the AppSpec.';
  if (Type === 'EXTERNAL') return 'Create a task set of the launch type FARGATE, and make it the primary.';
  return from === 'EXTERNAL'
    ? 'Replace the service by one with a capacity provider strategy of FARGATE: of this launch type none can be changed.'
    : undefined;
}

/** A service may ask for Fargate with a task definition that Fargate does not take: then no task starts. */
function judgeDefinition({ properties }: Service): Verdict {
  const proof = properties.Live.LaunchProof;
  if (!proof) return unknown('the answer does not say of which task definition its tasks are');
  if (proof.kind === 'task') return pass();
  const { NetworkMode, RequiresCompatibilities, Compatibilities } = proof;
  if (NetworkMode && NetworkMode !== 'awsvpc')
    return fail(`NetworkMode of its task definition is ${NetworkMode}`, {
      expected: 'awsvpc',
      actual: NetworkMode,
      path: 'TaskDefinition',
      fix: 'Deploy a revision of the task definition with the network mode awsvpc.',
    });
  const fit = Compatibilities ?? RequiresCompatibilities;
  if (!fit) return unknown('the answer does not say what its task definition is for');
  return fit.includes('FARGATE')
    ? pass()
    : fail(`its task definition is for ${fit.join(' and ') || 'nothing'}`, {
        expected: 'FARGATE',
        actual: fit,
        path: 'TaskDefinition',
        fix: 'Deploy a revision of the task definition that requires FARGATE.',
      });
}
