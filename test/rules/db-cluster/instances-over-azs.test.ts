import rule from '../../../rules/db-cluster/instances-over-azs.ts';
import { type Condition, createResource } from '../../../src/model/resource.ts';
import { testRule } from '../../support/test-rule.ts';

const still = (state: string, serves = true): Condition => ({ state, serves, moving: false });
const coming = (state: string, since?: string): Condition => ({ state, serves: false, moving: true, since });

function instance(
  name: string,
  AvailabilityZone?: string,
  condition = still('available'),
  DBClusterIdentifier = 'db',
) {
  return createResource({
    type: 'AWS::RDS::DBInstance',
    id: `arn:${name}`,
    name,
    condition,
    account: '111122223333',
    region: 'sa-east-1',
    tags: {},
    properties: { DBInstanceIdentifier: name, DBClusterIdentifier, AvailabilityZone },
    gaps: [],
  });
}

const membersOf = (...names: readonly string[]) => ({
  DBClusterIdentifier: 'db',
  Live: { Members: names.map((DBInstanceIdentifier) => ({ DBInstanceIdentifier })) },
});
const leaving = (name: string, ...members: readonly string[]) => ({
  ...membersOf(...members),
  Live: { ...membersOf(...members).Live, Leaving: [name] },
});
const given = membersOf('db-1', 'db-2');
const writer = instance('db-1', 'sa-east-1a');

