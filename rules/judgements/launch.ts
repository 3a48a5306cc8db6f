import type { Resource } from '../../src/rule.ts';

type Service = Resource<'AWS::ECS::Service'>;
type Strategy = NonNullable<Service['properties']['CapacityProviderStrategy']>;

/** Where ECS starts the tasks of a service, and which property says so. */
export type Launch =
  | { readonly kind: 'type'; readonly type: string }
  | { readonly kind: 'providers'; readonly providers: readonly string[]; readonly path: string }
  /** Neither a launch type nor a strategy. */
  | { readonly kind: 'unset' };

export function launchOf({ properties }: Service): Launch {
  const { LaunchType, CapacityProviderStrategy } = properties;
  if (CapacityProviderStrategy)
    return {
      kind: 'providers',
      providers: placing(CapacityProviderStrategy),
      path: 'CapacityProviderStrategy',
    };
  if (LaunchType) return { kind: 'type', type: LaunchType };
  // Task sets, which CodeDeploy and external controllers make, have a launch of their own.
  if (properties.DeploymentController.Type !== 'ECS') return { kind: 'unset' };
  // ECS falls back on the cluster's strategy, and without one on instances.
  const inherited = properties.Live.Cluster.DefaultCapacityProviderStrategy;
  return inherited.length > 0
    ? {
        kind: 'providers',
        providers: placing(inherited),
        path: 'Live.Cluster.DefaultCapacityProviderStrategy',
      }
    : { kind: 'unset' };
}

/** Whether every task is on Fargate, where none gets more than it reserved. */
export function isOnFargate(service: Service): boolean {
  const launch = launchOf(service);
  if (launch.kind === 'providers')
    return launch.providers.every((provider) => provider.startsWith('FARGATE'));
  return launch.kind === 'type' && launch.type === 'FARGATE';
}

// A provider of weight 0, which is the default, and base 0 places no task. Where none places any, all are meant.
// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityProviderStrategyItem.html
function placing(strategy: Strategy): readonly string[] {
  const used = strategy.filter(({ Weight = 0, Base = 0 }) => Weight > 0 || Base > 0);
  const meant = used.length > 0 ? used : strategy;
  return meant.map(({ CapacityProvider }) => CapacityProvider ?? 'a provider without a name');
}
