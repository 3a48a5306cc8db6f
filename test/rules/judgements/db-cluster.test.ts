import { expect, test } from '@jest/globals';
import { judgeInstances } from '../../../rules/judgements/db-cluster.ts';
import { settle } from '../../../src/model/all.ts';
import { createInventory } from '../../../src/model/inventory.ts';
import { type Condition, createResource } from '../../../src/model/resource.ts';
import { type Mover, unlessMoving } from '../../../src/model/settling.ts';
import { pass, type Verdict } from '../../../src/model/verdict.ts';

const resource = (type: string, name: string, properties: object, condition?: Condition) =>
  createResource({
    type,
    id: `arn:${name}`,
    name,
    condition,
    account: '111122223333',
    region: 'sa-east-1',
    tags: {},
    properties,
    gaps: [],
  } as never);

const creating: Condition = { state: 'creating', serves: false, moving: true };
const instance = (name: string, DBClusterIdentifier: string, condition?: Condition) =>
  resource('AWS::RDS::DBInstance', name, { DBInstanceIdentifier: name, DBClusterIdentifier }, condition);
const members = (...names: readonly string[]) => ({
  DBClusterIdentifier: 'db',
  Live: { Members: names.map((DBInstanceIdentifier) => ({ DBInstanceIdentifier })) },
});
const context = {
  inventory: createInventory([
    instance('db-1', 'db'),
    instance('db-2', 'db', creating),
    instance('other-1', 'other'),
    instance('other-2', 'other', creating),
  ] as never),
  unlessMoving: (judgement: () => Verdict, ...movers: readonly Mover[]) =>
    unlessMoving(settle(judgement), movers, new Date('2026-11-24T12:00:00Z')),
};
const judged = (properties: object, condition?: Condition) =>
  judgeInstances(
    resource('AWS::RDS::DBCluster', 'db', properties, condition) as never,
    context,
    (instances) => pass(instances.map(({ name }) => name).join(', ')),
  );
const empty = { ...members(), DBClusterIdentifier: 'empty' };

test.each([
  ['members are judged, and what comes to be one', judged(members('db-1')), 'pass', 'db-1, db-2'],
  ['each once', judged(members('db-1', 'db-2')), 'pass', 'db-1, db-2'],
  ['an instance that stands still without being a member is none', judged(members()), 'pass', 'db-2'],
  ['without a member there is no instance', judged(empty), 'fail', 'the cluster has no instance'],
  [
    'which is a fact of a headless secondary as well',
    judged({ ...empty, GlobalClusterIdentifier: 'g' }),
    'fail',
    'the cluster has no instance, in global cluster g',
  ],
  [
    'while the cluster is created its instances may come',
    judged(empty, creating),
    'unknown',
    'the cluster has no instance, while db is creating',
  ],
  [
    'members may not be told',
    judged({ Live: {} }),
    'unknown',
    'the answer does not say which instances are members',
  ],
  [
    'a Limitless database has shard groups instead',
    judged({ Live: { ClusterScalabilityType: 'limitless' } }),
    'not-applicable',
    'ClusterScalabilityType is limitless, which has no instances',
  ],
] as const)('%s', (_, verdict, status, message) => {
  expect(verdict).toMatchObject({ status, message });
});
