import { expect, test } from '@jest/globals';
import rule from '../../../rules/db-cluster/serverless-v2.ts';
import { createResource } from '../../../src/model/resource.ts';
import { testRule } from '../../support/test-rule.ts';

function instance(name: string, DBInstanceClass?: string) {
  return createResource({
    type: 'AWS::RDS::DBInstance',
    id: `arn:${name}`,
    name,
    account: '111122223333',
    region: 'sa-east-1',
    tags: {},
    properties: { DBInstanceIdentifier: name, DBInstanceClass },
    gaps: [],
  });
}

const Members = [{ DBInstanceIdentifier: 'db-1' }, { DBInstanceIdentifier: 'db-2' }];
const rangeOf = (MinCapacity?: number, MaxCapacity?: number, SecondsUntilAutoPause?: number) => ({
  Engine: 'aurora-postgresql',
  EngineMode: 'provisioned',
  ServerlessV2ScalingConfiguration: { MinCapacity, MaxCapacity, SecondsUntilAutoPause },
  Live: { Members },
});
const given = rangeOf(2, 32);
const alongside = [instance('db-1', 'db.serverless'), instance('db-2', 'db.serverless')];
const params = { minAcu: 2, maxAcuAtLeast: 16, maxAcuAtMost: 64 };
const minPath = 'ServerlessV2ScalingConfiguration.MinCapacity';
const maxPath = 'ServerlessV2ScalingConfiguration.MaxCapacity';

