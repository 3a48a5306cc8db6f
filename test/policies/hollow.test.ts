import { expect, test } from '@jest/globals';
import { propertiesOf } from '../../src/commands/registered-types.ts';
import type { TypeProperties } from '../../src/model/property.ts';
import { slipsOfExpect } from '../../src/policies/expectation.ts';

const mistakes = (type: string, path: string, wanted: unknown) =>
  slipsOfExpect(
    { type, expect: { [path]: wanted } },
    [],
    propertiesOf(type) as TypeProperties,
    () => undefined,
  ).map(({ message }) => message);

const cluster = 'AWS::RDS::DBCluster';
const service = 'AWS::ECS::Service';
const balancer = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const acl = 'AWS::WAFv2::WebACL';

const refused: readonly (readonly [type: string, path: string, wanted: unknown, message: string])[] = [
  [cluster, 'Port', {}, '{} says nothing of "Port": write the value, or a comparison such as { "not": … }'],
  [
    cluster,
    'ServerlessV2ScalingConfiguration',
    {},
    '{} says nothing of "ServerlessV2ScalingConfiguration": name the members that count; null is that it is not set, { "not": null } that it is',
  ],
  [
    cluster,
    'AssociatedRoles',
    {},
    '{} says nothing of "AssociatedRoles": write the elements in a list, or { "any": … }, { "every": … }, { "none": … }',
  ],
  [
    cluster,
    'AssociatedRoles',
    { every: {} },
    '{} says nothing of "AssociatedRoles": name the members that count',
  ],
  [
    service,
    'NetworkConfiguration',
    { AwsvpcConfiguration: { AssignPublicIp: {} } },
    '{} says nothing of "AssignPublicIp": write the value, or a comparison such as { "not": … }',
  ],
  [
    cluster,
    'BackupRetentionPeriod',
    { atLeast: 7, atMost: 3 },
    '"BackupRetentionPeriod" is never at least 7 and at most 3',
  ],
  [
    cluster,
    'ServerlessV2ScalingConfiguration',
    { MinCapacity: { atLeast: 2, atMost: 1 } },
    '"MinCapacity" is never at least 2 and at most 1',
  ],
  [cluster, 'Engine', { not: '*' }, '"Engine" is always something that "not" leaves out'],
  [
    cluster,
    'StorageEncrypted',
    { not: [true, false] },
    '"StorageEncrypted" is always something that "not" leaves out',
  ],
  [acl, 'Scope', { not: ['REGIONAL', 'CLOUD*'] }, '"Scope" is always something that "not" leaves out'],
  [cluster, 'MasterUsername', { exactly: 'a', not: 'a' }, '"MasterUsername" is never "a" and not that'],
  [
    cluster,
    'MasterUsername',
    { oneOf: ['a', 'ab'], not: 'a*' },
    '"MasterUsername" is never "a" and not that',
  ],
  [
    cluster,
    'EnableCloudwatchLogsExports',
    { any: 'audit', none: 'audit' },
    '"EnableCloudwatchLogsExports" has no element that "none" leaves out and another comparison asks for',
  ],
  [
    cluster,
    'EnableCloudwatchLogsExports',
    { includes: ['error', 'audit'], none: 'audit' },
    '"EnableCloudwatchLogsExports" has no element that "none" leaves out and another comparison asks for',
  ],
  [
    cluster,
    'EnableCloudwatchLogsExports',
    { includes: [] },
    '"EnableCloudwatchLogsExports" includes nothing: an empty list asks for nothing',
  ],
  [
    balancer,
    'LoadBalancerAttributes',
    [{ Key: 'deletion_protection.enabled', Value: 'true' }],
    '"LoadBalancerAttributes" goes by its keys: write { "deletion_protection.enabled": "true" }',
  ],
  [
    balancer,
    'LoadBalancerAttributes',
    { any: { Key: 'deletion_protection.enabled', Value: true } },
    '"LoadBalancerAttributes" goes by its keys: write { "deletion_protection.enabled": true }',
  ],
  [
    service,
    'DeploymentConfiguration.DeploymentCircuitBreaker',
    { Enable: null },
    '"Enable" is never null: it must be true or false',
  ],
  [
    service,
    'DeploymentConfiguration.MinimumHealthyPercent',
    { not: null },
    '"DeploymentConfiguration.MinimumHealthyPercent" is never null: it must be a whole number',
  ],
];

test.each(refused)('%s: %s as %j is told', (type, path, wanted, message) => {
  expect(mistakes(type, path, wanted)).toEqual([message]);
});

const taken: readonly (readonly [type: string, path: string, wanted: unknown])[] = [
  [acl, 'DefaultAction', { Allow: {} }],
  [acl, 'DefaultAction', { not: { Allow: {} } }],
  [cluster, 'BackupRetentionPeriod', { atLeast: 7, atMost: 7 }],
  [cluster, 'DatabaseName', { not: '*' }],
  [cluster, 'DatabaseName', { not: null }],
  [cluster, 'DatabaseName', null],
  [cluster, 'Engine', { not: 'aurora-*' }],
  [cluster, 'MasterUsername', { oneOf: ['a', 'b'], not: 'a' }],
  [cluster, 'EnableCloudwatchLogsExports', { any: 'audit', none: 'error' }],
  [cluster, 'EnableCloudwatchLogsExports', { not: [] }],
  [cluster, 'MasterUserSecret.KmsKeyId', { not: null }],
  [cluster, 'MasterUserSecret.KmsKeyId', null],
  [cluster, 'MasterUserSecret', [null, { KmsKeyId: 'alias/orders' }]],
  [service, 'DeploymentConfiguration.DeploymentCircuitBreaker.Enable', { not: null }],
  [service, 'DeploymentConfiguration.DeploymentCircuitBreaker', { Enable: { not: null } }],
];

test.each(taken)('%s: %s as %j may be meant', (type, path, wanted) => {
  expect(mistakes(type, path, wanted)).toEqual([]);
});
