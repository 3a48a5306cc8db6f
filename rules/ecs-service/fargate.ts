import { defineRule, fail, flag, pass, type Resource, type Verdict } from '../../src/rule.ts';

type Service = Resource<'AWS::ECS::Service'>;

export default defineRule({
  type: 'AWS::ECS::Service',
  name: 'fargate',
  title: 'ECS services run on Fargate',
  why: 'On instances of its own a service waits for machines at a peak, and somebody has to patch and size them.',
  fix: 'Set the launch type to FARGATE, or a capacity provider strategy of FARGATE and FARGATE_SPOT only.',
  severity: 'high',
  reads: ['LaunchType', 'CapacityProviderStrategy', 'Live.Cluster'],
  params: {
    spot: flag('Whether tasks may run on FARGATE_SPOT, which AWS may take back on two minutes notice.', true),
  },
  check({ properties }, { params }) {
    const { LaunchType, CapacityProviderStrategy } = properties;
    if (CapacityProviderStrategy)
      return judge(CapacityProviderStrategy, params.spot, 'CapacityProviderStrategy');
    if (LaunchType) return judgeLaunchType(LaunchType);
    // ECS falls back on the cluster's strategy, and without one on instances.
    const inherited = properties.Live.Cluster.DefaultCapacityProviderStrategy;
    return inherited.length > 0
      ? judge(inherited, params.spot, 'Live.Cluster.DefaultCapacityProviderStrategy')
      : fail('no launch type and no capacity provider strategy is set, which means EC2', {
          expected: 'FARGATE',
          actual: null,
          path: 'LaunchType',
        });
  },
});

function judgeLaunchType(launchType: string): Verdict {
  const message = `LaunchType is ${launchType}`;
  return launchType === 'FARGATE'
    ? pass(message)
    : fail(message, { expected: 'FARGATE', actual: launchType, path: 'LaunchType' });
}

type Strategy = NonNullable<Service['properties']['CapacityProviderStrategy']>;

function judge(strategy: Strategy, spot: boolean, path: string): Verdict {
  const allowed = spot ? ['FARGATE', 'FARGATE_SPOT'] : ['FARGATE'];
  const providers = strategy.map(({ CapacityProvider }) => CapacityProvider ?? 'a provider without a name');
  const others = providers.filter((provider) => !allowed.includes(provider));
  return others.length === 0
    ? pass(`capacity comes from ${providers.join(' and ')}`)
    : fail(`capacity comes from ${others.join(' and ')}`, {
        expected: allowed.join(' or '),
        actual: providers,
        path,
      });
}
