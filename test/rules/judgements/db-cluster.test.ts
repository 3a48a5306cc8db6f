import { expect, test } from '@jest/globals';
import { judgeInstances } from '../../../rules/judgements/db-cluster.ts';
import { createInventory } from '../../../src/model/inventory.ts';
import { createResource } from '../../../src/model/resource.ts';
import { pass } from '../../../src/model/verdict.ts';

const resource = (type: string, name: string, properties: object, region = 'sa-east-1') =>
  createResource({
    type,
    id: `arn:${region}:${name}`,
    name,
    account: '111122223333',
    region,
    tags: {},
    properties,
    gaps: [],
  } as never);

const instance = (name: string, region?: string) =>
  resource('AWS::RDS::DBInstance', name, { DBInstanceIdentifier: name, Live: {} }, region);
const members = (...names: readonly string[]) => ({
  Live: { Members: names.map((DBInstanceIdentifier) => ({ DBInstanceIdentifier })) },
});

const judged = (properties: object) =>
  judgeInstances(
    resource('AWS::RDS::DBCluster', 'db', properties) as never,
    createInventory([instance('db-1'), instance('db-2'), instance('db-3', 'us-east-1')] as never, []),
    (instances) => pass(instances.map(({ name }) => name).join(', ')),
  );

test.each([
  ['members are judged, and no other instance', members('db-2'), 'pass', 'db-2'],
  ['an instance of that name in another region is no member', members('db-1', 'db-3'), 'pass', 'db-1'],
  ['without a member there is no instance', members(), 'fail', 'the cluster has no instance'],
  ['nor with one that is gone', members('gone'), 'fail', 'the cluster has no instance'],
  [
    'a secondary of a global cluster may have none',
    { ...members(), GlobalClusterIdentifier: 'g' },
    'unknown',
    'no instance, as in a headless secondary of global cluster g',
  ],
  ['members may not be told', { Live: {} }, 'unknown', 'the answer does not say which instances are members'],
  [
    'a Limitless database has shard groups instead',
    { Live: { ClusterScalabilityType: 'limitless' } },
    'not-applicable',
    'ClusterScalabilityType is limitless, which has no instances',
  ],
])('%s', (_, properties, status, message) => {
  expect(judged(properties)).toMatchObject({ status, message });
});
