import { expect, test } from '@jest/globals';
import { isOnFargate, launchOf } from '../../../rules/judgements/launch.ts';
import { createResource } from '../../../src/model/resource.ts';
import { ecsService } from '../../support/ecs.ts';

type Service = ReturnType<typeof ecsService>;

const inherited = (
  ...DefaultCapacityProviderStrategy: Service['Live']['Cluster']['DefaultCapacityProviderStrategy']
) => ({
  Cluster: { ClusterName: 'kiosk', DefaultCapacityProviderStrategy },
});
const resource = (properties: Service) =>
  createResource({
    type: 'AWS::ECS::Service',
    id: 'arn:web',
    name: 'kiosk/web',
    account: '111122223333',
    region: 'sa-east-1',
    tags: {},
    properties,
    gaps: [],
  });
const fargate = { CapacityProvider: 'FARGATE', Weight: 1 };
const spot = { CapacityProvider: 'FARGATE_SPOT', Base: 1 };
const hosts = { CapacityProvider: 'hosts', Weight: 1 };
const idle = { CapacityProvider: 'hosts', Weight: 0, Base: 0 };
const unset = { LaunchType: undefined };
const providers = (...names: string[]) => ({
  kind: 'providers',
  providers: names,
  path: 'CapacityProviderStrategy',
});

test.each<[string, Service, object, boolean]>([
  ['by its launch type', ecsService(), { kind: 'type', type: 'FARGATE' }, true],
  ['on instances', ecsService({ LaunchType: 'EC2' }), { kind: 'type', type: 'EC2' }, false],
  [
    'by its strategy',
    ecsService({ CapacityProviderStrategy: [fargate, spot, idle] }),
    providers('FARGATE', 'FARGATE_SPOT'),
    true,
  ],
  [
    'on both',
    ecsService({ CapacityProviderStrategy: [fargate, hosts] }),
    providers('FARGATE', 'hosts'),
    false,
  ],
  [
    'by a strategy that places nothing',
    ecsService({ CapacityProviderStrategy: [idle] }),
    providers('hosts'),
    false,
  ],
  [
    'by the cluster',
    ecsService(unset, inherited(fargate)),
    { ...providers('FARGATE'), path: 'Live.Cluster.DefaultCapacityProviderStrategy' },
    true,
  ],
  ['by nothing', ecsService(unset), { kind: 'unset' }, false],
  [
    'by an external controller, which does not ask the cluster',
    ecsService({ ...unset, DeploymentController: { Type: 'EXTERNAL' } }, inherited(fargate)),
    { kind: 'unset' },
    false,
  ],
])('tasks start %s', (_, properties, launch, onFargate) => {
  expect(launchOf(resource(properties))).toEqual(launch);
  expect(isOnFargate(resource(properties))).toBe(onFargate);
});