testRule(rule, {
  passes: {
    'it is Serverless v2 throughout': { given, alongside, seeing: '2 to 32 ACUs' },
    'the range is as asked': { given, alongside, params },
    'the range is exactly as asked': {
      given: rangeOf(2, 16),
      alongside,
      params: { ...params, maxAcuAtMost: 16 },
    },
    'it may pause': { given: rangeOf(0, 32, 300), alongside, params: { autoPause: true } },
    'it has a pause that cannot happen': { given: rangeOf(0.5, 32, 300), alongside },
  },
  fails: {
    'the floor that is asked for is above the ceiling there is': {
      given: rangeOf(1, 8),
      alongside,
      params: { minAcu: 8 },
      because: 'MinCapacity is 1',
      fix: 'Raise MinCapacity to at least 8, and MaxCapacity above that.',
    },
    'MinCapacity is too low': {
      given: rangeOf(0.5, 32),
      alongside,
      params,
      because: 'MinCapacity is 0.5',
      expected: 'at least 2',
      actual: 0.5,
      path: minPath,
    },
    'both bounds are wrong, and both are told': {
      given: rangeOf(0.5, 8),
      alongside,
      params,
      because: 'MinCapacity is 0.5; MaxCapacity is 8',
    },
    'MaxCapacity is wrong and MinCapacity not in the answer': {
      given: rangeOf(undefined, 8),
      alongside,
      params,
      because: 'MaxCapacity is 8',
    },
    'it is created with a wrong range': {
      given: { ...rangeOf(0.5, 32), Live: { Members: [] } },
      condition: { state: 'creating', serves: false, moving: true },
      params,
      because: 'MinCapacity is 0.5',
    },
    'its mode is one of Aurora MySQL 1': {
      given: { ...given, EngineMode: 'parallelquery' },
      alongside,
      because: 'EngineMode is parallelquery',
    },
    'it pauses': {
      given: rangeOf(0, 32),
      alongside,
      because: 'MinCapacity is 0, so the cluster pauses when idle',
      expected: 'more than 0',
      actual: 0,
      path: minPath,
    },
    'MaxCapacity is too low': {
      given: rangeOf(2, 8),
      alongside,
      params,
      because: 'MaxCapacity is 8',
      expected: 'at least 16',
      actual: 8,
      path: maxPath,
    },
    'MaxCapacity is too high': {
      given: rangeOf(2, 128),
      alongside,
      params,
      because: 'MaxCapacity is 128',
      expected: 'at most 64',
    },
    'it cannot scale': {
      given: rangeOf(8, 8),
      alongside,
      because: 'MinCapacity and MaxCapacity are both 8',
      expected: 'more than 8',
      path: maxPath,
    },
    'it has no range': {
      given: { Engine: 'aurora-mysql', EngineMode: 'provisioned', Live: { Members } },
      alongside,
      because: 'the cluster has no ServerlessV2ScalingConfiguration',
      actual: null,
    },
    'it is Serverless v1': {
      given: { ...given, EngineMode: 'serverless' },
      alongside,
      because: 'EngineMode is serverless, which is Aurora Serverless v1',
      expected: 'provisioned',
      path: 'EngineMode',
    },
    'it is not Aurora': {
      given: { ...given, Engine: 'postgres' },
      alongside,
      because: 'Engine is postgres',
      path: 'Engine',
    },
    'an instance has a fixed size': {
      given,
      alongside: [instance('db-1', 'db.serverless'), instance('db-2', 'db.r6g.large')],
      because: 'db-2 is db.r6g.large',
      expected: 'db.serverless',
      actual: 'db.r6g.large',
    },
    'it has no instance': {
      given: { ...given, Live: { Members: [] } },
      because: 'the cluster has no instance',
    },
    'the range is wrong and the instances could not be listed': {
      given: rangeOf(8, 8),
      blind: ['AWS::RDS::DBInstance'],
      because: 'MinCapacity and MaxCapacity are both 8',
    },
  },
  doesNotApply: {
    'the cluster is Limitless': {
      given: { Engine: 'aurora-postgresql', Live: { ClusterScalabilityType: 'limitless', Members: [] } },
      because: 'ClusterScalabilityType is limitless, whose capacity is in shard groups',
    },
  },
  isUnknown: {
    'the range is not in the answer': {
      given: rangeOf(undefined, 32),
      alongside,
      because: 'the answer does not say MinCapacity',
    },
    'the cluster is being created, and its instances come later': {
      given: { ...given, Live: { Members: [] } },
      condition: { state: 'creating', serves: false, moving: true },
      because: 'the cluster has no instance, while the-name is creating',
    },
    'the engine mode is not in the answer': {
      given: { ...given, EngineMode: undefined },
      alongside,
      because: 'the answer does not say EngineMode',
    },
    'the engine mode is a word we do not know': {
      given: { ...given, EngineMode: 'elastic' },
      alongside,
      because: 'EngineMode is elastic, which is not known',
    },
    'the kind of scaling is a word we do not know': {
      given: { ...given, Live: { Members, ClusterScalabilityType: 'sharded' } },
      alongside,
      because: 'ClusterScalabilityType is sharded, which is not known',
    },
    'the engine is not in the answer': {
      given: { Live: { Members } },
      alongside,
      because: 'the answer does not say Engine',
    },
    'a class is not in the answer': {
      given,
      alongside: [instance('db-1', 'db.serverless'), instance('db-2')],
      because: 'the answer does not say the class of db-2',
    },
    'AWS does not show the range': {
      given,
      alongside,
      unreadable: ['ServerlessV2ScalingConfiguration'],
      because: 'could not read ServerlessV2ScalingConfiguration: test:Read answered AccessDeniedException',
    },
    'the instances could not be listed': {
      given,
      blind: ['AWS::RDS::DBInstance'],
      because: 'could not read the list of AWS::RDS::DBInstance: test:Read answered AccessDeniedException',
    },
  },
});

test('no range can be below its own floor', () => {
  expect(rule.mistakes?.({ minAcu: 8, maxAcuAtMost: 4, maxAcuAtLeast: 16 })).toEqual([
    'maxAcuAtLeast is 16, above maxAcuAtMost, which is 4',
    'minAcu is 8, above maxAcuAtMost, which is 4',
  ]);
  expect(rule.mistakes?.({ minAcu: 2, maxAcuAtLeast: 16, maxAcuAtMost: 16 })).toEqual([]);
  expect(rule.mistakes?.({})).toEqual([]);
});