testRule(rule, {
  passes: {
    'two instances are in two zones': {
      given,
      alongside: [writer, instance('db-2', 'sa-east-1b')],
      seeing: 'available instances in sa-east-1a, sa-east-1b',
    },
    'an instance is modified or backed up meanwhile': {
      given,
      alongside: [
        instance('db-1', 'sa-east-1a', still('backing-up')),
        instance('db-2', 'sa-east-1b', { state: 'modifying', serves: true, moving: true }),
      ],
    },
    'a third one is being created': {
      given: membersOf('db-1', 'db-2', 'db-3'),
      alongside: [writer, instance('db-2', 'sa-east-1b'), instance('db-3', undefined, coming('creating'))],
    },
  },
  fails: {
    'a Multi-AZ cluster, to which no reader can be added, lost one': {
      given: { ...given, Engine: 'postgres' },
      alongside: [writer, instance('db-2', 'sa-east-1b', still('storage-full', false))],
      because: 'the only zone with available instances is sa-east-1a, db-2 is in state storage-full',
      fix: 'Give db-2 more storage.',
    },
    'an instance of Aurora failed': {
      given: { ...given, Engine: 'aurora-mysql' },
      alongside: [writer, instance('db-2', 'sa-east-1b', still('failed', false))],
      because: 'the only zone with available instances is sa-east-1a, db-2 is failed',
      fix: 'Create another in the place of db-2: AWS does not recover it. Or add a reader in a zone that has no available instance yet.',
    },
    'two instances are in one zone': {
      given,
      alongside: [writer, instance('db-2', 'sa-east-1a')],
      because: 'the only zone with available instances is sa-east-1a',
      expected: 'at least 2 zones',
      actual: ['sa-east-1a'],
    },
    'there is one instance': {
      given: membersOf('db-1'),
      alongside: [writer],
      because: 'the only zone with available instances is sa-east-1a',
    },
    'the other instance is stopped': {
      given,
      alongside: [writer, instance('db-2', 'sa-east-1b', still('stopped', false))],
      because: 'the only zone with available instances is sa-east-1a, db-2 is stopped',
    },
    'what is being created is in the same zone': {
      given,
      alongside: [writer, instance('db-2', 'sa-east-1a', coming('creating'))],
      because: 'the only zone with available instances is sa-east-1a, db-2 is creating',
    },
    'the other instance is of another cluster': {
      given: membersOf('db-1'),
      alongside: [writer, instance('other', 'sa-east-1b', still('available'), 'other')],
      because: 'the only zone with available instances is sa-east-1a',
    },
    'the other instance has been creating for an hour': {
      given,
      alongside: [writer, instance('db-2', undefined, coming('creating', '2026-11-24T11:00:00Z'))],
      because: 'the only zone with available instances is sa-east-1a, db-2 is creating',
    },
    'the cluster is stopped, whatever its instances say': {
      given,
      condition: still('stopped', false),
      alongside: [writer, instance('db-2', 'sa-east-1b')],
      because: 'the cluster is stopped',
      path: 'Live.Status',
    },
    'the cluster is modified, which takes no instance from a zone': {
      given,
      condition: { state: 'modifying', serves: true, moving: true },
      alongside: [writer, instance('db-2', 'sa-east-1a')],
      because: 'the only zone with available instances is sa-east-1a',
    },
    'a cluster of a global cluster has no instance': {
      given: { ...membersOf(), GlobalClusterIdentifier: 'world' },
      because: 'the cluster has no instance, in global cluster world',
      expected: 'instances',
    },
    'the cluster has been creating for an hour, without an instance': {
      given: membersOf(),
      condition: coming('creating', '2026-11-24T11:00:00Z'),
      because: 'the cluster has no instance',
    },
    'one of three zones goes and the other two are one short as it is': {
      given: leaving('db-3', 'db-1'),
      params: { min: 3 },
      alongside: [writer],
      because: 'the only zone with available instances is sa-east-1a',
    },
    'the cluster has no instance': {
      given: membersOf(),
      because: 'the cluster has no instance',
      actual: 0,
    },
    'three zones are asked for': {
      given,
      params: { min: 3 },
      alongside: [writer, instance('db-2', 'sa-east-1b')],
      because: 'the only zones with available instances are sa-east-1a, sa-east-1b',
    },
  },
  doesNotApply: {
    'the cluster is Limitless': {
      given: { Live: { ClusterScalabilityType: 'limitless', Members: [] } },
      because: 'ClusterScalabilityType is limitless, which has no instances',
    },
  },
  isUnknown: {
    'the reader is failing over': {
      given,
      alongside: [writer, instance('db-2', 'sa-east-1b', coming('failing-over'))],
      because: 'the only zone with available instances is sa-east-1a, while db-2 is failing-over',
    },
    'the reader is created and not placed yet': {
      given,
      alongside: [writer, instance('db-2', undefined, coming('creating', '2026-11-24T11:59:00Z'))],
      because: 'the only zone with available instances is sa-east-1a, while db-2 is creating',
    },
    'the reader is created and the cluster does not name it yet': {
      given: membersOf('db-1'),
      alongside: [writer, instance('db-2', 'sa-east-1b', coming('creating'))],
      because: 'the only zone with available instances is sa-east-1a, while db-2 is creating',
    },
    'the reader is being deleted, and another may come in its place': {
      given: leaving('db-2', 'db-1', 'db-2'),
      alongside: [writer],
      because: 'the only zone with available instances is sa-east-1a, while db-2 is being deleted',
    },
    'the only instance is being deleted': {
      given: leaving('db-1', 'db-1'),
      because: 'the cluster has no instance, while db-1 is being deleted',
    },
    'the cluster is being created, and its instances come later': {
      given: membersOf(),
      condition: coming('creating', '2026-11-24T11:59:00Z'),
      because: 'the cluster has no instance, while the-name is creating',
    },
    'the cluster is restored from a snapshot': {
      given: membersOf('db-1'),
      params: { min: 3 },
      condition: coming('migrating'),
      alongside: [writer],
      because: 'the only zone with available instances is sa-east-1a, while the-name is migrating',
    },
    'the answer does not say where the reader is': {
      given,
      alongside: [writer, instance('db-2')],
      because: 'the answer does not say in which zone db-2 is',
    },
    'the reader is in a state we do not know': {
      given,
      alongside: [writer, instance('db-2', 'sa-east-1b', coming('hibernating'))],
      because: 'the only zone with available instances is sa-east-1a, while db-2 is hibernating',
    },
    'the members are not in the answer': {
      given: { Live: {} },
      because: 'the answer does not say which instances are members',
    },
    'AWS does not show the members': {
      given,
      unreadable: ['Live.Members'],
      because: 'could not read Live.Members: test:Read answered AccessDeniedException',
    },
    'the instances could not be listed': {
      given,
      alongside: [writer],
      blind: ['AWS::RDS::DBInstance'],
      because: 'could not read the list of AWS::RDS::DBInstance: test:Read answered AccessDeniedException',
    },
  },
});
