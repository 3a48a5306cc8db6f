import rule from '../../../rules/db-cluster/instances-over-azs.ts';
import { createResource } from '../../../src/model/resource.ts';
import { testRule } from '../../support/test-rule.ts';

function instance(name: string, AvailabilityZone?: string, Status = 'available', region = 'sa-east-1') {
  return createResource({
    type: 'AWS::RDS::DBInstance',
    id: `arn:${region}:${name}`,
    name,
    account: '111122223333',
    region,
    tags: {},
    properties: { DBInstanceIdentifier: name, AvailabilityZone, Live: { Status } },
    gaps: [],
  });
}

const membersOf = (...names: readonly string[]) => ({
  Live: { Members: names.map((DBInstanceIdentifier) => ({ DBInstanceIdentifier })) },
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
      alongside: [instance('db-1', 'sa-east-1a', 'backing-up'), instance('db-2', 'sa-east-1b', 'modifying')],
    },
    'a third one is being created': {
      given: membersOf('db-1', 'db-2', 'db-3'),
      alongside: [writer, instance('db-2', 'sa-east-1b'), instance('db-3', undefined, 'creating')],
    },
  },
  fails: {
    'two instances are in one zone': {
      given,
      alongside: [writer, instance('db-2', 'sa-east-1a')],
      because: 'available instances in sa-east-1a',
      expected: 'at least 2 zones',
      actual: ['sa-east-1a'],
    },
    'there is one instance': {
      given: membersOf('db-1'),
      alongside: [writer],
      because: 'available instances in sa-east-1a',
    },
    'the other instance is stopped': {
      given,
      alongside: [writer, instance('db-2', 'sa-east-1b', 'stopped')],
      because: 'available instances in sa-east-1a, db-2 is stopped',
    },
    'what is being created is in the same zone': {
      given,
      alongside: [writer, instance('db-2', 'sa-east-1a', 'creating')],
      because: 'available instances in sa-east-1a, db-2 is creating',
    },
    'the other instance is of another cluster': {
      given: membersOf('db-1'),
      alongside: [writer, instance('other', 'sa-east-1b')],
      because: 'available instances in sa-east-1a',
    },
    'the other instance has its name in another region': {
      given,
      alongside: [writer, instance('db-2', 'us-east-1b', 'available', 'us-east-1')],
      because: 'available instances in sa-east-1a',
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
      because: 'available instances in sa-east-1a, sa-east-1b',
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
      alongside: [writer, instance('db-2', 'sa-east-1b', 'failing-over')],
      because: 'available instances in sa-east-1a, and db-2 is failing-over',
    },
    'the reader is created and not placed yet': {
      given,
      alongside: [writer, instance('db-2', undefined, 'creating')],
      because: 'available instances in sa-east-1a, and db-2 is creating',
    },
    'the cluster may be a headless secondary': {
      given: { ...membersOf(), GlobalClusterIdentifier: 'world' },
      because: 'no instance, as in a headless secondary of global cluster world',
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
